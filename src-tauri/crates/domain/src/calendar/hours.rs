//! The rule by which a business takes appointments.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::Bookings;

/// Free times are looked for on so many days from the wanted one.
const DAYS_AHEAD: u64 = 14;
/// Minutes of the longest appointment: within one day.
const LONGEST: u32 = 24 * 60;
/// No business has more places.
const MOST_PLACES: u32 = 100;
/// Nobody wants more notice than that, in minutes: sixty days.
const LONGEST_NOTICE: u32 = 60 * 24 * 60;

/// The hours of one day: from and to, several where there is a break.
pub type Hours = Vec<(NaiveTime, NaiveTime)>;

/// The rule by which a business takes appointments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// From Monday.
    pub hours: [Hours; 7],
    pub holidays: BTreeSet<NaiveDate>,
    /// Minutes an appointment takes, and after which the next may begin.
    pub minutes: u32,
    /// So many at the same time.
    pub capacity: u32,
    /// Nothing is booked sooner than in so many minutes.
    pub notice: u32,
}

/// Why a time cannot be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("in the past, or too soon")]
    TooSoon,
    #[error("closed")]
    Closed,
    #[error("all places are taken")]
    Taken,
}

impl Refused {
    /// As scripts name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooSoon => "too_soon",
            Self::Closed => "closed",
            Self::Taken => "taken",
        }
    }
}

/// What a calendar must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("hours that end before they begin, or run into each other")]
    Hours,
    #[error("an appointment of no minutes, or longer than a day")]
    Minutes,
    #[error("no places, or more than a business has")]
    Capacity,
    #[error("more notice than anybody wants")]
    Notice,
}

impl Default for Calendar {
    /// Weekdays nine to six, Saturdays ten to two, half an hour each, one at a time, an
    /// hour ahead.
    fn default() -> Self {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        let weekday = vec![(time(9), time(18))];
        let mut hours: [Hours; 7] = std::array::from_fn(|_| weekday.clone());
        hours[5] = vec![(time(10), time(14))];
        hours[6] = Vec::new();
        Self {
            hours,
            holidays: BTreeSet::new(),
            minutes: 30,
            capacity: 1,
            notice: 60,
        }
    }
}

impl Calendar {
    /// Whether it is one.
    ///
    /// # Errors
    /// The first [`Fault`].
    pub fn check(&self) -> Result<(), Fault> {
        for day in &self.hours {
            let forward = day.iter().all(|(from, to)| from < to);
            let apart = day.windows(2).all(|pair| match pair {
                [(_, before), (after, _)] => before <= after,
                _ => true,
            });
            if !forward || !apart {
                return Err(Fault::Hours);
            }
        }
        if !(1..=LONGEST).contains(&self.minutes) {
            return Err(Fault::Minutes);
        }
        if !(1..=MOST_PLACES).contains(&self.capacity) {
            return Err(Fault::Capacity);
        }
        if self.notice > LONGEST_NOTICE {
            return Err(Fault::Notice);
        }
        Ok(())
    }

    /// When an appointment that begins then is over.
    #[must_use]
    pub fn ends(&self, begins: NaiveDateTime) -> NaiveDateTime {
        let step = TimeDelta::minutes(self.minutes.max(1).into());
        begins.checked_add_signed(step).unwrap_or(begins)
    }

    /// When appointments may begin on a day, in order.
    #[must_use]
    pub fn begins(&self, day: NaiveDate) -> Vec<NaiveDateTime> {
        let weekday = usize::try_from(day.weekday().num_days_from_monday()).ok();
        let hours = weekday.and_then(|weekday| self.hours.get(weekday));
        let step = TimeDelta::minutes(self.minutes.max(1).into());
        let open = hours
            .into_iter()
            .flatten()
            .filter(|_| !self.holidays.contains(&day));
        open.flat_map(|(from, to)| {
            let (from, to) = (day.and_time(*from), day.and_time(*to));
            std::iter::successors(Some(from), move |begins| begins.checked_add_signed(step))
                .take_while(move |begins| {
                    begins
                        .checked_add_signed(step)
                        .is_some_and(|ends| ends <= to)
                })
        })
        .collect()
    }

    /// Whether one may begin then; in which place.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn bookable(
        &self,
        bookings: &Bookings,
        begins: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Result<u32, Refused> {
        let soonest = now.checked_add_signed(TimeDelta::minutes(self.notice.into()));
        if soonest.is_none_or(|soonest| begins < soonest) {
            return Err(Refused::TooSoon);
        }
        if !self.begins(begins.date()).contains(&begins) {
            return Err(Refused::Closed);
        }
        let time = (begins, self.ends(begins));
        bookings
            .free_place(time, self.capacity)
            .ok_or(Refused::Taken)
    }

    /// The days that [`Calendar::near`] looks at: the first, and the one behind the last.
    #[must_use]
    pub fn looked_at(wanted: NaiveDateTime, now: NaiveDateTime) -> (NaiveDate, NaiveDate) {
        let first = wanted.date().max(now.date());
        let last = first.checked_add_days(Days::new(DAYS_AHEAD));
        (first, last.unwrap_or(NaiveDate::MAX))
    }

    /// Free times nearest to a wanted one, at most `count`, in order: those of the wanted
    /// day before those of any other.
    #[must_use]
    pub fn near(
        &self,
        bookings: &Bookings,
        wanted: NaiveDateTime,
        now: NaiveDateTime,
        count: usize,
    ) -> Vec<NaiveDateTime> {
        let free = |begins: &NaiveDateTime| self.bookable(bookings, *begins, now).is_ok();
        let mut near: Vec<NaiveDateTime> = Vec::new();
        let (first, behind) = Self::looked_at(wanted, now);
        for day in first.iter_days().take_while(|day| *day < behind) {
            let mut today: Vec<NaiveDateTime> = self.begins(day).into_iter().filter(free).collect();
            today.sort_by_key(|begins| (begins.time() - wanted.time()).abs());
            near.extend(today.into_iter().take(count - near.len()));
            if near.len() >= count {
                break;
            }
        }
        near.sort_unstable();
        near
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
