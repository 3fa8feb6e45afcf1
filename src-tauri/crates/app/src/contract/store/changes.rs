//! The list after changes: what it was filtered by is true at once, and what was taken back
//! never was.

use std::collections::BTreeMap;
use std::sync::Arc;

use parley_domain::ids::{CallId, FlagId, UserId};
use parley_domain::review::FlagReason;
use parley_domain::rng::Rng;

use super::{StoreBench, add, call, rng};
use crate::calls::{CallFilter, CallRow};
use crate::contract::samples::{NOW, adding};
use crate::ports::{Batch, Change, MarkChange, Store};
use crate::review::{Assignment, Flag, FlaggedBy, ReviewState};

const TAGS: [&str; 3] = ["vip", "refund", "देखिए"];

fn drawn(below: u8) -> usize {
    let mut byte = [0u8];
    rng().fill(&mut byte);
    usize::from(byte[0] % below)
}

fn flag(call_id: CallId, reason: FlagReason) -> Flag {
    Flag {
        id: FlagId::new(NOW, rng()),
        call_id,
        span: None,
        turn_index: None,
        reason,
        note: None,
        by: FlaggedBy::Person(UserId::new(NOW, rng())),
        at: NOW,
    }
}

async fn commit(store: &dyn Store, change: Change) {
    let batch = Batch {
        changes: vec![change],
        ..Batch::default()
    };
    store.commit(batch).await.unwrap();
}

/// One of the changes that a list depends on; its flags, by call, are kept in `flags`.
async fn changed(store: &dyn Store, id: CallId, flags: &mut BTreeMap<CallId, Flag>) {
    let change = match drawn(4) {
        0 => Change::SetTags {
            call_id: id,
            tags: TAGS.iter().take(drawn(4)).map(|&t| t.to_owned()).collect(),
        },
        1 => match flags.remove(&id) {
            Some(flag) => Change::Mark(MarkChange::RemoveFlag(flag.id)),
            None => {
                let flag = flag(id, [FlagReason::Tone, FlagReason::Privacy][drawn(2)]);
                flags.insert(id, flag.clone());
                Change::Mark(MarkChange::AddFlag(flag))
            }
        },
        2 => {
            let assignment = Assignment {
                to: UserId(uuid::Uuid::from_u128(drawn(2) as u128)),
                by: UserId::new(NOW, rng()),
                at: NOW,
            };
            let state = ReviewState {
                assignment: (drawn(3) > 0).then_some(assignment),
                decision: None,
            };
            Change::Mark(MarkChange::SetReview { call_id: id, state })
        }
        _ => return refused(store, id).await,
    };
    commit(store, change).await;
}

/// A batch that is refused at its end: the tag it set first is not kept.
async fn refused(store: &dyn Store, id: CallId) {
    let known = call(0, &[]);
    add(store, known.clone()).await;
    let mut batch = adding(rng(), known);
    let tags = vec!["never".to_owned()];
    batch
        .changes
        .insert(0, Change::SetTags { call_id: id, tags });
    store.commit(batch).await.unwrap_err();
}

fn filters() -> Vec<CallFilter> {
    let with = |put: fn(&mut CallFilter)| {
        let mut filter = CallFilter::default();
        put(&mut filter);
        filter
    };
    vec![
        with(|f| f.tag = Some(TAGS[0].to_owned())),
        with(|f| f.tag = Some(TAGS[2].to_owned())),
        with(|f| f.tag = Some("never".to_owned())),
        with(|f| f.flagged = Some(true)),
        with(|f| f.flag_reason = Some(FlagReason::Tone)),
        with(|f| {
            f.assigned_to = Some(UserId(uuid::Uuid::from_u128(1)));
            f.flagged = Some(false);
        }),
        with(|f| f.min_duration_ms = Some(1)),
    ]
}

fn matches(row: &CallRow, reasons: &[FlagReason], f: &CallFilter) -> bool {
    f.tag.as_ref().is_none_or(|t| row.tags.contains(t))
        && f.flagged.is_none_or(|t| (row.marks.flags > 0) == t)
        && f.flag_reason.is_none_or(|r| reasons.contains(&r))
        && f.assigned_to
            .is_none_or(|id| row.marks.assigned_to == Some(id))
        && f.min_duration_ms.is_none_or(|ms| row.duration_ms >= ms)
}

/// What the list says beside what each call says of itself.
async fn compare(store: &dyn Store, filter: &CallFilter) -> usize {
    let all = store.call_ids(&CallFilter::default(), None).await.unwrap();
    let mut expected = Vec::new();
    for id in all {
        let row = store.call(id).await.unwrap().unwrap().row;
        let flags = store.flags(id).await.unwrap();
        let reasons: Vec<FlagReason> = flags.iter().map(|flag| flag.reason).collect();
        if matches(&row, &reasons, filter) {
            expected.push(id);
        }
    }
    let page = store.calls(filter, None, 1_000).await.unwrap();
    let listed: Vec<CallId> = page.rows.iter().map(|row| row.id).collect();
    assert_eq!(listed, expected, "{filter:?}");
    let count = store.call_count(filter).await.unwrap();
    assert_eq!(count as usize, expected.len(), "{filter:?}");
    expected.len()
}

pub async fn filters_follow_every_change(bench: &mut impl StoreBench) {
    let mut ids = Vec::new();
    for minute in 0..8 {
        ids.push(add(&*bench.store(), call(minute, &[])).await);
    }
    let mut flags = BTreeMap::new();
    let mut found = 0;
    for step in 0..120 {
        let store = bench.store();
        let id = ids[drawn(8)];
        changed(&*store, id, &mut flags).await;
        let filters = filters();
        found += compare(&*store, &filters[step % filters.len()]).await;
        if step % 50 == 49 {
            bench.reopen().await;
        }
    }
    assert!(found > 50, "{found}");
}

/// Whoever writes sees it in the list, whoever else writes and reads meanwhile.
pub async fn filters_follow_changes_of_many_at_once(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..6i64 {
        let store = Arc::clone(&store);
        tasks.spawn(async move {
            for n in 0..15 {
                let id = add(&*store, call(writer * 20 + n, &[])).await;
                let tags = vec![TAGS[0].to_owned()];
                commit(&*store, Change::SetTags { call_id: id, tags }).await;
                let filter = CallFilter {
                    tag: Some(TAGS[0].to_owned()),
                    ..CallFilter::default()
                };
                let page = store.calls(&filter, None, 1_000).await.unwrap();
                assert!(page.rows.iter().any(|row| row.id == id), "{writer} {n}");
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    assert_eq!(compare(&*store, &filters()[0]).await, 90);
}
