//! When a business has room: working hours by weekday, holidays, how long an appointment
//! is and how many run beside each other; and which place is free then. Wall-clock time of
//! the business. Must not know: where bookings are kept, who made them, the present time.

mod bookings;
mod hours;

pub use bookings::{Bookings, Taken};
pub use hours::{Calendar, Fault, Hours, Refused};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

/// A moment on the clock of the business.
pub type Moment = NaiveDateTime;
/// A day of its calendar.
pub type Day = NaiveDate;

const MOMENT: &str = "%Y-%m-%dT%H:%M";

/// As it is stored, sent and sorted: `2026-11-24T16:00`.
#[must_use]
pub fn moment_text(moment: Moment) -> String {
    moment.format(MOMENT).to_string()
}

/// Reads [`moment_text`].
#[must_use]
pub fn parse_moment(text: &str) -> Option<Moment> {
    NaiveDateTime::parse_from_str(text, MOMENT).ok()
}

/// A day, `2026-11-24`, and a time of it, `16:00`.
#[must_use]
pub fn moment_of(day: &str, time: &str) -> Option<Moment> {
    Some(parse_day(day)?.and_time(parse_time(time)?))
}

/// `2026-11-24`; years have four digits.
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    day.filter(|day| (1_000..10_000).contains(&day.year()))
}

/// `16:00`.
#[must_use]
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}
