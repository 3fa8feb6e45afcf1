//! Sound as it happens: 8 kHz mono to an output device, a little behind so that a late
//! piece leaves no hole. Must not know: whose sound it is, or recordings.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use parley_app::ports::{MonitorLine, PlayerError};

use super::conversion::Conversion;
use super::output::{OpenOutput, Output, OutputShape, Render};
use super::ring::FrameRing;

const RATE_HZ: u32 = 8_000;
/// So much is there before sound comes out, at the start and after it ran dry, ms.
const BEHIND_MS: u32 = 60;
/// So much waits at most, ms; what is more is thrown away.
const MOST_MS: u32 = 400;

/// An open line to a device.
pub(super) struct LiveLine {
    ring: Arc<FrameRing>,
    conversion: Conversion,
    converted: Vec<[f32; 2]>,
    samples: Vec<f32>,
    /// Closes the device when it is dropped.
    _device: Box<dyn OpenOutput>,
}

impl LiveLine {
    /// Opens the device with this id, or the one that the system prefers.
    pub(super) fn open(output: &dyn Output, id: Option<&str>) -> Result<Self, PlayerError> {
        let mut found = None;
        // That it is gone is heard; the line stays silent until it is opened anew.
        let lost = Arc::new(AtomicBool::new(false));
        let device = output.open(
            id,
            Box::new(|shape| {
                let ring = Arc::new(FrameRing::new(frames(shape, MOST_MS)));
                found = Some((shape, Arc::clone(&ring)));
                render(ring, shape)
            }),
            lost,
        )?;
        let (shape, ring) = found.ok_or(PlayerError::NoDevice)?;
        Ok(Self {
            ring,
            conversion: Conversion::new(1, RATE_HZ, shape.rate_hz),
            converted: Vec::new(),
            samples: Vec::new(),
            _device: device,
        })
    }
}

impl MonitorLine for LiveLine {
    fn play(&mut self, samples: &[i16]) {
        self.samples.clear();
        let scaled = samples.iter().map(|sample| f32::from(*sample) / 32_768.0);
        self.samples.extend(scaled);
        self.converted.clear();
        self.conversion.push(&self.samples, &mut self.converted);
        self.ring.push(&self.converted);
    }
}

fn frames(shape: OutputShape, ms: u32) -> usize {
    let frames = u64::from(shape.rate_hz) * u64::from(ms) / 1_000;
    usize::try_from(frames).unwrap_or(usize::MAX)
}

/// Takes from the ring on the device's thread; silence until enough is there.
fn render(ring: Arc<FrameRing>, shape: OutputShape) -> Render {
    let behind = frames(shape, BEHIND_MS);
    let mut flows = false;
    let channels = usize::from(shape.channels.max(1));
    Box::new(move |out, _heard_at| {
        if ring.len() >= behind {
            flows = true;
        }
        for frame in out.chunks_mut(channels) {
            let taken = if flows { ring.pop() } else { None };
            let [left, right] = taken.unwrap_or_else(|| {
                flows = false;
                [0.0; 2]
            });
            match frame {
                [one] => *one = (left + right) / 2.0,
                [first, second, rest @ ..] => {
                    (*first, *second) = (left, right);
                    rest.fill(0.0);
                }
                [] => {}
            }
        }
    })
}
