//! Repeatable bytes for tests: SHA-256 of a seed and a counter.

use std::sync::atomic::{AtomicU64, Ordering};

use parley_domain::rng::Rng;
use ring::digest::{SHA256, digest};

#[derive(Debug)]
pub(crate) struct TestRng {
    seed: u64,
    drawn: AtomicU64,
}

impl TestRng {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: AtomicU64::new(0),
        }
    }
}

impl Rng for TestRng {
    fn fill(&self, bytes: &mut [u8]) {
        for block in bytes.chunks_mut(32) {
            let count = self.drawn.fetch_add(1, Ordering::Relaxed);
            let mut input = self.seed.to_be_bytes().to_vec();
            input.extend_from_slice(&count.to_be_bytes());
            let hash = digest(&SHA256, &input);
            for (to, from) in block.iter_mut().zip(hash.as_ref()) {
                *to = *from;
            }
        }
    }
}
