//! The carrier's clock beside ours. Sound is counted on the carrier's; when nothing comes
//! ours says what it must show by now. Must not know: what the sound is.

use std::time::Duration;

use parley_voice::time::At;

/// So much of a frame that is later than the earliest moves the clocks apart: drift is
/// followed within seconds, a hiccup of the network is not.
const FOLLOW: f64 = 1.0 / 256.0;
/// Nothing came for so long: frames are lost, not late, ms.
const LOST: u64 = 120;
/// A frame may still come that is so late, ms.
const ALLOW: u64 = 80;

#[derive(Debug, Default)]
pub struct CarrierClock {
    /// Ours less the carrier's, ms, with the way of the message in it.
    apart: Option<f64>,
    heard: At,
    arrived: At,
}

impl CarrierClock {
    /// A frame up to `end` by the carrier's clock arrived at `arrived` by ours.
    pub fn frame(&mut self, arrived: At, end: At) {
        let apart = arrived.0 as f64 - end.0 as f64;
        let before = self.apart.unwrap_or(apart);
        self.apart = Some(apart.min(before + (apart - before) * FOLLOW));
        self.heard = self.heard.max(end);
        self.arrived = arrived;
    }

    /// Up to where the caller's line is known.
    pub const fn heard(&self) -> At {
        self.heard
    }

    /// The carrier's moment at ours.
    pub fn at(&self, now: At) -> At {
        // `as` saturates: before the carrier's clock began it is 0.
        At((now.0 as f64 - self.apart.unwrap_or(0.0)) as u64)
    }

    /// Frames are missing: it was silent up to there, as far as anybody will ever know.
    pub fn lost(&mut self, now: At) -> Option<At> {
        if self.apart.is_none() || now.ms_since(self.arrived) < LOST {
            return None;
        }
        let until = At(self.at(now).ms_since(At(ALLOW)));
        (until > self.heard).then(|| {
            self.heard = until;
            until
        })
    }
}

/// Since the stream began, as the core counts.
pub fn at(now: Duration) -> At {
    At(u64::try_from(now.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hiccups_do_not_move_the_clocks_and_drift_does() {
        let mut clock = CarrierClock::default();
        for n in 0..50u64 {
            clock.frame(At(n * 20 + 65), At(n * 20 + 20));
        }
        assert_eq!(clock.at(At(1_045)), At(1_000));
        clock.frame(At(1_365), At(1_020));
        let moved = clock.at(At(1_365)).ms_since(At(1_320));
        assert!(moved <= 2, "{moved}");
        for n in 52..3_000u64 {
            // A carrier that is 1 % slow.
            clock.frame(At(n * 20 + 65 + n / 5), At(n * 20 + 20));
        }
        let apart = clock.at(At(60_665)).0.abs_diff(60_020);
        assert!(apart <= 60, "{apart}");
    }

    #[test]
    fn what_does_not_come_is_silence_after_a_while() {
        let mut clock = CarrierClock::default();
        assert_eq!(clock.lost(At(5_000)), None);
        clock.frame(At(1_045), At(1_000));
        assert_eq!(clock.lost(At(1_100)), None);
        assert_eq!(clock.lost(At(1_245)), Some(At(1_120)));
        assert_eq!(clock.heard(), At(1_120));
        assert_eq!(clock.lost(At(1_245)), None);
    }
}
