//! When a business has room: working hours by weekday, holidays, how long an appointment
//! is and how many run beside each other. Must not know: where bookings are kept; two
//! that are made at once are told apart by a unique key there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::dialogue::{Facts, Found};

/// Free times are looked for on so many days from the wanted one.
const DAYS_AHEAD: u64 = 14;
/// So many are offered.
const OFFERS: usize = 2;

/// The hours of one day: from and to, several where there is a break.
pub type Hours = Vec<(NaiveTime, NaiveTime)>;

/// The rule by which a business takes appointments.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

/// What is booked: how many begin when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookings(BTreeMap<NaiveDateTime, u32>);

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

impl Bookings {
    #[must_use]
    pub fn at(&self, begins: NaiveDateTime) -> u32 {
        self.0.get(&begins).copied().unwrap_or(0)
    }

    /// Books a place.
    ///
    /// # Errors
    /// [`Refused`]: nothing is booked.
    pub fn book(
        &mut self,
        calendar: &Calendar,
        begins: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Result<(), Refused> {
        calendar.bookable(self, begins, now)?;
        *self.0.entry(begins).or_default() += 1;
        Ok(())
    }

    /// Gives a place back; `false` if none was taken.
    pub fn cancel(&mut self, begins: NaiveDateTime) -> bool {
        match self.0.get_mut(&begins) {
            Some(count @ 1..) => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

impl Calendar {
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

    /// Whether one may begin then.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn bookable(
        &self,
        bookings: &Bookings,
        begins: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Result<(), Refused> {
        let soonest = now.checked_add_signed(TimeDelta::minutes(self.notice.into()));
        if soonest.is_none_or(|soonest| begins < soonest) {
            return Err(Refused::TooSoon);
        }
        if !self.begins(begins.date()).contains(&begins) {
            return Err(Refused::Closed);
        }
        if bookings.at(begins) >= self.capacity {
            return Err(Refused::Taken);
        }
        Ok(())
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
        let first = wanted.date().max(now.date());
        for ahead in 0..DAYS_AHEAD {
            let Some(day) = first.checked_add_days(Days::new(ahead)) else {
                break;
            };
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

    /// The look-up `calendar`: `day` and `time`, to `free` (`yes`, or `no` with `why`) and
    /// `offers`, the moments nearest.
    #[must_use]
    pub fn answer(&self, bookings: &Bookings, asked: &Facts, now: NaiveDateTime) -> Found {
        let part = |name: &str| asked.get(name).map_or("", String::as_str);
        let day = part("day").parse::<NaiveDate>();
        let time = NaiveTime::parse_from_str(part("time"), "%H:%M");
        let (Ok(day), Ok(time)) = (day, time) else {
            return Found::Failed;
        };
        let wanted = day.and_time(time);
        let refused = match self.bookable(bookings, wanted, now) {
            Ok(()) => return Found::Facts(facts([("free", "yes".to_owned())])),
            Err(refused) => refused,
        };
        let offers = self.near(bookings, wanted, now, OFFERS);
        if offers.is_empty() {
            return Found::Nothing;
        }
        let offers: Vec<String> = offers
            .iter()
            .map(|at| at.format("%Y-%m-%dT%H:%M").to_string())
            .collect();
        Found::Facts(facts([
            ("free", "no".to_owned()),
            ("why", refused.name().to_owned()),
            ("offers", offers.join(",")),
        ]))
    }
}

fn facts<const N: usize>(list: [(&str, String); N]) -> Facts {
    list.into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clinic() -> Calendar {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let day = vec![(at(9), at(13)), (at(14), at(18))];
        let mut hours: [Hours; 7] = std::array::from_fn(|_| day.clone());
        hours[6].clear();
        Calendar {
            hours,
            holidays: BTreeSet::from([on(25, 0).date()]),
            minutes: 30,
            capacity: 1,
            notice: 60,
        }
    }

    fn on(day: u32, half_hours: u32) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        day.and_hms_opt(half_hours / 2, half_hours % 2 * 30, 0)
            .unwrap()
    }

    #[test]
    fn what_cannot_be_booked_is_refused_with_its_reason() {
        let (calendar, mut bookings, now) = (clinic(), Bookings::default(), on(21, 20));
        let mut book = |at| bookings.book(&calendar, at, now);
        assert_eq!(book(on(24, 32)), Ok(()));
        assert_eq!(book(on(24, 32)), Err(Refused::Taken));
        // Sunday, a holiday, lunch, the last half hour that does not fit, too soon.
        for at in [on(22, 32), on(25, 32), on(24, 26), on(24, 36)] {
            assert_eq!(book(at), Err(Refused::Closed));
        }
        assert_eq!(book(on(21, 21)), Err(Refused::TooSoon));
        assert!(bookings.cancel(on(24, 32)) && !bookings.cancel(on(24, 32)));
    }

    #[test]
    fn the_nearest_are_offered() {
        let (calendar, mut bookings, now) = (clinic(), Bookings::default(), on(21, 20));
        bookings.book(&calendar, on(24, 32), now).unwrap();
        assert_eq!(
            calendar.near(&bookings, on(24, 32), now, 2),
            [on(24, 31), on(24, 33)]
        );
        // On a closed day the days after.
        assert_eq!(calendar.near(&bookings, on(22, 20), now, 1), [on(23, 20)]);
    }

    proptest! {
        #[test]
        fn nothing_is_booked_twice_and_all_that_is_offered_can_be(
            wanted in prop::collection::vec((21u32..30, 0u32..48), 1..200)
        ) {
            let (calendar, mut bookings, now) = (clinic(), Bookings::default(), on(21, 20));
            for (day, half) in wanted {
                let _ = bookings.book(&calendar, on(day, half), now);
                prop_assert!(bookings.at(on(day, half)) <= calendar.capacity);
                for offer in calendar.near(&bookings, on(day, half), now, OFFERS) {
                    prop_assert_eq!(calendar.bookable(&bookings, offer, now), Ok(()));
                }
            }
        }
    }
}
