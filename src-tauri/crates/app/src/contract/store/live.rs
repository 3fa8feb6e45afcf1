//! Running calls.

use parley_domain::call::{Direction, Party};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, MediaId, PersonId};
use parley_domain::time::UtcMillis;

use super::{StoreBench, add, call, rng};
use crate::contract::samples::NOW;
use crate::error::AppResult;
use crate::live::{LiveCallRecord, LiveCallStart, LiveLog, LiveStream};
use crate::ports::{Batch, Change, LiveChange, Store};

fn running(started_at: UtcMillis, phone: &str) -> LiveCallRecord {
    let person_id = PersonId::new(NOW, rng());
    let log = |stream: LiveStream| LiveLog {
        id: MediaId::new(NOW, rng()),
        stream,
        person_id: (stream == LiveStream::Caller).then_some(person_id),
        wrapped_key: vec![7; 61],
    };
    LiveCallRecord {
        start: LiveCallStart {
            call_id: CallId::new(started_at, rng()),
            started_at,
            direction: Direction::Outbound,
            caller: Party {
                phone: Some(phone.to_owned()),
                ..Party::default()
            },
            agent: Party {
                name: Some("Ivy".to_owned()),
                ..Party::default()
            },
            simulated: true,
            external_id: Some("CA1".to_owned()),
            language: Some("hi".to_owned()),
        },
        person_id,
        // In the order in which they come back.
        logs: [LiveStream::Agent, LiveStream::Caller, LiveStream::Lines]
            .map(log)
            .to_vec(),
    }
}

async fn commit(store: &dyn Store, change: LiveChange) -> AppResult<()> {
    let batch = Batch {
        changes: vec![Change::Live(change)],
        ..Batch::default()
    };
    store.commit(batch).await.map(|_| ())
}

pub async fn running_calls_come_back_until_they_end(bench: &mut impl StoreBench) {
    let store = bench.store();
    let later = running(NOW.plus(5), "+14155550101");
    let first = running(NOW, "+14155550100");
    for call in [&later, &first] {
        let begin = LiveChange::Begin(Box::new(call.clone()));
        commit(&*store, begin).await.unwrap();
    }
    let again = commit(&*store, LiveChange::Begin(Box::new(first.clone()))).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::Conflict);
    // The person is known from the beginning of their first call.
    let known = store.person_by_contact("+1 415 555 0100").await.unwrap();
    assert_eq!(known, Some(first.person_id));
    bench.reopen().await;
    let store = bench.store();
    let found = store.live_calls().await.unwrap();
    assert_eq!(found, [first.clone(), later.clone()]);
    let named = store.media_ids().await.unwrap();
    assert!(first.logs.iter().all(|log| named.contains(&log.id)));
    let end = LiveChange::End(first.start.call_id);
    commit(&*store, end.clone()).await.unwrap();
    commit(&*store, end).await.unwrap();
    assert_eq!(store.live_calls().await.unwrap(), [later]);
    assert_eq!(store.media_ids().await.unwrap().len(), 3);
}

pub async fn a_call_of_two_legs_comes_back_with_both(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut new = call(0, &["hello"]);
    let mut agent = new.media[0].clone();
    agent.id = MediaId::new(NOW, rng());
    agent.person_id = None;
    new.record.agent_recording = Some(agent.id);
    new.media.push(agent.clone());
    let id = add(&*store, new).await;
    bench.reopen().await;
    let found = bench.store().call(id).await.unwrap().unwrap();
    assert_eq!(found.agent_recording, Some(agent.id));
    let kept = bench.store().media(agent.id).await.unwrap();
    assert_eq!(kept, Some(agent));
}
