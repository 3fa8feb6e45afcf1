//! One run of sound from a place on: what the feeder fills and the device empties.

use std::sync::atomic::{AtomicBool, Ordering};

use super::course::Course;
use super::ring::FrameRing;
use super::way::Plan;

/// Sound decoded ahead. Long enough for a busy disk, and for what a run at half
/// speed skips when it takes over from one at three times; short enough to throw away.
const AHEAD_MS: u64 = 600;

/// How a run is played: what does not change in its life.
#[derive(Debug, Clone)]
pub(super) struct RunShape {
    /// Frame of the recording it begins with.
    pub(super) start: u64,
    pub(super) speed: f64,
    pub(super) plan: Plan,
    /// The recording's.
    pub(super) rate_hz: u32,
    pub(super) device_rate_hz: u32,
}

#[derive(Debug)]
pub(super) struct Run {
    /// Higher than that of any run of this player before.
    pub(super) id: u64,
    pub(super) shape: RunShape,
    pub(super) ring: FrameRing,
    pub(super) course: Course,
    /// The device has turned to it.
    begun: AtomicBool,
    /// Everything up to the recording's end is in the ring.
    complete: AtomicBool,
    failed: AtomicBool,
}

impl Run {
    pub(super) fn new(id: u64, shape: RunShape) -> Self {
        let frames = u64::from(shape.device_rate_hz) * AHEAD_MS / 1000;
        let per_frame = shape.speed * f64::from(shape.rate_hz) / f64::from(shape.device_rate_hz);
        Self {
            id,
            ring: FrameRing::new(usize::try_from(frames).unwrap_or(32_768)),
            course: Course::new(shape.start, per_frame),
            shape,
            begun: AtomicBool::new(false),
            complete: AtomicBool::new(false),
            failed: AtomicBool::new(false),
        }
    }

    pub(super) fn set_begun(&self) {
        self.begun.store(true, Ordering::Release);
    }

    pub(super) fn has_begun(&self) -> bool {
        self.begun.load(Ordering::Acquire)
    }

    pub(super) fn set_complete(&self) {
        self.complete.store(true, Ordering::Release);
    }

    pub(super) fn is_complete(&self) -> bool {
        self.complete.load(Ordering::Acquire)
    }

    pub(super) fn set_failed(&self) {
        self.failed.store(true, Ordering::Release);
        self.set_complete();
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Acquire)
    }

    /// All of it was handed to the device.
    pub(super) fn is_spent(&self) -> bool {
        self.is_complete() && self.ring.is_empty()
    }
}
