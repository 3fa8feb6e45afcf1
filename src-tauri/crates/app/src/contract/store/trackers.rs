//! Trackers and what they found.

use parley_domain::ids::{TrackerId, UserId};
use parley_domain::listening::Span;
use parley_domain::search::SpeakerSide;
use parley_domain::tracking::{Pattern, TrackerRule};

use super::{StoreBench, add, call, rng};
use crate::contract::samples::NOW;
use crate::ports::{Batch, Change, Store, TrackerChange};
use crate::trackers::{CallHit, Held, Tracker, TrackerCounts};

async fn change(store: &dyn Store, changes: Vec<TrackerChange>) {
    let batch = Batch {
        changes: changes.into_iter().map(Change::Tracker).collect(),
        ..Batch::default()
    };
    store.commit(batch).await.unwrap();
}

fn held(version: u32, hits: u32) -> Held {
    let hit = |turn_index| CallHit {
        turn_index,
        at: 2,
        len: 6,
        span: Some(Span {
            from_ms: 1_000,
            to_ms: 2_000,
        }),
    };
    Held {
        version,
        tag: None,
        hits: (0..hits).map(hit).collect(),
    }
}

pub async fn trackers_and_what_they_found_come_back(bench: &mut impl StoreBench) {
    let store = bench.store();
    let call_id = add(&*store, call(0, &["a refund", "no"])).await;
    let silent = add(&*store, call(1, &[])).await;
    let other = add(&*store, call(2, &["other"])).await;
    let mut tracker = Tracker {
        id: TrackerId::new(NOW, rng()),
        version: 1,
        name: "Refunds".to_owned(),
        rule: TrackerRule {
            pattern: Pattern::Near {
                first: "पैसे".to_owned(),
                second: "वापस".to_owned(),
                within: 3,
            },
            side: Some(SpeakerSide::Caller),
        },
        tag: Some("refund".to_owned()),
        flag: true,
        active: true,
        changed_by: UserId::new(NOW, rng()),
        changed_at: NOW,
    };
    let set = |held: Held, at: i64| TrackerChange::SetHits {
        tracker_id: tracker.id,
        call_id,
        held,
        at: NOW.plus(at),
    };
    let changes = vec![
        TrackerChange::Put(tracker.clone()),
        set(held(1, 2), 0),
        set(held(2, 1), 1),
    ];
    change(&*store, changes).await;
    tracker.version = 2;
    tracker.tag = None;
    tracker.active = false;
    change(&*store, vec![TrackerChange::Put(tracker.clone())]).await;
    bench.reopen().await;
    let store = bench.store();
    assert_eq!(store.trackers().await.unwrap(), [tracker.clone()]);
    assert_eq!(
        store.tracker(tracker.id).await.unwrap(),
        Some(tracker.clone())
    );
    let all = [call_id, silent, other];
    let found = store.held(tracker.id, &all).await.unwrap();
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        [(call_id, held(2, 1))]
    );
    let past = store.past(tracker.id, call_id).await.unwrap();
    assert_eq!(past, [held(1, 2)]);
    let counts = TrackerCounts { calls: 1, hits: 1 };
    let told = store.tracker_counts(tracker.id, 3).await.unwrap();
    assert_eq!(told, (counts, 1));
    let told = store.tracker_counts(tracker.id, 2).await.unwrap();
    assert_eq!(told, (counts, 0));
    // Nothing found: nothing stands, and what stood is history.
    let nothing = TrackerChange::SetHits {
        tracker_id: tracker.id,
        call_id,
        held: held(3, 0),
        at: NOW.plus(2),
    };
    change(&*store, vec![nothing]).await;
    assert!(store.held(tracker.id, &all).await.unwrap().is_empty());
    let past = store.past(tracker.id, call_id).await.unwrap();
    assert_eq!(past, [held(1, 2), held(2, 1)]);

    let mut turns = store.turns_of(&all).await.unwrap();
    turns.sort_by_key(|(id, _)| all.iter().position(|each| each == id));
    assert_eq!(turns.len(), 2);
    assert_eq!(turns[0], (call_id, store.turns(call_id).await.unwrap()));
    assert_eq!(turns[1], (other, store.turns(other).await.unwrap()));
}
