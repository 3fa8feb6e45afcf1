use super::*;
use crate::call::Direction;
use crate::report::CallFact;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Monday, 2 November 2026, midnight in Pune.
const MONDAY: UtcMillis = UtcMillis(1_793_557_800_000);

fn fact(at: UtcMillis, person: u64) -> CallFact {
    CallFact {
        started_at: at,
        duration_ms: 60_000,
        channel: Channel::Phone,
        direction: Direction::Inbound,
        outcome: Outcome::Answered,
        agent: Some(0),
        person,
    }
}

fn week() -> Period {
    Period {
        from: MONDAY,
        to: MONDAY.plus(7 * DAY),
    }
}

fn look(calls: Vec<CallFact>, agents: &[&str]) -> Overview {
    let facts = CallFacts {
        agents: agents.iter().map(|a| (*a).to_owned()).collect(),
        calls,
    };
    overview(&facts, week(), LocalHours::in_zone("Asia/Kolkata").unwrap())
}

#[test]
fn a_week_and_the_one_before() {
    let mut calls: Vec<CallFact> = (0..6)
        .map(|p| fact(MONDAY.plus(-DAY + 9 * HOUR), p))
        .collect();
    // Monday at nine: ten people, one of them twice; a message thread; one not answered.
    calls.extend((0..10).map(|p| fact(MONDAY.plus(9 * HOUR), p)));
    calls.push(CallFact {
        duration_ms: 600_000,
        ..fact(MONDAY.plus(9 * HOUR), 0)
    });
    calls.push(CallFact {
        channel: Channel::Sms,
        duration_ms: 900_000_000,
        ..fact(MONDAY.plus(9 * HOUR), 1)
    });
    calls.push(CallFact {
        outcome: Outcome::NoAnswer,
        ..fact(MONDAY.plus(9 * HOUR), 2)
    });
    let seen = look(calls, &["Asha"]);
    assert_eq!((seen.now.calls, seen.now.people), (Some(13), Some(10)));
    assert_eq!((seen.before.calls, seen.before.people), (Some(6), Some(6)));
    // Ten of a minute and one of ten.
    assert_eq!(seen.now.handling_ms, Some(1_200_000 / 11));
    assert_eq!(seen.days.len(), 7);
    assert_eq!(seen.days[0].date, "2026-11-02");
    assert_eq!(seen.days[0].calls, Some(13));
    assert!(seen.days[1..].iter().all(|day| day.calls == Some(0)));
    let nine = HourCount {
        weekday: 0,
        hour: 9,
        calls: Some(13),
    };
    assert_eq!(seen.hours, [nine]);
    assert_eq!((seen.clock[9], seen.clock[10]), (Some(13), Some(0)));
    // Of one person: hidden, and the rest with it, or the total would tell.
    assert!(seen.outcomes.iter().all(|group| group.calls.is_none()));
    assert!(seen.channels.iter().all(|group| group.calls.is_none()));
    assert_eq!(seen.agents[0].totals, seen.now);
}

#[test]
fn few_people_are_not_told_of() {
    let seen = look((0..4).map(|p| fact(MONDAY, p)).collect(), &["Asha"]);
    assert_eq!(seen.now, Totals::default());
    assert_eq!(seen.days[0].calls, None);
    assert!(seen.agents.is_empty());
    assert_eq!(seen.agents_hidden, 1);
}

#[test]
fn the_smallest_agents_are_left_out_together() {
    let mut calls = Vec::new();
    for (agent, people) in [(0u32, 20u64), (1, 8), (2, 1)] {
        calls.extend((0..people).map(|p| CallFact {
            agent: Some(agent),
            ..fact(MONDAY, u64::from(agent) * 100 + p)
        }));
    }
    let seen = look(calls, &["Asha", "Ivy", "Ravi"]);
    let names: Vec<_> = seen.agents.iter().map(|row| row.agent.as_str()).collect();
    assert_eq!(names, ["Asha"]);
    assert_eq!(seen.agents_hidden, 2);
    assert_eq!(seen.now.calls, Some(29));
}

#[test]
fn outcomes_are_told_by_how_many_had_them() {
    let mut calls: Vec<CallFact> = (0..9).map(|p| fact(MONDAY, p)).collect();
    calls.extend((0..6).map(|p| CallFact {
        outcome: Outcome::OptedOut,
        ..fact(MONDAY.plus(30 * HOUR), 50 + p)
    }));
    let seen = look(calls, &["Asha"]);
    let told: Vec<_> = seen.outcomes.iter().map(|g| (g.value, g.calls)).collect();
    assert_eq!(
        told,
        [(Outcome::Answered, Some(9)), (Outcome::OptedOut, Some(6))]
    );
    assert_eq!(seen.now.opted_out, Some(6));
    assert_eq!(seen.now.complained, Some(0));
    assert_eq!(seen.days[1].calls, Some(6));
}
