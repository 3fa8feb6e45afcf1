//! The Merkle tree that is kept beside the log.

use parley_app::ports::Store;
use parley_domain::audit::root;

use crate::fixture::{Fixture, call};

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
