//! An hour of the local week, as calls are looked for by it.

use serde::{Deserialize, Serialize};

use super::hours::LocalHours;
use super::zone::Zone;
use crate::time::UtcMillis;

/// An hour of one day of the week, or of every day, as the clocks of a zone show it.
/// An hour that the clocks show twice counts twice, one that they leave out never.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(try_from = "Given")]
#[ts(optional_fields)]
pub struct WeekHour {
    /// 0 is Monday; absent: every day.
    weekday: Option<u8>,
    /// 0 to 23.
    hour: u8,
    zone: Zone,
}

#[derive(Deserialize, schemars::JsonSchema)]
struct Given {
    #[serde(default)]
    weekday: Option<u8>,
    hour: u8,
    zone: Zone,
}

/// A day of the week above 6, or an hour above 23.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such hour of the week")]
pub struct NoSuchHour;

impl TryFrom<Given> for WeekHour {
    type Error = NoSuchHour;

    fn try_from(given: Given) -> Result<Self, NoSuchHour> {
        Self::new(given.weekday, given.hour, given.zone)
    }
}

impl WeekHour {
    /// # Errors
    /// When there is no such hour.
    pub fn new(weekday: Option<u8>, hour: u8, zone: Zone) -> Result<Self, NoSuchHour> {
        if weekday.is_some_and(|day| day > 6) || hour > 23 {
            return Err(NoSuchHour);
        }
        Ok(Self {
            weekday,
            hour,
            zone,
        })
    }

    /// Whose clocks.
    #[must_use]
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// Whether an instant is in it; `clock` is one of its zone, and quick for instants
    /// that follow one another.
    pub fn holds(&self, clock: &mut LocalHours, at: UtcMillis) -> bool {
        clock.of(at).is_some_and(|local| {
            local.hour == self.hour && self.weekday.is_none_or(|day| day == local.weekday)
        })
    }

    /// The same by arithmetic: instants are in it whose hours since 1970, counted on
    /// local clocks, leave the second number when divided by the first.
    #[must_use]
    pub fn remainder(&self) -> (i64, i64) {
        // 1970 began on a Thursday.
        const THURSDAY: i64 = 3;
        let hour = i64::from(self.hour);
        match self.weekday {
            None => (24, hour),
            Some(day) => (
                168,
                ((i64::from(day) - THURSDAY) * 24 + hour).rem_euclid(168),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_hours_that_there_are() {
        let zone = Zone::try_from("Asia/Kolkata".to_owned()).unwrap();
        assert!(WeekHour::new(Some(6), 23, zone).is_ok());
        assert_eq!(WeekHour::new(Some(7), 0, zone), Err(NoSuchHour));
        assert_eq!(WeekHour::new(None, 24, zone), Err(NoSuchHour));
        let read: WeekHour = serde_json::from_str(r#"{"hour":9,"zone":"Asia/Kolkata"}"#).unwrap();
        assert_eq!(Ok(read), WeekHour::new(None, 9, zone));
        for bad in [
            r#"{"hour":24,"zone":"UTC"}"#,
            r#"{"hour":1,"zone":"Mars/Olympus"}"#,
        ] {
            assert!(serde_json::from_str::<WeekHour>(bad).is_err());
        }
    }

    proptest! {
        #[test]
        fn arithmetic_and_clocks_agree(
            name in prop::sample::select(vec!["Asia/Kolkata", "America/New_York", "Asia/Kathmandu"]),
            at in 946_684_800_000i64..2_500_000_000_000,
            other in 0u8..168,
        ) {
            let zone = Zone::try_from(name.to_owned()).unwrap();
            let mut clock = LocalHours::of_zone(zone);
            let there = clock.of(UtcMillis(at)).unwrap();
            let hours = (at + zone.ahead_ms(UtcMillis(at))).div_euclid(3_600_000);
            for (weekday, hour) in [
                (Some(there.weekday), there.hour),
                (None, there.hour),
                (Some(other / 24), other % 24),
            ] {
                let slot = WeekHour::new(weekday, hour, zone).unwrap();
                let (divisor, left) = slot.remainder();
                let told = slot.holds(&mut clock, UtcMillis(at));
                prop_assert_eq!(hours.rem_euclid(divisor) == left, told);
            }
        }
    }
}
