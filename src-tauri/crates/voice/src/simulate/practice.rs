//! A business to practise with: a calendar that is booked for real, within a call. Must
//! not know: who calls.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::{Bookings, Calendar, Hours};
use crate::dialogue::{Effect, Facts, Found};
use crate::simulate::scenario::Given;
use crate::simulate::world::World;

/// Until a look-up answers and something is done, ms, unless a scenario says otherwise.
const USUAL_MS: u64 = 250;

#[derive(Debug)]
pub struct Practice {
    calendar: Calendar,
    bookings: Bookings,
    now: NaiveDateTime,
    given: Given,
}

/// Weekdays nine to six, Saturdays ten to two, half an hour each, one at a time.
fn hours() -> [Hours; 7] {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let weekday = || vec![(time(9), time(18))];
    [
        weekday(),
        weekday(),
        weekday(),
        weekday(),
        weekday(),
        vec![(time(10), time(14))],
        Vec::new(),
    ]
}

impl Practice {
    #[must_use]
    pub fn new(given: &Given, now: NaiveDateTime) -> Self {
        let calendar = Calendar {
            hours: hours(),
            holidays: given.holidays.iter().copied().collect(),
            minutes: 30,
            capacity: 1,
            notice: 60,
        };
        let mut bookings = Bookings::default();
        for begins in &given.taken {
            // One that is shut then needs no booking to be refused.
            let _ = bookings.book(&calendar, *begins, now);
        }
        Self {
            calendar,
            bookings,
            now,
            given: given.clone(),
        }
    }
}

/// `None` where it never comes.
fn after(told: Option<i64>) -> Option<u64> {
    told.map_or(Some(USUAL_MS), |ms| u64::try_from(ms).ok())
}

impl World for Practice {
    fn ask(&mut self, tool: &str, facts: &Facts) -> Option<(u64, Found)> {
        let ms = after(self.given.look_up_ms)?;
        let found = match tool {
            _ if self.given.look_up_fails => Found::Failed,
            "calendar" => self.calendar.answer(&self.bookings, facts, self.now),
            _ => Found::Nothing,
        };
        Some((ms, found))
    }

    fn commit(&mut self, effect: &Effect) -> Option<(u64, bool)> {
        let ms = after(self.given.commit_ms)?;
        let part = |name: &str| effect.facts.get(name).map_or("", String::as_str);
        let day = part("day").parse::<NaiveDate>();
        let time = NaiveTime::parse_from_str(part("time"), "%H:%M");
        let done = match (effect.kind.as_str(), day, time) {
            _ if self.given.commit_fails => false,
            ("book", Ok(day), Ok(time)) => {
                let begins = day.and_time(time);
                let booked = self.bookings.book(&self.calendar, begins, self.now);
                booked.is_ok()
            }
            _ => false,
        };
        Some((ms, done))
    }
}
