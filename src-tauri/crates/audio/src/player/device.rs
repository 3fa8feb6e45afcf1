//! Sound devices through cpal: the one that the system prefers, or a chosen one.
//!
//! cpal passes the moment at which it will be heard with every buffer, and that is
//! what the clock stands on; crates above it hide it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use cpal::traits::{DeviceTrait, StreamTrait};
use cpal::{BufferSize, ErrorKind, FromSample, SampleFormat, SizedSample, StreamConfig};
use parley_app::ports::{OutputDevice, PlayerError};

use super::devices::{self, Watch};
use super::output::{MakeRender, OpenOutput, Output, OutputShape, Render};

/// Length of a device buffer that is asked for; there are two of them. At half of it
/// a busy two-core machine runs dry now and then.
const BUFFER_MS: u32 = 40;
/// A latency beyond this is a device's mistake.
const MAX_LATENCY: Duration = Duration::from_secs(2);

/// The outputs of this machine.
#[derive(Debug)]
pub(super) struct Devices {
    start: Instant,
}

impl Default for Devices {
    fn default() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

struct OpenStream {
    _stream: cpal::Stream,
    _watch: Option<Watch>,
}

impl OpenOutput for OpenStream {}

impl Output for Devices {
    fn devices(&self) -> Vec<OutputDevice> {
        devices::all()
    }

    fn open(
        &self,
        id: Option<&str>,
        make_render: MakeRender<'_>,
        lost: Arc<AtomicBool>,
    ) -> Result<Box<dyn OpenOutput>, PlayerError> {
        let no_device = |error: cpal::Error| {
            tracing::warn!(%error, "no sound device");
            PlayerError::NoDevice
        };
        let device = match id {
            Some(id) => devices::find(id),
            None => devices::preferred(),
        };
        let device = device.ok_or(PlayerError::NoDevice)?;
        let supported = device.default_output_config().map_err(no_device)?;
        let shape = OutputShape {
            rate_hz: supported.sample_rate(),
            channels: supported.channels(),
        };
        if shape.rate_hz == 0 || shape.channels == 0 {
            return Err(PlayerError::NoDevice);
        }
        let config = StreamConfig {
            channels: shape.channels,
            sample_rate: shape.rate_hz,
            buffer_size: BufferSize::Fixed((shape.rate_hz * BUFFER_MS / 1000).next_power_of_two()),
        };
        let callback = Callback {
            render: make_render(shape),
            channels: usize::from(shape.channels),
            rate_hz: shape.rate_hz,
            start: self.start,
        };
        let watch = id.and_then(|id| devices::watch(id, &lost));
        let stream =
            build(&device, config, supported.sample_format(), callback, lost).map_err(no_device)?;
        stream.play().map_err(no_device)?;
        Ok(Box::new(OpenStream {
            _stream: stream,
            _watch: watch,
        }))
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

/// Fills buffers of whatever sample type the device takes.
struct Callback {
    render: Render,
    channels: usize,
    rate_hz: u32,
    start: Instant,
}

impl Callback {
    fn fill(&mut self, out: &mut [f32], info: &cpal::OutputCallbackInfo) {
        let stamp = info.timestamp();
        let latency = stamp.playback.duration_since(stamp.callback);
        // A device that does not tell: it plays this buffer after the one before it.
        let latency = if latency.is_zero() || latency > MAX_LATENCY {
            Duration::from_secs_f64((out.len() / self.channels) as f64 / f64::from(self.rate_hz))
        } else {
            latency
        };
        (self.render)(out, self.start.elapsed() + latency);
    }
}

fn build(
    device: &cpal::Device,
    config: StreamConfig,
    format: SampleFormat,
    callback: Callback,
    lost: Arc<AtomicBool>,
) -> Result<cpal::Stream, cpal::Error> {
    match format {
        SampleFormat::F32 => build_as::<f32>(device, config, callback, lost),
        SampleFormat::F64 => build_as::<f64>(device, config, callback, lost),
        SampleFormat::I8 => build_as::<i8>(device, config, callback, lost),
        SampleFormat::I16 => build_as::<i16>(device, config, callback, lost),
        SampleFormat::I24 => build_as::<cpal::I24>(device, config, callback, lost),
        SampleFormat::I32 => build_as::<i32>(device, config, callback, lost),
        SampleFormat::U8 => build_as::<u8>(device, config, callback, lost),
        SampleFormat::U16 => build_as::<u16>(device, config, callback, lost),
        SampleFormat::U32 => build_as::<u32>(device, config, callback, lost),
        _ => Err(ErrorKind::UnsupportedConfig.into()),
    }
}

fn build_as<T: SizedSample + FromSample<f32>>(
    device: &cpal::Device,
    config: StreamConfig,
    mut callback: Callback,
    lost: Arc<AtomicBool>,
) -> Result<cpal::Stream, cpal::Error> {
    let mut samples: Vec<f32> = Vec::with_capacity(64 * 1024);
    device.build_output_stream::<T, _, _>(
        config,
        move |out, info| {
            samples.resize(out.len(), 0.0);
            callback.fill(&mut samples, info);
            for (out, sample) in out.iter_mut().zip(&samples) {
                *out = T::from_sample(*sample);
            }
        },
        move |error| {
            tracing::warn!(%error, "sound device");
            if is_fatal(error.kind()) {
                lost.store(true, Ordering::Release);
            }
        },
        None,
    )
}

/// Whether the stream will ask for no more buffers.
fn is_fatal(kind: ErrorKind) -> bool {
    !matches!(
        kind,
        ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied | ErrorKind::Xrun
    )
}
