//! What reports are counted from.

use parley_domain::call::{Channel, Direction, Outcome};
use parley_domain::report::CallFact;

use super::{StoreBench, add, call};
use crate::calls::CallFilter;
use crate::contract::samples::NOW;

pub async fn facts_tell_people_and_agents_apart(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut person = None;
    for (minute, agent, channel, outcome) in [
        (0, Some("Asha"), Channel::Phone, Outcome::Booked),
        (
            1,
            Some("Ivy, \u{1f}\u{1e}the second"),
            Channel::Sms,
            Outcome::OptedOut,
        ),
        (2, None, Channel::Phone, Outcome::Failed),
        (3, Some("Asha"), Channel::Web, Outcome::Answered),
    ] {
        let mut new = call(minute, &[]);
        let row = &mut new.record.row;
        row.agent = agent.map(str::to_owned);
        row.channel = channel;
        row.outcome = outcome;
        row.direction = Direction::Outbound;
        row.duration_ms = 1_000 * u32::try_from(minute).unwrap();
        // The first and the last are the same person's.
        if minute == 3 {
            new.record.person_id = person.unwrap();
            new.media[0].person_id = person;
        }
        person = person.or(Some(new.record.person_id));
        add(&*store, new).await;
    }
    let mut facts = store.call_facts(&CallFilter::default()).await.unwrap();
    facts.calls.sort_by_key(|fact| fact.started_at);
    let people: Vec<u64> = facts.calls.iter().map(|fact| fact.person).collect();
    assert_eq!(people[0], people[3]);
    assert!(people[0] != people[1] && people[1] != people[2] && people[0] != people[2]);
    let name = |fact: &CallFact| fact.agent.map(|a| facts.agents[a as usize].as_str());
    let names: Vec<_> = facts.calls.iter().map(name).collect();
    assert_eq!(
        (names[0], names[2], names[3]),
        (Some("Asha"), None, Some("Asha"))
    );
    assert!(names[1].unwrap().starts_with("Ivy, "));
    let second = facts.calls[1];
    assert_eq!(second.started_at, NOW.plus(60_000));
    assert_eq!(second.duration_ms, 1_000);
    assert_eq!(
        (second.channel, second.direction, second.outcome),
        (Channel::Sms, Direction::Outbound, Outcome::OptedOut)
    );
    let filter = CallFilter {
        from: Some(NOW.plus(60_000)),
        to: Some(NOW.plus(180_000)),
        channel: Some(Channel::Phone),
        ..CallFilter::default()
    };
    let facts = store.call_facts(&filter).await.unwrap();
    assert_eq!(facts.calls.len(), 1);
    assert_eq!(facts.calls[0].outcome, Outcome::Failed);
}
