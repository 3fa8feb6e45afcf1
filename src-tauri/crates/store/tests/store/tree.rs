//! The Merkle tree that is kept beside the log.

use parley_app::audit::ActDraft;
use parley_app::ports::{Batch, Store};
use parley_domain::audit::{Act, Frontier, root};

use crate::fixture::{Fixture, NOW, adding, call};

#[tokio::test]
async fn the_kept_tree_is_the_tree_over_the_entries() {
    let store = Fixture::new().await;
    assert_eq!(
        store.records.audit_tree().await.unwrap(),
        Frontier::default()
    );
    for minute in 0..3 {
        store
            .records
            .commit(adding(call(minute, &["hello"])))
            .await
            .unwrap();
        let acts = (0..minute).map(|i| ActDraft::by_nobody(NOW.plus(i), Act::CallsSearched));
        store
            .records
            .commit(Batch::acts(acts.collect()))
            .await
            .unwrap();
    }
    let store = store.reopen().await;
    let tree = store.records.audit_tree().await.unwrap();
    let links = store.records.audit_links(0, 100).await.unwrap();
    assert_eq!(tree.size(), 6);
    assert_eq!(
        tree.root(),
        root(links.iter().map(|(link, _)| link.leaf.as_slice()))
    );
    store.close().await;
}

#[tokio::test]
async fn what_is_done_to_an_entry_later_does_not_change_it() {
    let store = Fixture::new().await;
    store.add(call(0, &["hello"])).await;
    store.add(call(1, &["hello"])).await;
    let written = store.records.audit_tree().await.unwrap();
    let writer = store.records.database().writer_for_tests();
    for sql in [
        "DROP TRIGGER audit_entries_stay",
        "UPDATE audit_entries SET entered_at = entered_at + 1 WHERE seq = 1",
    ] {
        sqlx::query(sql).execute(writer).await.unwrap();
    }
    let links = store.records.audit_links(0, 100).await.unwrap();
    let stands = root(links.iter().map(|(link, _)| link.leaf.as_slice()));
    assert_ne!(stands, written.root());
    assert_eq!(store.records.audit_tree().await.unwrap(), written);
    store.close().await;
}
