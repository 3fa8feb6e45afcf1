//! How late frames leave, over all calls: counted by size in windows of a few seconds.
//! Lock-free, since every call counts fifty times a second. Must not know: what is done
//! when they are late.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// Upper ends of the classes, in µs; what is above the last is in a class of its own.
const ENDS: [u64; 19] = [
    100, 250, 500, 750, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000, 20_000,
    30_000, 50_000, 100_000, 200_000, 1_000_000,
];
const CLASSES: usize = ENDS.len() + 1;
/// Fewer than this in a window say nothing: two seconds of one call.
const ENOUGH: u64 = 100;

/// Two windows: one being filled, and the last one.
#[derive(Debug, Default)]
pub struct Lateness {
    windows: [Window; 2],
    current: AtomicUsize,
}

#[derive(Debug, Default)]
struct Window([AtomicU64; CLASSES]);

/// Of a window: the class's end that so many per cent do not exceed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Late {
    pub frames: u64,
    pub p50: Duration,
    pub p99: Duration,
    pub max: Duration,
}

impl Lateness {
    pub fn count(&self, late: Duration) {
        let us = u64::try_from(late.as_micros()).unwrap_or(u64::MAX);
        let class = ENDS.partition_point(|end| *end < us);
        let current = self.current.load(Ordering::Relaxed);
        if let Some(count) = self
            .windows
            .get(current)
            .and_then(|window| window.0.get(class))
        {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Begins a new window, in the place of the one before the last.
    pub fn turn(&self) {
        let next = 1 - self.current.load(Ordering::Relaxed).min(1);
        if let Some(window) = self.windows.get(next) {
            for count in &window.0 {
                count.store(0, Ordering::Relaxed);
            }
        }
        self.current.store(next, Ordering::Relaxed);
    }

    /// Both windows together.
    #[must_use]
    pub fn late(&self) -> Late {
        let mut counts = [0_u64; CLASSES];
        for window in &self.windows {
            for (sum, count) in counts.iter_mut().zip(&window.0) {
                *sum += count.load(Ordering::Relaxed);
            }
        }
        let frames: u64 = counts.iter().sum();
        Late {
            frames,
            p50: reached(&counts, frames.div_ceil(2)),
            p99: reached(&counts, frames - frames / 100),
            max: reached(&counts, frames),
        }
    }

    /// Whether more than one frame in a hundred is later than `limit`.
    #[must_use]
    pub fn exceeds(&self, limit: Duration) -> bool {
        let late = self.late();
        late.frames >= ENOUGH && late.p99 > limit
    }
}

fn reached(counts: &[u64; CLASSES], rank: u64) -> Duration {
    if rank == 0 {
        return Duration::ZERO;
    }
    let mut seen = 0;
    for (count, end) in counts.iter().zip(ENDS) {
        seen += count;
        if seen >= rank {
            return Duration::from_micros(end);
        }
    }
    Duration::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn the_late_ones_are_seen_and_forgotten() {
        let lateness = Lateness::default();
        for _ in 0..197 {
            lateness.count(ms(1));
        }
        for _ in 0..3 {
            lateness.count(ms(40));
        }
        assert_eq!(
            lateness.late(),
            Late {
                frames: 200,
                p50: ms(1),
                p99: ms(50),
                max: ms(50)
            }
        );
        assert!(lateness.exceeds(ms(20)));
        assert!(!lateness.exceeds(ms(50)));
        lateness.turn();
        assert!(lateness.exceeds(ms(20)), "the last window counts");
        lateness.turn();
        assert_eq!(lateness.late(), Late::default());
        assert!(!lateness.exceeds(ms(0)));
    }

    #[test]
    fn a_few_say_nothing() {
        let lateness = Lateness::default();
        lateness.count(Duration::MAX);
        assert_eq!(lateness.late().max, Duration::MAX);
        assert!(!lateness.exceeds(ms(20)));
    }
}
