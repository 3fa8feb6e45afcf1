//! Every act is in one chain, in order, and can be read and proven.

use std::sync::Arc;

use parley_domain::access::Role;
use parley_domain::audit::{Act, Fault, Frontier, Purpose, root, verify};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{PersonId, UserId};

use super::{StoreBench, add, adding, call, rng};
use crate::audit::{ActDraft, AuditFilter};
use crate::contract::samples::NOW;
use crate::ports::{Batch, Store};

async fn verdict(store: &dyn Store) -> Vec<Fault> {
    let links = store.audit_links(0, 1_000).await.unwrap();
    assert!(links.iter().all(|(_, payload_holds)| *payload_holds));
    verify(links.iter().map(|(link, _)| link)).faults
}

/// Four calls, and after each a search by the same person.
async fn fill(store: &dyn Store) {
    let actor = UserId::new(NOW, rng());
    for minute in 0..4 {
        add(store, call(minute, &["hello"])).await;
        let mut act = ActDraft::by_nobody(NOW.plus(minute), Act::CallsSearched)
            .for_purpose(Purpose::QualityReview)
            .detail("query", "refund for Meera");
        act.actor = Some(actor);
        act.role = Some(Role::Reviewer);
        store.commit(Batch::acts(vec![act])).await.unwrap();
    }
}

pub async fn entries_are_chained_without_gaps_and_read_back(bench: &mut impl StoreBench) {
    fill(&*bench.store()).await;
    bench.reopen().await;
    let store = bench.store();
    assert_eq!(verdict(&*store).await, []);
    let links = store.audit_links(0, 1_000).await.unwrap();
    let seqs: Vec<u64> = links.iter().map(|(l, _)| l.seq).collect();
    assert_eq!(seqs, (0..8).collect::<Vec<_>>());
    let leaf = String::from_utf8(links[1].0.leaf.clone()).unwrap();
    assert!(
        leaf.contains("act calls_searched\n") && !leaf.contains("Meera"),
        "{leaf}"
    );

    let page = store
        .audit_entries(&AuditFilter::default(), None, 3)
        .await
        .unwrap();
    assert_eq!(
        page.rows.iter().map(|r| r.seq).collect::<Vec<_>>(),
        [7, 6, 5]
    );
    let next = store
        .audit_entries(&AuditFilter::default(), page.next, 30)
        .await
        .unwrap();
    assert_eq!((next.rows.len(), next.next), (5, None));
    let searched = &page.rows[0];
    assert_eq!(
        searched.detail.as_ref().unwrap()["query"],
        "refund for Meera"
    );
    assert_eq!(
        (searched.role, searched.purpose),
        (Some(Role::Reviewer), Some(Purpose::QualityReview))
    );
    let filter = AuditFilter {
        user_id: searched.actor,
        act: Some(Act::CallsSearched),
        from: Some(NOW.plus(1)),
        to: Some(NOW.plus(3)),
    };
    let some = store.audit_entries(&filter, None, 30).await.unwrap();
    assert_eq!(some.rows.iter().map(|r| r.seq).collect::<Vec<_>>(), [5, 3]);
}

pub async fn acts_of_concurrent_commits_stay_in_one_chain(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut tasks = tokio::task::JoinSet::new();
    for minute in 0..24 {
        let records = Arc::clone(&store);
        tasks.spawn(async move { records.commit(adding(call(minute, &["hello"]))).await });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap().unwrap();
    }
    assert_eq!(verdict(&*store).await, []);
    assert_eq!(store.audit_links(0, 100).await.unwrap().len(), 24);
}

/// Nothing about a person is kept that could not be destroyed with that person's key.
pub async fn what_is_said_of_an_unknown_person_is_refused(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut act = ActDraft::by_nobody(NOW, Act::CallOpened);
    act.person_id = Some(PersonId::new(NOW, rng()));
    let telling = act.clone().detail("call", "Meera");
    let refused = store.commit(Batch::acts(vec![telling])).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
    store.commit(Batch::acts(vec![act])).await.unwrap();
    assert_eq!(store.audit_links(0, 10).await.unwrap().len(), 1);
}

pub async fn the_kept_tree_is_the_tree_over_the_entries(bench: &mut impl StoreBench) {
    let store = bench.store();
    assert_eq!(store.audit_tree().await.unwrap(), Frontier::default());
    for minute in 0..3 {
        add(&*store, call(minute, &["hello"])).await;
        let acts = (0..minute).map(|i| ActDraft::by_nobody(NOW.plus(i), Act::CallsSearched));
        store.commit(Batch::acts(acts.collect())).await.unwrap();
    }
    bench.reopen().await;
    let store = bench.store();
    let tree = store.audit_tree().await.unwrap();
    let links = store.audit_links(0, 100).await.unwrap();
    assert_eq!(tree.size(), 6);
    let leaves = links.iter().map(|(link, _)| link.leaf.as_slice());
    assert_eq!(tree.root(), root(leaves));
}
