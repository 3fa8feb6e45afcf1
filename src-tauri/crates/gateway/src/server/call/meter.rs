//! How many messages come in a second. Must not know: what is done about it.

use std::time::{Duration, Instant};

/// Counts in seconds, one after the other.
#[derive(Debug)]
pub struct Meter {
    second: Instant,
    count: u32,
}

impl Meter {
    pub const fn new(now: Instant) -> Self {
        Self {
            second: now,
            count: 0,
        }
    }

    /// One more; how many there were in this second.
    pub fn message(&mut self, now: Instant) -> u32 {
        if now.saturating_duration_since(self.second) >= Duration::from_secs(1) {
            self.second = now;
            self.count = 0;
        }
        self.count = self.count.saturating_add(1);
        self.count
    }
}
