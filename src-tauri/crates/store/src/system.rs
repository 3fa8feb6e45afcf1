//! The machine's clock and randomness: the only places where they are asked.

use parley_domain::rng::Rng;
use parley_domain::time::{Clock, UtcMillis};
use ring::rand::{SecureRandom, SystemRandom};

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that is passed in"
    )]
    fn now(&self) -> UtcMillis {
        let now = std::time::SystemTime::now();
        let millis = now
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| since.as_millis());
        UtcMillis(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone)]
pub struct OsRng(SystemRandom);

impl OsRng {
    #[must_use]
    pub fn new() -> Self {
        Self(SystemRandom::new())
    }
}

impl Default for OsRng {
    fn default() -> Self {
        Self::new()
    }
}

impl Rng for OsRng {
    /// # Panics
    /// When the system has no randomness to give: keys made without it would be
    /// worth nothing, and there is nothing to go on with.
    #[expect(
        clippy::panic,
        reason = "a key from predictable bytes is worse than a stop"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        if self.0.fill(bytes).is_err() {
            panic!("the operating system gives no randomness");
        }
    }
}
