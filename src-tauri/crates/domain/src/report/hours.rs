//! Instants as the clock on the wall shows them.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone as _, Timelike, Utc};
use chrono_tz::Tz;

use super::zone::Zone;
use crate::time::UtcMillis;

/// No zone changes its clock within a quarter of an hour of UTC.
const STEP_MS: i64 = 15 * 60_000;

/// Local dates and hours of instants; quick for those that follow one another.
#[derive(Debug, Clone)]
pub struct LocalHours {
    zone: Tz,
    known: Option<(i64, Local)>,
}

/// Where an instant is in the local week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    pub date: NaiveDate,
    /// 0 is Monday.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
}

impl LocalHours {
    /// In an IANA zone, such as `Asia/Kolkata`; `None` when there is none of that name.
    #[must_use]
    pub fn in_zone(name: &str) -> Option<Self> {
        Some(Self::of_zone(Zone(name.parse().ok()?)))
    }

    /// In a zone.
    #[must_use]
    pub const fn of_zone(zone: Zone) -> Self {
        Self {
            zone: zone.0,
            known: None,
        }
    }

    /// Of an instant.
    pub fn of(&mut self, at: UtcMillis) -> Option<Local> {
        let step = at.0.div_euclid(STEP_MS);
        if let Some((known, local)) = self.known
            && known == step
        {
            return Some(local);
        }
        let there = DateTime::<Utc>::from_timestamp_millis(at.0)?.with_timezone(&self.zone);
        let local = Local {
            date: there.date_naive(),
            weekday: u8::try_from(there.weekday().num_days_from_monday()).ok()?,
            hour: u8::try_from(there.hour()).ok()?,
        };
        self.known = Some((step, local));
        Some(local)
    }

    /// When a day begins: midnight, or the first moment after it where the clock was
    /// put forward then.
    #[must_use]
    pub fn start_of(&self, date: NaiveDate) -> Option<UtcMillis> {
        let midnight = date.and_hms_opt(0, 0, 0)?;
        (0..=12).find_map(|quarters| {
            let at = midnight + chrono::Duration::minutes(quarters * 15);
            let there = self.zone.from_local_datetime(&at).earliest()?;
            Some(UtcMillis(there.timestamp_millis()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> UtcMillis {
        UtcMillis(
            DateTime::parse_from_rfc3339(text)
                .map(|t| t.timestamp_millis())
                .unwrap_or_default(),
        )
    }

    #[test]
    fn half_hours_and_summer_time() {
        let mut pune = LocalHours::in_zone("Asia/Kolkata").unwrap();
        let at = pune.of(utc("2026-11-01T18:29:59Z")).unwrap();
        assert_eq!((at.date.day(), at.weekday, at.hour), (1, 6, 23));
        let at = pune.of(utc("2026-11-01T18:30:00Z")).unwrap();
        assert_eq!((at.date.day(), at.weekday, at.hour), (2, 0, 0));

        let mut ohio = LocalHours::in_zone("America/New_York").unwrap();
        let hour = |ohio: &mut LocalHours, text| ohio.of(utc(text)).map(|l| l.hour);
        // The hour from one to two comes twice.
        assert_eq!(hour(&mut ohio, "2026-11-01T05:30:00Z"), Some(1));
        assert_eq!(hour(&mut ohio, "2026-11-01T06:30:00Z"), Some(1));
        assert_eq!(hour(&mut ohio, "2026-11-01T07:30:00Z"), Some(2));
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        assert_eq!(ohio.start_of(day), Some(utc("2026-11-02T05:00:00Z")));
        assert!(LocalHours::in_zone("Mars/Olympus").is_none());
    }

    #[test]
    fn a_day_that_has_no_midnight_begins_after_it() {
        let cairo = LocalHours::in_zone("Africa/Cairo").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 4, 24).unwrap();
        assert_eq!(cairo.start_of(day), Some(utc("2026-04-23T22:00:00Z")));
    }
}
