//! What the ear hears now.
//!
//! The renderer notes for each buffer which device frames of a run it put in and
//! when the first of them will sound. Between two notes time is interpolated at the
//! device's rate. The answer never goes back within a run, nor to an earlier run.

use std::collections::VecDeque;
use std::time::Duration;

/// Buffers remembered: some seconds of latency at any sane buffer size.
const NOTES: usize = 256;

/// Frames of a run in one buffer.
#[derive(Debug, Clone, Copy)]
pub(super) struct BufferNote {
    pub(super) run: u64,
    /// When `first` will be heard.
    pub(super) at: Duration,
    /// Device frames of the run before this buffer.
    pub(super) first: u64,
    pub(super) frames: u64,
    pub(super) rate_hz: u32,
}

#[derive(Debug, Default)]
pub(super) struct EarClock {
    /// The run that is to be heard, and those before it that may still sound.
    current: Option<u64>,
    oldest: u64,
    notes: VecDeque<BufferNote>,
    heard: Heard,
}

/// How much of which run.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Heard {
    pub(super) run: u64,
    pub(super) frames: f64,
}

impl EarClock {
    /// Only `run` counts from now on.
    pub(super) fn start(&mut self, run: Option<u64>) {
        let first = run.unwrap_or(0);
        *self = Self {
            current: run,
            oldest: first,
            heard: Heard {
                run: first,
                frames: 0.0,
            },
            ..Self::default()
        };
        // The device's thread must not allocate.
        self.notes.reserve(NOTES);
    }

    /// `run` will go on where the present one is left.
    pub(super) fn follow(&mut self, run: u64) {
        self.current = Some(run);
    }

    pub(super) fn note(&mut self, note: BufferNote) {
        let known = self
            .current
            .is_some_and(|current| (self.oldest..=current).contains(&note.run));
        if !known || note.frames == 0 {
            return;
        }
        if self.notes.len() >= NOTES {
            self.notes.pop_front();
        }
        self.notes.push_back(note);
    }

    /// What was heard last by `now`.
    pub(super) fn heard(&mut self, now: Duration) -> Heard {
        let note = self.notes.iter().rev().find(|note| note.at <= now);
        if let Some(note) = note {
            let since = (now - note.at).as_secs_f64() * f64::from(note.rate_hz);
            let frames = note.first as f64 + since.min(note.frames as f64);
            if note.run > self.heard.run {
                self.oldest = note.run;
                self.heard = Heard {
                    run: note.run,
                    frames,
                };
            } else if note.run == self.heard.run {
                self.heard.frames = self.heard.frames.max(frames);
            }
        }
        self.heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(at_ms: u64, first: u64, frames: u64) -> BufferNote {
        BufferNote {
            run: 1,
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
        let at = |clock: &mut EarClock, ms| clock.heard(Duration::from_millis(ms)).frames;
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
            run: 2,
            ..note(0, 900, 20)
        });
        assert_eq!(at(&mut clock, 166), 26.0);
        assert_eq!(at(&mut clock, 160), 26.0);
    }

    #[test]
    fn a_run_that_follows_is_told_when_it_is_heard() {
        let mut clock = EarClock::default();
        clock.start(Some(1));
        clock.note(note(100, 0, 20));
        clock.follow(2);
        let next = BufferNote {
            run: 2,
            ..note(120, 5, 20)
        };
        clock.note(next);
        let heard = |clock: &mut EarClock, ms| clock.heard(Duration::from_millis(ms));
        assert_eq!(
            heard(&mut clock, 110),
            Heard {
                run: 1,
                frames: 10.0
            }
        );
        let later = Heard {
            run: 2,
            frames: 8.0,
        };
        assert_eq!(heard(&mut clock, 123), later);
        // What is left of the first is too late.
        clock.note(note(121, 900, 20));
        assert_eq!(heard(&mut clock, 124).run, 2);
    }
}
