//! Reviews: flags, assignments, decisions, acts on many calls, and finding calls by them.

use parley_domain::ids::{BulkId, CallId, FlagId, SamplingRuleId, TrackerId, UserId};
use parley_domain::listening::Span;
use parley_domain::review::{FlagReason, Share, SkipReason};
use parley_domain::search::SearchQuery;

use super::{StoreBench, add, call, rng};
use crate::bulk::{BulkAct, BulkInverse, BulkRecord};
use crate::calls::CallFilter;
use crate::contract::samples::NOW;
use crate::ports::{Batch, Change, MarkChange, Store};
use crate::review::{
    Assignment, CallMarks, Decision, Flag, FlaggedBy, ReviewOutcome, ReviewState, SamplingRule,
};

async fn mark(store: &dyn Store, changes: Vec<MarkChange>) {
    let batch = Batch {
        changes: changes.into_iter().map(Change::Mark).collect(),
        ..Batch::default()
    };
    store.commit(batch).await.unwrap();
}

fn flag(call_id: CallId, from_ms: Option<u32>) -> Flag {
    Flag {
        id: FlagId::new(NOW, rng()),
        call_id,
        span: from_ms.map(|from_ms| Span {
            from_ms,
            to_ms: from_ms + 500,
        }),
        turn_index: from_ms.map(|_| 3),
        reason: FlagReason::WrongAnswer,
        note: Some("देखिए".to_owned()),
        by: FlaggedBy::Person(UserId::new(NOW, rng())),
        at: NOW,
    }
}

fn given(to: UserId) -> ReviewState {
    let assignment = Assignment {
        to,
        by: to,
        at: NOW,
    };
    ReviewState {
        assignment: Some(assignment),
        decision: None,
    }
}

fn decided(by: UserId) -> ReviewState {
    ReviewState {
        decision: Some(Decision {
            outcome: ReviewOutcome::Skipped,
            reason: Some(SkipReason::TooShort),
            note: Some("4 s".to_owned()),
            by,
            at: NOW,
        }),
        ..given(by)
    }
}

pub async fn flags_and_reviews_come_back_and_are_told_in_the_row(bench: &mut impl StoreBench) {
    let store = bench.store();
    let id = add(&*store, call(0, &["hello"])).await;
    let other = add(&*store, call(1, &["other"])).await;
    assert_eq!(store.review(id).await.unwrap(), ReviewState::default());
    let asha = UserId::new(NOW, rng());
    let whole = flag(id, None);
    let mut late = flag(id, Some(9_000));
    late.by = FlaggedBy::Tracker(TrackerId::new(NOW, rng()));
    let early = flag(id, Some(1_000));
    let mut changes: Vec<MarkChange> = [&late, &whole, &early, &early]
        .into_iter()
        .cloned()
        .map(MarkChange::AddFlag)
        .collect();
    changes.push(MarkChange::SetReview {
        call_id: id,
        state: decided(asha),
    });
    mark(&*store, changes).await;
    bench.reopen().await;
    let store = bench.store();
    let kept = store.flags(id).await.unwrap();
    assert_eq!(kept, [whole.clone(), early.clone(), late.clone()]);
    assert_eq!(store.flag(early.id).await.unwrap(), Some(early.clone()));
    assert!(store.flags(other).await.unwrap().is_empty());
    assert_eq!(store.review(id).await.unwrap(), decided(asha));
    let marks = async || store.call(id).await.unwrap().unwrap().row.marks;
    let expected = CallMarks {
        flags: 3,
        assigned_to: Some(asha),
        reviewed: true,
    };
    assert_eq!(marks().await, expected);
    let facets = store.call_facets().await.unwrap();
    assert_eq!((facets.flagged, facets.reviewed), (1, 1));
    assert_eq!(facets.assigned[0].value, asha.to_string());
    let gone = [early.id, early.id, whole.id, late.id];
    let mut changes: Vec<MarkChange> = gone.into_iter().map(MarkChange::RemoveFlag).collect();
    changes.push(MarkChange::SetReview {
        call_id: id,
        state: ReviewState::default(),
    });
    mark(&*store, changes).await;
    assert_eq!(marks().await, CallMarks::default());
    assert!(store.flags(id).await.unwrap().is_empty());
    let facets = store.call_facets().await.unwrap();
    assert_eq!((facets.flagged, facets.reviewed), (0, 0));
    assert!(facets.assigned.is_empty());
}

pub async fn calls_are_found_by_their_marks(bench: &mut impl StoreBench) {
    let store = bench.store();
    let people = [UserId::new(NOW, rng()), UserId::new(NOW, rng())];
    let mut calls = Vec::new();
    for i in 0..90i64 {
        let mut new = call(i, &["a refund please"]);
        new.record.row.agent = (i % 4 == 0).then(|| "Noah".to_owned());
        if i % 5 == 0 {
            new.record.row.tags = vec!["vip".to_owned()];
        }
        let id = add(&*store, new.clone()).await;
        let person = people.get(usize::try_from(i % 3).unwrap()).copied();
        let mut changes = Vec::new();
        if i % 2 == 0 {
            changes.push(MarkChange::AddFlag(flag(id, None)));
        }
        if i % 7 == 0 {
            let state = decided(person.unwrap_or(people[0]));
            changes.push(MarkChange::SetReview { call_id: id, state });
        } else if let Some(person) = person {
            let state = given(person);
            changes.push(MarkChange::SetReview { call_id: id, state });
        }
        mark(&*store, changes).await;
        calls.push(store.call(id).await.unwrap().unwrap().row);
    }
    let either = [None, Some(true), Some(false)];
    let mut found_some = 0;
    for (flagged, reviewed) in either.iter().flat_map(|f| either.map(|r| (*f, r))) {
        for (assigned_to, agent, tag) in [
            (None, None, None),
            (Some(people[1]), None, None),
            (None, Some("Noah"), None),
            (None, None, Some("vip")),
            (Some(people[0]), Some("Noah"), Some("vip")),
        ] {
            let filter = CallFilter {
                flagged,
                reviewed,
                assigned_to,
                agent: agent.map(str::to_owned),
                tag: tag.map(str::to_owned),
                ..CallFilter::default()
            };
            let expected: Vec<CallId> = calls
                .iter()
                .rev()
                .filter(|row| {
                    flagged.is_none_or(|f| (row.marks.flags > 0) == f)
                        && reviewed.is_none_or(|r| row.marks.reviewed == r)
                        && assigned_to.is_none_or(|id| row.marks.assigned_to == Some(id))
                        && agent.is_none_or(|a| row.agent.as_deref() == Some(a))
                        && tag.is_none_or(|t| row.tags.iter().any(|tag| tag == t))
                })
                .map(|row| row.id)
                .collect();
            let page = store.calls(&filter, None, 200).await.unwrap();
            let listed: Vec<CallId> = page.rows.iter().map(|row| row.id).collect();
            assert_eq!(listed, expected, "{filter:?}");
            let ids = store.call_ids(&filter, None).await.unwrap();
            assert_eq!(ids, expected, "{filter:?}");
            let count = store.call_count(&filter).await.unwrap();
            assert_eq!(count as usize, expected.len(), "{filter:?}");
            let query = SearchQuery::parse("refund", None).unwrap();
            let ids = store.call_ids(&filter, Some(&query)).await.unwrap();
            assert_eq!(ids, expected, "{filter:?}");
            found_some += usize::from(!expected.is_empty());
        }
    }
    assert!(found_some > 30, "{found_some}");
}

pub async fn a_search_chooses_each_call_once(bench: &mut impl StoreBench) {
    let store = bench.store();
    let twice = add(&*store, call(0, &["refund", "no", "refund please"])).await;
    add(&*store, call(1, &["no"])).await;
    let once = add(&*store, call(2, &["a refund"])).await;
    let query = SearchQuery::parse("refund", None).unwrap();
    let all = CallFilter::default();
    let ids = store.call_ids(&all, Some(&query)).await.unwrap();
    assert_eq!(ids, [once, twice]);
    let nobody = CallId::new(NOW, rng());
    let rows = store.call_rows(&[twice, nobody, once]).await.unwrap();
    let rows: Vec<CallId> = rows.iter().map(|row| row.id).collect();
    assert_eq!(rows, [twice, once]);
}

pub async fn acts_on_many_calls_and_rules_come_back(bench: &mut impl StoreBench) {
    let store = bench.store();
    let call_id = add(&*store, call(0, &["hello"])).await;
    let by = UserId::new(NOW, rng());
    let mut bulk = BulkRecord {
        id: BulkId::new(NOW, rng()),
        at: NOW,
        by,
        act: BulkAct::Flag {
            reason: FlagReason::Tone,
            note: None,
        },
        total: 5,
        changed: 0,
        same: 0,
        cancelled: false,
        finished_at: None,
        undone_at: None,
    };
    let older = BulkRecord {
        id: BulkId::new(NOW, rng()),
        at: NOW.plus(-1),
        act: BulkAct::Assign { user_id: None },
        ..bulk.clone()
    };
    let inverse = BulkInverse::PutFlags {
        flags: vec![flag(call_id, Some(7))],
    };
    let rule = SamplingRule {
        id: SamplingRuleId::new(NOW, rng()),
        name: "Five".to_owned(),
        share: Share::new(5).unwrap(),
        seed: [9; 32],
        active: true,
        made_at: NOW,
    };
    let keep = MarkChange::KeepInverse {
        bulk_id: bulk.id,
        call_id,
        inverse: inverse.clone(),
    };
    let changes = vec![
        MarkChange::PutBulk(older.clone()),
        MarkChange::PutBulk(bulk.clone()),
        keep,
        MarkChange::PutSamplingRule(rule.clone()),
    ];
    mark(&*store, changes).await;
    bulk.changed = 3;
    bulk.same = 2;
    bulk.finished_at = Some(NOW.plus(5));
    mark(&*store, vec![MarkChange::PutBulk(bulk.clone())]).await;
    bench.reopen().await;
    let store = bench.store();
    assert_eq!(store.bulk(bulk.id).await.unwrap(), Some(bulk.clone()));
    let newest = store.bulks(10).await.unwrap();
    assert_eq!(newest, [bulk.clone(), older.clone()]);
    let kept = store.inverses(bulk.id, 10).await.unwrap();
    assert_eq!(kept, [(call_id, inverse)]);
    assert!(store.inverses(older.id, 10).await.unwrap().is_empty());
    let used = MarkChange::DropInverse {
        bulk_id: bulk.id,
        call_id,
    };
    let mut stopped = rule.clone();
    stopped.active = false;
    mark(
        &*store,
        vec![used, MarkChange::PutSamplingRule(stopped.clone())],
    )
    .await;
    assert!(store.inverses(bulk.id, 10).await.unwrap().is_empty());
    assert_eq!(store.sampling_rules().await.unwrap(), [stopped]);
    let drawables = store.drawables(NOW).await.unwrap();
    assert_eq!(drawables.len(), 1);
    assert_eq!(drawables[0].id, call_id);
    assert!(store.drawables(NOW.plus(1)).await.unwrap().is_empty());
}
