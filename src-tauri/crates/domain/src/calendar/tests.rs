use proptest::prelude::*;

use super::*;
use crate::calendar::Taken;

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
    let mut book = |at| bookings.book(&calendar, at, now).map(|taken| taken.place);
    assert_eq!(book(on(24, 32)), Ok(0));
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

#[test]
fn a_place_is_free_when_nothing_runs_in_it_however_long_that_takes() {
    let taken = |from, to, place| Taken {
        begins: on(24, from),
        ends: on(24, to),
        place,
    };
    // Two halves of an hour in one place leave the other free for the whole hour.
    let bookings: Bookings = [taken(20, 21, 0), taken(21, 22, 0)].into_iter().collect();
    let hour = (on(24, 20), on(24, 22));
    assert_eq!(bookings.free_place(hour, 1), None);
    assert_eq!(bookings.free_place(hour, 2), Some(1));
    // What ends as it begins is not in its way.
    assert_eq!(bookings.free_place((on(24, 22), on(24, 24)), 1), Some(0));
    // An hour was booked before appointments became shorter.
    let bookings: Bookings = [taken(20, 22, 0)].into_iter().collect();
    let now = on(21, 20);
    assert_eq!(
        clinic().bookable(&bookings, on(24, 21), now),
        Err(Refused::Taken)
    );
}

#[test]
fn a_calendar_that_cannot_be_kept_is_told() {
    assert_eq!(Calendar::default().check(), Ok(()));
    let mut calendar = clinic();
    calendar.hours[0].reverse();
    assert_eq!(calendar.check(), Err(Fault::Hours));
    for (minutes, capacity, notice, fault) in [
        (0, 1, 0, Fault::Minutes),
        (30, 0, 0, Fault::Capacity),
        (30, 1, u32::MAX, Fault::Notice),
    ] {
        let calendar = Calendar {
            minutes,
            capacity,
            notice,
            ..Calendar::default()
        };
        assert_eq!(calendar.check(), Err(fault));
    }
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
            for offer in calendar.near(&bookings, on(day, half), now, 2) {
                prop_assert_eq!(calendar.bookable(&bookings, offer, now), Ok(0));
            }
        }
    }
}
