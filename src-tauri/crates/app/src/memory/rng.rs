//! Bytes that look random and are the same in every run: SplitMix64 (Steele et al.,
//! 2014).

use std::sync::atomic::{AtomicU64, Ordering};

use parley_domain::rng::Rng;

/// Never to be used where something is to be kept secret.
#[derive(Debug)]
pub struct SeededRng(AtomicU64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl SeededRng {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl Rng for SeededRng {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let random = self.next().to_le_bytes();
            for (to, from) in chunk.iter_mut().zip(random) {
                *to = from;
            }
        }
    }
}
