//! Randomness, passed in like the clock, so that tests are repeatable.

/// A source of random bytes. The shells pass the operating system's.
pub trait Rng: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}
