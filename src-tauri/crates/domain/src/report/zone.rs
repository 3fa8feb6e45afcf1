//! A zone of the world, and how far its clocks are from UTC in a time.

use chrono::{DateTime, NaiveDateTime, Offset as _, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::time::UtcMillis;

/// An IANA time zone, such as `Asia/Kolkata`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
#[ts(type = "string")]
pub struct Zone(pub(super) Tz);

/// Not the name of any zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such time zone")]
pub struct NoZone;

impl TryFrom<String> for Zone {
    type Error = NoZone;

    fn try_from(name: String) -> Result<Self, NoZone> {
        name.parse().map(Self).map_err(|_| NoZone)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

/// From an instant on, until the next stretch, clocks are that far ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub from: UtcMillis,
    pub ahead_ms: i64,
}

/// No zone changes its clocks and changes them back within so long.
const STEP_MS: i64 = 7 * 24 * 3_600_000;

impl Zone {
    /// What the clock on the wall says at an instant; nothing for one that no calendar has.
    #[must_use]
    pub fn wall(self, at: UtcMillis) -> Option<NaiveDateTime> {
        let utc = DateTime::<Utc>::from_timestamp_millis(at.0)?;
        Some(utc.with_timezone(&self.0).naive_local())
    }

    /// IANA's name of it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// As `chrono` knows it.
    #[must_use]
    pub const fn tz(self) -> Tz {
        self.0
    }

    /// How far its clocks are ahead of UTC, in milliseconds; behind it: negative.
    #[must_use]
    pub fn ahead_ms(self, at: UtcMillis) -> i64 {
        DateTime::<Utc>::from_timestamp_millis(at.0).map_or(0, |at| {
            i64::from(at.with_timezone(&self.0).offset().fix().local_minus_utc()) * 1_000
        })
    }

    /// What its clocks show then.
    #[must_use]
    pub fn local(self, at: UtcMillis) -> NaiveDateTime {
        DateTime::<Utc>::from_timestamp_millis(at.0).map_or_else(NaiveDateTime::default, |at| {
            at.with_timezone(&self.0).naive_local()
        })
    }

    /// The stretches of a time, in order, of which the first begins with it; never none.
    #[must_use]
    pub fn stretches(self, from: UtcMillis, to: UtcMillis) -> Vec<Stretch> {
        let mut now = Stretch {
            from,
            ahead_ms: self.ahead_ms(from),
        };
        let mut found = vec![now];
        let mut at = from;
        while at < to {
            let next = at.plus(STEP_MS).min(to);
            // One step may hold several changes, each to another time.
            while self.ahead_ms(next) != now.ahead_ms {
                now = self.change(at, next, now.ahead_ms);
                at = now.from;
                found.push(now);
            }
            at = next;
        }
        found
    }

    /// The first stretch after `before`, in which clocks are `ahead_ms`; in that of
    /// `after` they are not.
    fn change(self, mut before: UtcMillis, mut after: UtcMillis, ahead_ms: i64) -> Stretch {
        while after.0 - before.0 > 1 {
            let middle = UtcMillis(before.0 + (after.0 - before.0) / 2);
            if self.ahead_ms(middle) == ahead_ms {
                before = middle;
            } else {
                after = middle;
            }
        }
        Stretch {
            from: after,
            ahead_ms: self.ahead_ms(after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone(name: &str) -> Zone {
        Zone::try_from(name.to_owned()).unwrap()
    }

    #[test]
    fn a_summer_in_ohio_is_three_stretches_in_a_year_and_a_day_in_pune_one() {
        let at = |text: &str| {
            let at = DateTime::parse_from_rfc3339(text).unwrap();
            UtcMillis(at.timestamp_millis())
        };
        let year = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        let ohio = zone("America/New_York").stretches(year.0, year.1);
        let hour = 3_600_000;
        assert_eq!(
            ohio.iter()
                .map(|s| (s.from, s.ahead_ms / hour))
                .collect::<Vec<_>>(),
            [
                (year.0, -5),
                (at("2026-03-08T07:00:00Z"), -4),
                (at("2026-11-01T06:00:00Z"), -5)
            ]
        );
        assert_eq!(zone("Asia/Kolkata").stretches(year.0, year.1).len(), 1);
        assert_eq!(zone("Asia/Kolkata").stretches(year.1, year.0).len(), 1);
        assert!(Zone::try_from("Mars/Olympus".to_owned()).is_err());
    }

    proptest! {
        // Zones that change often, at odd hours, or by half an hour.
        #[test]
        fn stretches_tell_every_instant(
            name in prop::sample::select(vec![
                "Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "Australia/Lord_Howe",
                "America/Sao_Paulo", "Asia/Kathmandu", "Europe/Dublin", "Pacific/Apia",
                "America/Caracas", "Asia/Pyongyang",
            ]),
            at in 946_684_800_000i64..2_500_000_000_000,
        ) {
            let zone = zone(name);
            let stretches = zone.stretches(UtcMillis(946_684_800_000), UtcMillis(2_500_000_000_000));
            let of = stretches.iter().rev().find(|s| s.from.0 <= at).unwrap();
            prop_assert_eq!(of.ahead_ms, zone.ahead_ms(UtcMillis(at)));
        }
    }
}
