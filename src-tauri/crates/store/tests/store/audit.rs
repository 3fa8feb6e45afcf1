//! Destroyed and tampered entries, through SQL.

use parley_app::audit::{ActDraft, AuditFilter};
use parley_app::ports::{Batch, Store};
use parley_domain::access::Role;
use parley_domain::audit::{Act, Fault, FaultKind, Purpose, verify};
use parley_domain::ids::UserId;
use sqlx::AssertSqlSafe;

use crate::fixture::{Fixture, NOW, call, rng};

async fn faults(store: &Fixture) -> (Vec<Fault>, Vec<u64>) {
    let links = store.records.audit_links(0, 1_000).await.unwrap();
    let verdict = verify(links.iter().map(|(link, _)| link));
    let payloads = links
        .iter()
        .filter(|(_, holds)| !holds)
        .map(|(l, _)| l.seq)
        .collect();
    (verdict.faults, payloads)
}

async fn tamper(store: &Fixture, sql: &str) {
    let writer = store.records.database().writer_for_tests();
    for name in ["audit_entries_stay", "audit_entries_remain"] {
        let drop = format!("DROP TRIGGER IF EXISTS {name}");
        sqlx::query(AssertSqlSafe(drop))
            .execute(writer)
            .await
            .unwrap();
    }
    let changed = sqlx::query(AssertSqlSafe(sql.to_owned()))
        .execute(writer)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 1, "{sql}");
}

async fn filled() -> Fixture {
    let store = Fixture::new().await;
    let actor = UserId::new(NOW, &rng());
    for minute in 0..4 {
        store.add(call(minute, &["hello"])).await;
        let mut act = ActDraft::by_nobody(NOW.plus(minute), Act::CallsSearched)
            .for_purpose(Purpose::QualityReview)
            .detail("query", "refund for Meera");
        act.actor = Some(actor);
        act.role = Some(Role::Reviewer);
        store.records.commit(Batch::acts(vec![act])).await.unwrap();
    }
    store
}

#[tokio::test]
async fn destroying_a_persons_key_leaves_the_chain_whole() {
    let mut store = filled().await;
    let entries = store
        .records
        .audit_entries(&AuditFilter::default(), None, 30)
        .await
        .unwrap();
    let about_one = entries.rows.last().unwrap();
    assert_eq!(about_one.detail.as_ref().unwrap()["source"], "call.json");
    tamper(
        &store,
        "DELETE FROM person_keys WHERE person_id = (SELECT person_id FROM audit_payloads WHERE seq = 0)",
    )
    .await;
    store.reopen().await;
    assert_eq!(faults(&store).await, (Vec::new(), Vec::new()));
    let entries = store
        .records
        .audit_entries(&AuditFilter::default(), None, 30)
        .await
        .unwrap();
    let unreadable: Vec<u64> = entries
        .rows
        .iter()
        .filter(|r| r.detail.is_none())
        .map(|r| r.seq)
        .collect();
    assert_eq!(unreadable, [0]);
    store.close().await;
}

#[tokio::test]
async fn every_kind_of_tampering_names_its_entry() {
    let fault = |seq, kind| vec![Fault { seq, kind }];
    let cases = [
        (
            "UPDATE audit_entries SET act = 'call_opened' WHERE seq = 3",
            fault(3, FaultKind::Changed),
        ),
        (
            "UPDATE audit_entries SET act = 'nonsense' WHERE seq = 3",
            fault(3, FaultKind::Changed),
        ),
        (
            "UPDATE audit_entries SET entered_at = 1 WHERE seq = 0",
            fault(0, FaultKind::Changed),
        ),
        (
            "UPDATE audit_entries SET role = NULL WHERE seq = 5",
            fault(5, FaultKind::Changed),
        ),
        (
            "UPDATE audit_entries SET purpose = 'security' WHERE seq = 5",
            fault(5, FaultKind::Changed),
        ),
    ];
    for (sql, expected) in cases {
        let store = filled().await;
        tamper(&store, sql).await;
        assert_eq!(faults(&store).await.0, expected, "{sql}");
        store.close().await;
    }
    let store = filled().await;
    tamper(&store, "DELETE FROM audit_payloads WHERE seq = 4").await;
    tamper(&store, "DELETE FROM audit_entries WHERE seq = 4").await;
    assert_eq!(faults(&store).await.0, fault(4, FaultKind::Removed));
    store.close().await;
}

#[tokio::test]
async fn a_changed_or_missing_payload_is_named() {
    for sql in [
        "UPDATE audit_payloads SET sealed = zeroblob(60) WHERE seq = 3",
        "UPDATE audit_payloads SET salt = zeroblob(16) WHERE seq = 3",
        "DELETE FROM audit_payloads WHERE seq = 3",
        "UPDATE audit_payloads SET sealed = (SELECT sealed FROM audit_payloads WHERE seq = 1) WHERE seq = 3",
    ] {
        let store = filled().await;
        tamper(&store, sql).await;
        assert_eq!(faults(&store).await, (Vec::new(), vec![3]), "{sql}");
        store.close().await;
    }
}

#[tokio::test]
async fn the_guard_refuses_changes() {
    let store = filled().await;
    let writer = store.records.database().writer_for_tests();
    for sql in [
        "UPDATE audit_entries SET entered_at = 1",
        "DELETE FROM audit_entries",
    ] {
        assert!(sqlx::query(sql).execute(writer).await.is_err());
    }
    store.close().await;
}
