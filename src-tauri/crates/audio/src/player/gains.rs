//! How loud each channel is in each ear. Changed from any thread, heard at once,
//! without a click.

use std::sync::atomic::{AtomicU32, Ordering};

use parley_domain::listening::ChannelMix;

/// What is wanted: to the left and right of the first channel, then of the second.
#[derive(Debug)]
pub(super) struct Gains([AtomicU32; 4]);

impl Default for Gains {
    fn default() -> Self {
        let gains = Self([const { AtomicU32::new(0) }; 4]);
        gains.set(ChannelMix::default());
        gains
    }
}

impl Gains {
    pub(super) fn set(&self, mix: ChannelMix) {
        for (slot, gain) in self.0.iter().zip(mix.0.as_flattened()) {
            slot.store(gain.to_bits(), Ordering::Relaxed);
        }
    }

    fn get(&self) -> [f32; 4] {
        [0, 1, 2, 3].map(|i| f32::from_bits(self.0[i].load(Ordering::Relaxed)))
    }
}

/// What is heard: on its way to what is wanted.
#[derive(Debug)]
pub(super) struct MovingGains {
    now: [f32; 4],
    wanted: [f32; 4],
    /// Change per frame.
    slope: f32,
}

impl MovingGains {
    pub(super) fn new(gains: &Gains, slope: f32) -> Self {
        Self {
            now: gains.get(),
            wanted: gains.get(),
            slope,
        }
    }

    pub(super) fn aim(&mut self, gains: &Gains) {
        self.wanted = gains.get();
    }

    pub(super) fn apply(&mut self, [first, second]: [f32; 2]) -> [f32; 2] {
        if self.now != self.wanted {
            for (now, wanted) in self.now.iter_mut().zip(self.wanted) {
                *now += (wanted - *now).clamp(-self.slope, self.slope);
            }
        }
        let [a, b, c, d] = self.now;
        [first * a + second * c, first * b + second * d].map(|s| s.clamp(-1.0, 1.0))
    }
}
