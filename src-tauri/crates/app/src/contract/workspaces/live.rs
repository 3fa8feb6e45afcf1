//! The logs of running calls.

use std::sync::Arc;

use parley_domain::ids::{CallId, MediaId, PersonId};

use super::sealed::with;
use super::{ASHA, NOW, enter, rng, wanted};
use crate::live::{LiveCallRecord, LiveCallStart, LiveLog, LiveStream};
use crate::ports::{Batch, Change, LiveChange, LogRecord, MediaVault, Workspaces};

async fn prepared(vault: &Arc<dyn MediaVault>, person: PersonId) -> Vec<LiveLog> {
    let ids = LiveStream::ALL.map(|stream| (MediaId::new(NOW, rng()), stream));
    with(vault, move |v| {
        let whose = |stream| (stream == LiveStream::Caller).then_some(person);
        let each = ids.map(|(id, stream)| v.prepare_log(id, stream, whose(stream)).unwrap());
        each.to_vec()
    })
    .await
}

fn call(person_id: PersonId, logs: Vec<LiveLog>) -> LiveCallRecord {
    LiveCallRecord {
        start: LiveCallStart {
            call_id: CallId::new(NOW, rng()),
            started_at: NOW,
            direction: parley_domain::call::Direction::Inbound,
            caller: Default::default(),
            agent: Default::default(),
            simulated: false,
            external_id: None,
            language: None,
        },
        person_id,
        logs,
    }
}

async fn records(vault: &Arc<dyn MediaVault>, log: &LiveLog) -> Vec<LogRecord> {
    let log = log.clone();
    with(vault, move |v| {
        let records = v.log_records(&log).unwrap();
        records.map(Result::unwrap).collect()
    })
    .await
}

fn bytes(records: &[&[u8]]) -> Vec<LogRecord> {
    let each = records.iter().map(|r| LogRecord::Bytes(r.to_vec()));
    each.collect()
}

pub async fn logs_of_running_calls_grow_and_come_back_until_they_end(workspaces: &dyn Workspaces) {
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    let person = PersonId::new(NOW, rng());
    let logs = prepared(&open.media, person).await;
    let live = call(person, logs.clone());
    let begin = Batch {
        changes: vec![Change::Live(LiveChange::Begin(Box::new(live.clone())))],
        ..Batch::default()
    };
    open.store.commit(begin).await.unwrap();
    let [caller, agent, lines] = &logs[..] else {
        panic!("a log for each stream");
    };
    let (first, second) = (caller.clone(), agent.clone());
    with(&open.media, move |v| {
        let mut caller = v.begin_log(&first).unwrap();
        assert!(v.begin_log(&first).is_err(), "it is there");
        caller.append(b"one").unwrap();
        caller.append(b"").unwrap();
        v.begin_log(&second)
            .unwrap()
            .append(&[0xff; 4_000])
            .unwrap();
        // Refused, and nothing of it is there; the next one is taken.
        assert!(caller.append(&vec![0; (1 << 20) + 1]).is_err());
        caller.append(b"three").unwrap();
    })
    .await;
    assert_eq!(
        records(&open.media, caller).await,
        bytes(&[b"one", b"", b"three"])
    );
    // Begun and never written to is as good as never begun.
    assert_eq!(records(&open.media, lines).await, []);
    // A stranger's log is swept, what a running call names is not.
    let stranger = prepared(&open.media, person).await.remove(2);
    let log = stranger.clone();
    with(&open.media, move |v| drop(v.begin_log(&log).unwrap())).await;
    let known = open.store.media_ids().await.unwrap();
    let swept = with(&open.media, move |v| v.sweep(&known).unwrap()).await;
    assert_eq!(swept, 1);
    open.store.close().await;

    let again = enter(workspaces, open.id, ASHA, NOW).await.unwrap();
    let found = again.store.live_calls().await.unwrap();
    assert_eq!(found[0].start, live.start);
    assert_eq!(
        records(&again.media, caller).await,
        bytes(&[b"one", b"", b"three"])
    );
    assert_eq!(records(&again.media, agent).await, bytes(&[&[0xff; 4_000]]));
    let ids: Vec<_> = logs.iter().map(|log| log.id).collect();
    with(&again.media, move |v| {
        for id in ids {
            v.remove_log(id).unwrap();
            v.remove_log(id).unwrap();
        }
    })
    .await;
    assert_eq!(records(&again.media, caller).await, []);
    again.store.close().await;
}
