//! The player against a device that is pulled by hand: what comes out, and what
//! the clock says of it.

mod device;
mod mixing;
mod monitor;
mod playing;
mod tempo;
mod turns;

use std::io::Cursor;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use parley_app::ports::{
    OutputDevice, Outputs as _, PlayableRecording, Player, PlayerError, RecordingReader as _,
};
use parley_domain::listening::{ChannelMix, Route, Span, Speed};

use super::output::{MakeRender, OpenOutput, Output, OutputShape, Render};
use super::speaker::{SpeakerPlayer, lock};
use crate::Recordings;

/// Latency the pretended device has.
const LATENCY: Duration = Duration::from_millis(40);

#[derive(Clone)]
struct HandDevice {
    shape: OutputShape,
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    render: Mutex<Option<Render>>,
    lost: Mutex<Option<Arc<AtomicBool>>>,
    now: Mutex<Duration>,
    absent: AtomicBool,
    opened: AtomicU32,
    /// Devices beside the one that the system prefers.
    others: Mutex<Vec<OutputDevice>>,
    /// The id that was opened last.
    present: Mutex<Option<String>>,
}

struct Nothing;
impl OpenOutput for Nothing {}

impl Output for HandDevice {
    fn devices(&self) -> Vec<OutputDevice> {
        lock(&self.inner.others).clone()
    }

    fn open(
        &self,
        id: Option<&str>,
        make_render: MakeRender<'_>,
        lost: Arc<AtomicBool>,
    ) -> Result<Box<dyn OpenOutput>, PlayerError> {
        let is_there = match id {
            Some(id) => lock(&self.inner.others).iter().any(|one| one.id == id),
            None => !self.inner.absent.load(Ordering::Relaxed),
        };
        if !is_there {
            return Err(PlayerError::NoDevice);
        }
        *lock(&self.inner.present) = id.map(str::to_owned);
        self.inner.opened.fetch_add(1, Ordering::Relaxed);
        *lock(&self.inner.render) = Some(make_render(self.shape));
        *lock(&self.inner.lost) = Some(lost);
        Ok(Box::new(Nothing))
    }

    fn now(&self) -> Duration {
        *lock(&self.inner.now)
    }
}

impl HandDevice {
    fn new(rate_hz: u32, channels: u16) -> Self {
        Self {
            shape: OutputShape { rate_hz, channels },
            inner: Arc::default(),
        }
    }

    /// Asks for `ms` in buffers of 10 ms; time passes as it would.
    fn pull(&self, ms: u32) -> Vec<f32> {
        let frames = self.shape.rate_hz as usize / 100;
        let mut all = Vec::new();
        for _ in 0..ms / 10 {
            let mut buffer = vec![9.0; frames * usize::from(self.shape.channels)];
            let now = *lock(&self.inner.now);
            if let Some(render) = lock(&self.inner.render).as_mut() {
                render(&mut buffer, now + LATENCY);
            }
            all.extend(buffer);
            *lock(&self.inner.now) += Duration::from_millis(10);
            // Leave the feeder its turn, as a real device does.
            std::thread::sleep(Duration::from_millis(2));
        }
        all
    }

    fn wait(&self, ms: u64) {
        *lock(&self.inner.now) += Duration::from_millis(ms);
    }
}

/// A WAV of 16-bit frames made by `sample(frame, channel)`.
fn wav(rate: u32, channels: u16, frames: u32, sample: impl Fn(u32, u16) -> i16) -> Vec<u8> {
    let data = frames * u32::from(channels) * 2;
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + data).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    wav.extend(channels.to_le_bytes());
    wav.extend(rate.to_le_bytes());
    wav.extend((rate * u32::from(channels) * 2).to_le_bytes());
    wav.extend((channels * 2).to_le_bytes());
    wav.extend(b"\x10\0data");
    wav.extend(data.to_le_bytes());
    for frame in 0..frames {
        for channel in 0..channels {
            wav.extend(sample(frame, channel).to_le_bytes());
        }
    }
    wav
}

fn playable(bytes: Vec<u8>) -> PlayableRecording {
    let scan = Recordings
        .scan("a.wav", Box::new(Cursor::new(bytes.clone())))
        .unwrap();
    PlayableRecording {
        stream: Box::new(Cursor::new(bytes)),
        file_name: "a.wav".to_owned(),
        facts: scan.facts,
        seek_index: scan.seek_index,
    }
}

/// 10 s at 8 kHz: left counts frames / 8, right is its negative.
fn counting() -> PlayableRecording {
    playable(wav(8_000, 2, 80_000, |frame, channel| {
        let value = (frame / 8) as i16;
        if channel == 0 { value } else { -value }
    }))
}

fn player(device: &HandDevice) -> SpeakerPlayer {
    SpeakerPlayer::new(Box::new(device.clone()))
}

fn position(player: &SpeakerPlayer) -> f64 {
    player.position().unwrap().position_ms
}

/// The recording's ms a left sample of [`counting`] tells.
fn told_ms(sample: f32) -> f64 {
    f64::from(sample) * 32_768.0
}

/// 10 s at 8 kHz: bursts of 60 ms, each at a multiple of half a second.
fn bursts() -> PlayableRecording {
    playable(wav(8_000, 2, 80_000, |frame, _| {
        let on = frame % 4_000 < 480;
        let tone = (f64::from(frame) * std::f64::consts::TAU * 700.0 / 8_000.0).sin();
        if on { (tone * 12_000.0) as i16 } else { 0 }
    }))
}

/// Where in `out` (ms) the middles of the bursts are.
fn middles(out: &[f32], per_ms: usize) -> Vec<f64> {
    let power: Vec<f32> = out
        .chunks(per_ms * 2)
        .map(|ms| ms.iter().map(|s| s * s).sum::<f32>() / ms.len() as f32)
        .collect();
    let mut found = Vec::new();
    let (mut weight, mut moment, mut quiet) = (0.0, 0.0, 0);
    for (ms, power) in power.into_iter().enumerate() {
        // A stretched burst has faint shadows before and after it.
        if power > 6e-3 {
            quiet = 0;
            weight += f64::from(power);
            moment += f64::from(power) * (ms as f64 + 0.5);
        } else {
            quiet += 1;
            if quiet == 40 && weight > 0.0 {
                found.push(moment / weight);
                (weight, moment) = (0.0, 0.0);
            }
        }
    }
    found
}

fn speed(times: f64) -> Speed {
    Speed::new(times).unwrap()
}

/// 10 s of a tone of 200 Hz.
fn tone() -> PlayableRecording {
    playable(wav(8_000, 2, 80_000, |frame, _| {
        ((f64::from(frame) * std::f64::consts::TAU / 40.0).sin() * 16_384.0) as i16
    }))
}

fn span(from_ms: u32, to_ms: u32) -> Span {
    Span { from_ms, to_ms }
}
