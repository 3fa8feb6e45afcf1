//! The system's microphone as 8 kHz mono. Must not know: who speaks, or to whom.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cpal::traits::{DeviceTrait as _, StreamTrait as _};
use cpal::{BufferSize, ErrorKind, FromSample, SampleFormat, SizedSample, StreamConfig};
use parley_app::ports::{Microphone, MicrophoneLine, PlayerError, TakeSound};

use crate::player::conversion::Conversion;
use crate::player::devices;

const RATE_HZ: u32 = 8_000;
/// Length of a device buffer that is asked for, ms.
const BUFFER_MS: u32 = 20;

/// The microphone that the system prefers.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemMicrophone;

struct OpenMicrophone {
    _stream: cpal::Stream,
    lost: Arc<AtomicBool>,
}

impl MicrophoneLine for OpenMicrophone {
    fn is_open(&self) -> bool {
        !self.lost.load(Ordering::Acquire)
    }
}

impl Microphone for SystemMicrophone {
    fn open(&self, take: TakeSound) -> Result<Box<dyn MicrophoneLine>, PlayerError> {
        let none = |error: cpal::Error| {
            tracing::warn!(%error, "no microphone");
            PlayerError::NoDevice
        };
        let device = devices::preferred_input().ok_or(PlayerError::NoDevice)?;
        let supported = device.default_input_config().map_err(none)?;
        let (rate_hz, channels) = (supported.sample_rate(), supported.channels());
        if rate_hz == 0 || channels == 0 {
            return Err(PlayerError::NoDevice);
        }
        let config = StreamConfig {
            channels,
            sample_rate: rate_hz,
            buffer_size: BufferSize::Fixed((rate_hz * BUFFER_MS / 1_000).next_power_of_two()),
        };
        let ear = Ear {
            channels: usize::from(channels),
            conversion: Conversion::new(1, rate_hz, RATE_HZ),
            mono: Vec::new(),
            converted: Vec::new(),
            samples: Vec::new(),
            take,
        };
        let lost = Arc::new(AtomicBool::new(false));
        let stream = build(&device, config, supported.sample_format(), ear, &lost).map_err(none)?;
        stream.play().map_err(none)?;
        Ok(Box::new(OpenMicrophone {
            _stream: stream,
            lost,
        }))
    }
}

/// From what a device gives to what is taken.
struct Ear {
    channels: usize,
    conversion: Conversion,
    mono: Vec<f32>,
    converted: Vec<[f32; 2]>,
    samples: Vec<i16>,
    take: TakeSound,
}

impl Ear {
    fn hear<T: Copy>(&mut self, heard: &[T])
    where
        f32: FromSample<T>,
    {
        self.mono.clear();
        let frames = heard.chunks_exact(self.channels);
        let mixed = frames.map(|frame| {
            let sum: f32 = frame.iter().map(|s| f32::from_sample_(*s)).sum();
            sum / self.channels as f32
        });
        self.mono.extend(mixed);
        self.converted.clear();
        self.conversion.push(&self.mono, &mut self.converted);
        self.samples.clear();
        // `as` saturates.
        let scaled = self
            .converted
            .iter()
            .map(|[left, _]| (left * 32_767.0) as i16);
        self.samples.extend(scaled);
        (self.take)(&self.samples);
    }
}

fn build(
    device: &cpal::Device,
    config: StreamConfig,
    format: SampleFormat,
    ear: Ear,
    lost: &Arc<AtomicBool>,
) -> Result<cpal::Stream, cpal::Error> {
    match format {
        SampleFormat::F32 => build_as::<f32>(device, config, ear, lost),
        SampleFormat::F64 => build_as::<f64>(device, config, ear, lost),
        SampleFormat::I8 => build_as::<i8>(device, config, ear, lost),
        SampleFormat::I16 => build_as::<i16>(device, config, ear, lost),
        SampleFormat::I24 => build_as::<cpal::I24>(device, config, ear, lost),
        SampleFormat::I32 => build_as::<i32>(device, config, ear, lost),
        SampleFormat::U8 => build_as::<u8>(device, config, ear, lost),
        SampleFormat::U16 => build_as::<u16>(device, config, ear, lost),
        SampleFormat::U32 => build_as::<u32>(device, config, ear, lost),
        _ => Err(ErrorKind::UnsupportedConfig.into()),
    }
}

fn build_as<T: SizedSample>(
    device: &cpal::Device,
    config: StreamConfig,
    mut ear: Ear,
    lost: &Arc<AtomicBool>,
) -> Result<cpal::Stream, cpal::Error>
where
    f32: FromSample<T>,
{
    let lost = Arc::clone(lost);
    device.build_input_stream::<T, _, _>(
        config,
        move |heard, _info| ear.hear(heard),
        move |error| {
            tracing::warn!(%error, "microphone");
            if !matches!(
                error.kind(),
                ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied | ErrorKind::Xrun
            ) {
                lost.store(true, Ordering::Release);
            }
        },
        None,
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn stereo_at_another_rate_becomes_mono_at_eight_thousand() {
        let heard = Arc::<Mutex<Vec<i16>>>::default();
        let to = Arc::clone(&heard);
        let mut ear = Ear {
            channels: 2,
            conversion: Conversion::new(1, 48_000, RATE_HZ),
            mono: Vec::new(),
            converted: Vec::new(),
            samples: Vec::new(),
            take: Box::new(move |samples| to.lock().unwrap().extend(samples)),
        };
        let frames: Vec<f32> = (0..48_000).flat_map(|_| [0.5, 0.25]).collect();
        for piece in frames.chunks(1_920) {
            ear.hear(piece);
        }
        let heard = heard.lock().unwrap();
        assert!((7_900..=8_000).contains(&heard.len()), "{}", heard.len());
        let level = (0.375 * 32_767.0) as i16;
        assert!(heard[200..7_800].iter().all(|s| (s - level).abs() < 40));
    }
}
