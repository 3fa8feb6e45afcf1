//! How long to wait after failed sign-ins. Pure.

use crate::time::UtcMillis;

const FREE: u32 = 3;
const LONGEST_MS: u64 = 15 * 60 * 1000;

/// The wait after the `failures`-th failure in a row, in ms: none for the first
/// three, then 2^(n-3) seconds, at most 15 minutes.
#[must_use]
pub fn wait_after_ms(failures: u32) -> u64 {
    if failures <= FREE {
        return 0;
    }
    let doublings = (failures - FREE).min(20);
    (1000u64 << doublings).min(LONGEST_MS)
}

/// Whether the next attempt may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Throttle {
    /// Now.
    Ready,
    /// Not for so long.
    Wait { ms: u64 },
    /// The clock stands before the last failure: it was set back. The whole wait
    /// begins again, and the last failure is to be put at the present instant, or
    /// a clock that had been far ahead would lock the workspace for years.
    ClockSetBack { ms: u64 },
}

/// Judges `failures` in a row, the last at `last_failed_at`.
#[must_use]
pub fn throttle(failures: u32, last_failed_at: UtcMillis, now: UtcMillis) -> Throttle {
    let wait = wait_after_ms(failures);
    if wait == 0 {
        return Throttle::Ready;
    }
    match u64::try_from(now.0.saturating_sub(last_failed_at.0)) {
        Err(_) => Throttle::ClockSetBack { ms: wait },
        Ok(elapsed) if elapsed >= wait => Throttle::Ready,
        Ok(elapsed) => Throttle::Wait { ms: wait - elapsed },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_are_free_then_it_doubles_to_a_quarter_hour() {
        let waits: Vec<u64> = [0, 1, 3, 4, 5, 6, 12, 13, 100, u32::MAX]
            .into_iter()
            .map(|n| wait_after_ms(n) / 1000)
            .collect();
        assert_eq!(waits, [0, 0, 0, 2, 4, 8, 512, 900, 900, 900]);
    }

    #[test]
    fn the_wait_ends_when_it_ends() {
        let last = UtcMillis(10_000);
        assert_eq!(
            throttle(4, last, UtcMillis(10_000)),
            Throttle::Wait { ms: 2000 }
        );
        assert_eq!(
            throttle(4, last, UtcMillis(11_999)),
            Throttle::Wait { ms: 1 }
        );
        assert_eq!(throttle(4, last, UtcMillis(12_000)), Throttle::Ready);
        assert_eq!(throttle(3, last, UtcMillis(10_000)), Throttle::Ready);
    }

    proptest! {
        #[test]
        fn setting_the_clock_back_never_shortens(n in 4u32.., last: i64, back in 1i64..) {
            let now = UtcMillis(last.saturating_sub(back));
            prop_assume!(now.0 < last);
            let verdict = throttle(n, UtcMillis(last), now);
            prop_assert_eq!(verdict, Throttle::ClockSetBack { ms: wait_after_ms(n) });
        }
    }
}
