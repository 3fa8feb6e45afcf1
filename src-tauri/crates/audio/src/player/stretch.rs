//! One run of sound from a seek position on: what the feeder fills and the device empties.

use std::sync::atomic::{AtomicBool, Ordering};

use super::ring::FrameRing;

/// Sound decoded ahead. Long enough for a busy disk, short enough to throw away.
const AHEAD_MS: u64 = 300;

#[derive(Debug)]
pub(super) struct Stretch {
    /// Unlike that of any other stretch of this player.
    pub(super) id: u64,
    /// Frame of the recording it begins with.
    pub(super) start: u64,
    pub(super) ring: FrameRing,
    /// Everything up to the recording's end is in the ring.
    complete: AtomicBool,
    failed: AtomicBool,
}

impl Stretch {
    pub(super) fn new(id: u64, start: u64, device_rate_hz: u32) -> Self {
        let frames = u64::from(device_rate_hz) * AHEAD_MS / 1000;
        Self {
            id,
            start,
            ring: FrameRing::new(usize::try_from(frames).unwrap_or(16_384)),
            complete: AtomicBool::new(false),
            failed: AtomicBool::new(false),
        }
    }

    pub(super) fn set_complete(&self) {
        self.complete.store(true, Ordering::Release);
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
        self.complete.load(Ordering::Acquire) && self.ring.is_empty()
    }
}
