use super::*;
use crate::call::Direction;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Monday, 2 November 2026, midnight in Pune.
const MONDAY: UtcMillis = UtcMillis(1_793_557_800_000);

fn pune() -> LocalHours {
    LocalHours::in_zone("Asia/Kolkata").unwrap()
}

fn fact(at: UtcMillis, person: u64, outcome: Outcome) -> CallFact {
    CallFact {
        started_at: at,
        duration_ms: 90_000,
        channel: Channel::Phone,
        direction: Direction::Inbound,
        outcome,
        agent: Some(0),
        person,
    }
}

/// So many calls of as many people, from nine o'clock of a day on, two minutes apart.
fn some(day: i64, people: std::ops::Range<u64>, outcome: Outcome) -> Vec<CallFact> {
    let begins = MONDAY.plus(day * DAY + 9 * HOUR);
    let each = people.zip(0i64..);
    each.map(|(person, n)| fact(begins.plus(n * 120_000), person, outcome))
        .collect()
}

fn look(calls: Vec<CallFact>) -> Weekly {
    let facts = CallFacts {
        agents: vec!["Asha".to_owned()],
        calls,
    };
    let weeks = Weeks::last_whole(MONDAY.plus(9 * DAY), &mut pune()).unwrap();
    assert_eq!(weeks.now.from, MONDAY);
    weekly(&facts, &weeks, pune())
}

fn row(seen: &Weekly, ending: Ending) -> (Option<u32>, Option<u32>) {
    let row = seen
        .endings
        .iter()
        .find(|row| row.ending == ending)
        .unwrap();
    (row.now, row.before)
}

#[test]
fn weeks_begin_on_monday_and_follow_the_clocks() {
    let mut ohio = LocalHours::in_zone("America/New_York").unwrap();
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    // Clocks are put back on Sunday, 1 November.
    let weeks = Weeks::of_day(day(10, 31), &ohio).unwrap();
    assert_eq!(weeks.monday, day(10, 26));
    assert_eq!(weeks.now.to.0 - weeks.now.from.0, 169 * HOUR);
    assert_eq!(weeks.before.to.0 - weeks.before.from.0, 168 * HOUR);
    assert_eq!(weeks.before.to, weeks.now.from);
    // The running week is not over; on Monday the one before it is.
    let sunday_night = weeks.now.to.plus(-1);
    let last = Weeks::last_whole(sunday_night, &mut ohio).unwrap();
    assert_eq!(last.monday, day(10, 19));
    let last = Weeks::last_whole(weeks.now.to, &mut ohio).unwrap();
    assert_eq!(last, weeks);
}

#[test]
fn a_week_beside_the_one_before() {
    let mut calls = some(-7, 0..30, Outcome::Answered);
    calls.extend(some(0, 0..40, Outcome::Answered));
    calls.extend(some(1, 40..60, Outcome::Booked));
    calls.extend(some(2, 60..66, Outcome::NoAnswer));
    calls.extend(some(2, 66..70, Outcome::Voicemail));
    let seen = look(calls);
    assert_eq!(seen.monday, "2026-11-02");
    assert_eq!((seen.now.calls, seen.now.people), (Some(70), Some(70)));
    // Those that nobody answered took no time.
    assert_eq!(
        (seen.now.minutes, seen.now.handling_ms),
        (Some(90), Some(90_000))
    );
    assert_eq!(
        (seen.before.calls, seen.before.minutes),
        (Some(30), Some(45))
    );
    assert_eq!(row(&seen, Ending::Booked), (Some(20), Some(0)));
    assert_eq!(row(&seen, Ending::Missed), (Some(10), Some(0)));
    let days: Vec<_> = seen.days.iter().map(|day| day.calls.unwrap()).collect();
    assert_eq!(days, [40, 20, 10, 0, 0, 0, 0]);
    assert_eq!(seen.days[6].date, "2026-11-08");
    let busy: Vec<_> = seen
        .busiest
        .iter()
        .map(|b| (b.weekday, b.hour, b.calls))
        .collect();
    assert_eq!(
        busy,
        [(Some(0), 9, 30), (Some(1), 9, 20), (Some(0), 10, 10)]
    );
}

#[test]
fn what_changed_most_comes_first() {
    let mut calls = some(-7, 0..60, Outcome::Answered);
    calls.extend(some(-6, 60..90, Outcome::Booked));
    calls.extend(some(0, 0..25, Outcome::Answered));
    calls.extend(some(1, 40..100, Outcome::Booked));
    calls.extend(some(2, 200..207, Outcome::Complained));
    let seen = look(calls);
    let share = |calls, of| Share { calls, of };
    assert_eq!(
        seen.changes,
        [
            WeekChange::Ending {
                ending: Ending::Booked,
                now: share(60, 92),
                before: share(30, 90),
            },
            WeekChange::Ending {
                ending: Ending::Complained,
                now: share(7, 92),
                before: share(0, 90),
            },
        ]
    );
}

#[test]
fn chance_is_not_news() {
    let week = |day: i64, answered: u64, booked: u64| {
        let mut calls = some(day, 0..answered, Outcome::Answered);
        calls.extend(some(day + 1, 100..100 + booked, Outcome::Booked));
        calls
    };
    let mut calls = week(-7, 40, 12);
    calls.extend(week(0, 43, 10));
    assert_eq!(look(calls).changes, []);
    let mut calls = week(-7, 40, 12);
    calls.extend(week(0, 90, 27));
    assert_eq!(
        look(calls).changes,
        [WeekChange::Calls {
            now: 117,
            before: 52
        }]
    );
}

#[test]
fn longer_calls_are_news_when_most_are_longer() {
    let mut calls = some(-7, 0..50, Outcome::Answered);
    let longer = some(0, 0..50, Outcome::Answered).into_iter();
    calls.extend(longer.zip(0u32..).map(|(fact, n)| CallFact {
        duration_ms: 150_000 + n % 7 * 1_000,
        ..fact
    }));
    let seen = look(calls);
    assert!(
        matches!(seen.changes.as_slice(), [WeekChange::Handling { before_ms: 90_000, now_ms }] if *now_ms > 150_000),
        "{:?}",
        seen.changes
    );
}

#[test]
fn of_few_people_nothing_is_told() {
    // Many calls of four people: neither a number nor a sentence, in either week.
    let of_few = |day: i64| {
        let days = (0..20).map(|n| {
            fact(
                MONDAY.plus(day * DAY + n * HOUR),
                n as u64 % 4,
                Outcome::Booked,
            )
        });
        days.collect::<Vec<_>>()
    };
    let seen = look(of_few(0));
    assert_eq!(seen.now, WeekFigures::default());
    assert_eq!((seen.busiest.len(), seen.changes.len()), (0, 0));
    assert!(seen.days.iter().all(|day| day.calls != Some(20)));
    assert_eq!(row(&seen, Ending::Booked), (None, Some(0)));
    // Beside fifty answered calls they are hidden, and what would tell them too.
    let mut calls = some(-7, 100..150, Outcome::Answered);
    calls.extend(some(0, 100..150, Outcome::Answered));
    calls.extend(of_few(2));
    let seen = look(calls);
    assert_eq!(seen.now.calls, Some(70));
    assert_eq!(row(&seen, Ending::Booked), (None, Some(0)));
    assert_eq!(row(&seen, Ending::Answered), (None, Some(50)));
    assert!(
        !seen
            .changes
            .iter()
            .any(|c| matches!(c, WeekChange::Ending { .. })),
        "{:?}",
        seen.changes
    );
}

#[test]
fn no_calls_are_no_calls() {
    let seen = look(Vec::new());
    assert_eq!((seen.now.calls, seen.before.calls), (Some(0), Some(0)));
    assert_eq!((seen.busiest.len(), seen.changes.len()), (0, 0));
    assert_eq!(seen.days.len(), 7);
    let seen = look(some(-7, 0..30, Outcome::Answered));
    assert_eq!(seen.changes, [WeekChange::Calls { now: 0, before: 30 }]);
}

#[test]
fn hours_of_all_days_where_no_single_day_has_enough() {
    // Twice on each day, always at nine.
    let calls = (0..14u64).map(|n| {
        let day = i64::try_from(n % 7).unwrap();
        fact(MONDAY.plus(day * DAY + 9 * HOUR), n, Outcome::Answered)
    });
    let seen = look(calls.collect());
    let busy: Vec<_> = seen
        .busiest
        .iter()
        .map(|b| (b.weekday, b.hour, b.calls))
        .collect();
    assert_eq!(busy, [(None, 9, 14)]);
}
