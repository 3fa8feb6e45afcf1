//! What the ear hears now.
//!
//! The renderer notes for each buffer which device frames of a stretch it put in
//! and when the first of them will sound. Between two notes time is interpolated
//! at the device's rate; the answer never goes back within a stretch.

use std::collections::VecDeque;
use std::time::Duration;

/// Buffers remembered: some seconds of latency at any sane buffer size.
const NOTES: usize = 256;

/// Frames of a stretch in one buffer.
#[derive(Debug, Clone, Copy)]
pub(super) struct BufferNote {
    pub(super) stretch: u64,
    /// When `first` will be heard.
    pub(super) at: Duration,
    /// Device frames of the stretch before this buffer.
    pub(super) first: u64,
    pub(super) frames: u64,
    pub(super) rate_hz: u32,
}

#[derive(Debug, Default)]
pub(super) struct EarClock {
    stretch: Option<u64>,
    notes: VecDeque<BufferNote>,
    heard: f64,
}

impl EarClock {
    pub(super) fn start(&mut self, stretch: Option<u64>) {
        *self = Self {
            stretch,
            ..Self::default()
        };
        // The device's thread must not allocate.
        self.notes.reserve(NOTES);
    }

    pub(super) fn note(&mut self, note: BufferNote) {
        if self.stretch != Some(note.stretch) || note.frames == 0 {
            return;
        }
        if self.notes.len() >= NOTES {
            self.notes.pop_front();
        }
        self.notes.push_back(note);
    }

    /// Device frames of the current stretch heard by `now`.
    pub(super) fn heard(&mut self, now: Duration) -> f64 {
        let note = self.notes.iter().rev().find(|note| note.at <= now);
        if let Some(note) = note {
            let since = (now - note.at).as_secs_f64() * f64::from(note.rate_hz);
            let heard = note.first as f64 + since.min(note.frames as f64);
            self.heard = self.heard.max(heard);
        }
        self.heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(at_ms: u64, first: u64, frames: u64) -> BufferNote {
        BufferNote {
            stretch: 1,
            at: Duration::from_millis(at_ms),
            first,
            frames,
            rate_hz: 1000,
        }
    }

    #[test]
    fn interpolates_waits_and_never_goes_back() {
        let mut clock = EarClock::default();
        clock.start(Some(1));
        let at = |clock: &mut EarClock, ms| clock.heard(Duration::from_millis(ms));
        clock.note(note(100, 0, 20));
        assert_eq!(at(&mut clock, 90), 0.0);
        assert_eq!(at(&mut clock, 110), 10.0);
        // Nothing more was handed over: the ear waits at 20.
        assert_eq!(at(&mut clock, 150), 20.0);
        // The device corrects its latency: the next buffer sounds later than thought.
        clock.note(note(160, 20, 20));
        assert_eq!(at(&mut clock, 155), 20.0);
        assert_eq!(at(&mut clock, 165), 25.0);
        clock.note(BufferNote {
            stretch: 2,
            ..note(0, 900, 20)
        });
        assert_eq!(at(&mut clock, 166), 26.0);
        assert_eq!(at(&mut clock, 160), 26.0);
    }
}
