//! A clock that moves when told, and a millisecond at each look, so that no two
//! acts have the same time.

use std::sync::atomic::{AtomicI64, Ordering};

use parley_domain::time::{Clock, UtcMillis};

use crate::contract::samples::NOW;

/// Begins at [`NOW`].
#[derive(Debug)]
pub struct HandClock(AtomicI64);

impl Default for HandClock {
    fn default() -> Self {
        Self(AtomicI64::new(NOW.0))
    }
}

impl HandClock {
    /// Lets time pass.
    pub fn forward(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for HandClock {
    fn now(&self) -> UtcMillis {
        UtcMillis(self.0.fetch_add(1, Ordering::Relaxed))
    }
}
