//! What reports are counted from.

use parley_domain::call::{Channel, Direction, Outcome};
use parley_domain::ids::{CallId, CommandId, FlagId, UserId};
use parley_domain::report::CallFact;
use parley_domain::review::FlagReason;

use super::{StoreBench, add, call, rng};
use crate::calls::CallFilter;
use crate::contract::samples::NOW;
use crate::ports::{Batch, Change, MarkChange};
use crate::review::{Decision, Flag, FlaggedBy, ReviewOutcome, ReviewState};

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

fn flag(call_id: CallId, reason: FlagReason, minute: i64) -> Change {
    Change::Mark(MarkChange::AddFlag(Flag {
        id: FlagId::new(NOW, rng()),
        call_id,
        span: None,
        turn_index: None,
        reason,
        note: None,
        by: FlaggedBy::Person(UserId::new(NOW, rng())),
        at: NOW.plus(minute * 60_000),
    }))
}

fn done(call_id: CallId) -> Change {
    let decision = Decision {
        outcome: ReviewOutcome::Done,
        reason: None,
        note: None,
        by: UserId::new(NOW, rng()),
        at: NOW,
    };
    let state = ReviewState {
        assignment: None,
        decision: Some(decision),
    };
    Change::Mark(MarkChange::SetReview { call_id, state })
}

pub async fn open_flags_are_those_of_calls_not_reviewed(bench: &mut impl StoreBench) {
    let store = bench.store();
    let first = call(0, &[]);
    let mut of_the_same = call(1, &[]);
    of_the_same.record.person_id = first.record.person_id;
    of_the_same.media[0].person_id = Some(first.record.person_id);
    let mut other = call(2, &[]);
    other.record.row.channel = Channel::Sms;
    let (reviewed, plain) = (call(3, &[]), call(4, &[]));
    let mut ids = Vec::new();
    for new in [first, of_the_same, other, reviewed, plain] {
        ids.push(add(&*store, new).await);
    }
    store
        .commit(Batch {
            command_id: Some(CommandId::new(NOW, rng())),
            changes: vec![
                flag(ids[0], FlagReason::Tone, 5),
                flag(ids[0], FlagReason::Privacy, 6),
                flag(ids[1], FlagReason::Tone, 7),
                flag(ids[2], FlagReason::Complaint, 8),
                flag(ids[3], FlagReason::Tone, 1),
                done(ids[3]),
            ],
            acts: Vec::new(),
        })
        .await
        .unwrap();
    let mut facts = store.open_flags(&CallFilter::default()).await.unwrap();
    facts.sort_by_key(|fact| fact.at);
    let told: Vec<_> = facts.iter().map(|f| (f.reason, f.at)).collect();
    assert_eq!(
        told,
        [
            (FlagReason::Tone, NOW.plus(300_000)),
            (FlagReason::Privacy, NOW.plus(360_000)),
            (FlagReason::Tone, NOW.plus(420_000)),
            (FlagReason::Complaint, NOW.plus(480_000)),
        ]
    );
    assert_eq!(facts[0].call, facts[1].call);
    assert!(facts[0].call != facts[2].call && facts[0].call != facts[3].call);
    assert_eq!(facts[0].person, facts[2].person);
    assert!(facts[0].person != facts[3].person);
    let by_sms = CallFilter {
        channel: Some(Channel::Sms),
        ..CallFilter::default()
    };
    assert_eq!(store.open_flags(&by_sms).await.unwrap().len(), 1);
    // The same by the list's filter.
    for (reason, reviewed, expected) in [
        (FlagReason::Tone, None, vec![ids[3], ids[1], ids[0]]),
        (FlagReason::Tone, Some(false), vec![ids[1], ids[0]]),
        (FlagReason::Complaint, Some(false), vec![ids[2]]),
        (FlagReason::Complaint, Some(true), vec![]),
        (FlagReason::Other, None, vec![]),
    ] {
        let filter = CallFilter {
            flag_reason: Some(reason),
            reviewed,
            ..CallFilter::default()
        };
        let page = store.calls(&filter, None, 10).await.unwrap();
        let listed: Vec<CallId> = page.rows.iter().map(|row| row.id).collect();
        assert_eq!(listed, expected, "{filter:?}");
        let count = store.call_count(&filter).await.unwrap();
        assert_eq!(count as usize, expected.len(), "{filter:?}");
    }
}
