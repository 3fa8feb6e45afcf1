//! Moments of a call and lengths of its sound. Both start when it is answered; nothing
//! here reads a clock.

use std::ops::{Add, Sub};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Samples a second on a telephone line (G.711).
pub const RATE: u64 = 8_000;
/// 20 ms, what carriers send and take at once.
pub const FRAME: Samples = Samples(160);

/// A moment, ms since the call was answered.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct At(pub u64);

/// A place in a line's sound, or a length of it, in samples at [`RATE`].
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Samples(pub u64);

impl At {
    #[must_use]
    pub const fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// How long ago `before` was; nothing if it is still to come.
    #[must_use]
    pub const fn ms_since(self, before: Self) -> u64 {
        self.0.saturating_sub(before.0)
    }
}

impl Samples {
    #[must_use]
    pub const fn of_ms(ms: u64) -> Self {
        Self(ms.saturating_mul(RATE / 1_000))
    }

    #[must_use]
    pub const fn ms(self) -> u64 {
        self.0 / (RATE / 1_000)
    }

    #[must_use]
    pub const fn duration(self) -> Duration {
        Duration::from_millis(self.ms())
    }
}

impl Add for Samples {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self(self.0.saturating_add(more.0))
    }
}

impl Sub for Samples {
    type Output = Self;

    /// Never below nothing.
    fn sub(self, less: Self) -> Self {
        Self(self.0.saturating_sub(less.0))
    }
}
