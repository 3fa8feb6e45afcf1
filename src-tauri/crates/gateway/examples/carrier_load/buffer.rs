//! The carrier's buffer: it plays what it is sent in order, in real time.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

pub struct Buffer {
    /// All that was put in will have been played then.
    ends: Instant,
    marks: VecDeque<(Instant, String)>,
    pub emptied: u64,
}

impl Buffer {
    pub fn new(now: Instant) -> Self {
        Self {
            ends: now,
            marks: VecDeque::new(),
            emptied: 0,
        }
    }

    /// How much was still to be played; nothing where it had run empty.
    pub fn media(&mut self, now: Instant, bytes: usize) -> Option<Duration> {
        let left = self.ends.checked_duration_since(now);
        if left.is_none() {
            self.emptied += 1;
            self.ends = now;
        }
        self.ends += Duration::from_micros(bytes as u64 * 125);
        left
    }

    pub fn mark(&mut self, now: Instant, name: String) {
        self.marks.push_back((self.ends.max(now), name));
    }

    /// The marks that come back at once.
    pub fn clear(&mut self, now: Instant) -> Vec<String> {
        self.ends = now;
        self.marks.drain(..).map(|(_, name)| name).collect()
    }

    /// Those whose sound has been played.
    pub fn played(&mut self, now: Instant) -> Option<String> {
        if self.marks.front()?.0 > now {
            return None;
        }
        self.marks.pop_front().map(|(_, name)| name)
    }
}
