use parley_app::audit::{
    ExportCheckpoint, ListAudit, VerifyAudit, VerifyMedia, audit_checkpoint_export, audit_list,
    audit_verify, media_verify,
};
use parley_app::ports::SourceFiles as _;
use parley_domain::access::{Role, kinds};
use parley_domain::audit::{Act, SubjectKind};
use parley_domain::error_code::ErrorCode;

use crate::bench::Bench;

fn page(limit: u32, cursor: Option<u64>) -> ListAudit {
    ListAudit {
        filter: Default::default(),
        cursor,
        limit,
    }
}

#[tokio::test]
async fn reading_the_log_is_an_act_once_a_reading() {
    let bench = Bench::new().await;
    bench.add("Noah", Role::Reviewer).await;
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let newest = audit_list(&workspace, grant, page(2, None)).await.unwrap();
    assert_eq!(bench.acts().await, ["Asha: audit_read"]);
    let acts: Vec<Act> = newest.rows.iter().map(|row| row.act).collect();
    assert_eq!(acts, [Act::AuditRead, Act::UserAdded]);
    let added = &newest.rows[1];
    assert_eq!(added.actor.as_deref(), Some("Asha"));
    let subject = added.subject.as_ref().unwrap();
    assert_eq!(subject.kind, SubjectKind::User);
    assert_eq!(subject.label.as_deref(), Some("Noah"));
    let (workspace, grant) = bench.can().await;
    let rest = audit_list(&workspace, grant, page(9, newest.next))
        .await
        .unwrap();
    assert_eq!(rest.rows.len(), 1);
    assert!(bench.acts().await.is_empty());
    bench.refuses::<kinds::AuditRead>(Role::QaLead).await;
}

#[tokio::test]
async fn the_log_is_proven_against_the_last_checkpoint() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let verdict = audit_verify(&workspace, grant, VerifyAudit {})
        .await
        .unwrap();
    assert_eq!((verdict.entries, verdict.checkpoint_size), (1, None));
    assert_eq!(bench.acts().await, ["Asha: audit_verified 0"]);
    // Locking signs the log as it then is.
    bench.sign_in("Asha").await.unwrap();
    let (workspace, grant) = bench.can().await;
    let verdict = audit_verify(&workspace, grant, VerifyAudit {})
        .await
        .unwrap();
    assert_eq!(verdict.faults, []);
    assert_eq!((verdict.entries, verdict.checkpoint_size), (4, Some(3)));

    // One that knows of other entries blames the log.
    let now = verdict.checkpoint_at.unwrap();
    workspace
        .keys
        .sign_checkpoint(3, [7; 32], now)
        .await
        .unwrap();
    let (workspace, grant) = bench.can().await;
    let verdict = audit_verify(&workspace, grant, VerifyAudit {})
        .await
        .unwrap();
    let faults = serde_json::to_value(&verdict.faults).unwrap();
    assert_eq!(
        faults,
        serde_json::json!([{ "seq": 2, "kind": "rewritten" }])
    );
    workspace
        .keys
        .sign_checkpoint(99, [7; 32], now)
        .await
        .unwrap();
    let (workspace, grant) = bench.can().await;
    let verdict = audit_verify(&workspace, grant, VerifyAudit {})
        .await
        .unwrap();
    let faults = serde_json::to_value(&verdict.faults).unwrap();
    assert_eq!(faults, serde_json::json!([{ "seq": 6, "kind": "cut_off" }]));
    bench.refuses::<kinds::AuditVerify>(Role::Reviewer).await;
}

#[tokio::test]
async fn an_exported_checkpoint_covers_its_own_export() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let path = "/out/checkpoint.txt".to_owned();
    let exported = audit_checkpoint_export(&workspace, grant, ExportCheckpoint { path }).await;
    let exported = exported.unwrap();
    assert_eq!(exported.size, 2);
    assert_eq!(bench.acts().await, ["Asha: checkpoint_exported"]);
    let file = bench
        .hands
        .files
        .read("/out/checkpoint.txt".as_ref(), 10_000);
    assert_eq!(file.unwrap(), exported.note.as_bytes());
    assert!(
        exported
            .note
            .starts_with(&format!("parley/{}\n2\n", bench.id))
    );
}

#[tokio::test]
async fn sealed_files_are_read_whole_and_the_faulty_named() {
    let bench = Bench::new().await;
    bench.one_call().await;
    let prove = async || {
        let (workspace, grant) = bench.can().await;
        media_verify(&workspace, grant, VerifyMedia {})
            .await
            .unwrap()
    };
    let whole = prove().await;
    assert_eq!((whole.files, whole.faults.len()), (3, 0));
    let ids = bench
        .desk
        .workspace()
        .unwrap()
        .store
        .media_ids()
        .await
        .unwrap();
    let vault = bench.hands.workspaces.vault(bench.id).unwrap();
    vault.lose(ids[0]);
    vault.damage(ids[2]);
    let faulty: Vec<_> = prove().await.faults;
    let faulty: Vec<_> = faulty.iter().map(|f| (f.media_id, f.code)).collect();
    let expected = [
        (ids[0], ErrorCode::MediaMissing),
        (ids[2], ErrorCode::MediaDamaged),
    ];
    assert_eq!(faulty, expected);
    // faults, files
    let acts = bench.acts().await;
    assert_eq!(
        acts,
        ["Asha: audit_verified 0 3", "Asha: audit_verified 2 3"]
    );
}
