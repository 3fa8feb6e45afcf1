//! People, settings and imports.

use parley_domain::access::Role;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, ImportId, MediaId, TenantId, UserId};

use super::{StoreBench, rng};
use crate::contract::samples::NOW;
use crate::import::{ImportNoteCode, ImportRecord, ImportReport, ReportFile};
use crate::ports::{Batch, Change};
use crate::users::{SupportVisit, User};

pub async fn people_settings_and_imports_come_back(bench: &mut impl StoreBench) {
    let store = bench.store();
    let tenant_id = bench.tenant_id();
    let mut user = User {
        id: UserId::new(NOW, rng()),
        tenant_id,
        name: "Ravi".to_owned(),
        role: Role::SupportGuest,
        active: true,
        created_at: NOW,
        last_sign_in_at: None,
        support: Some(SupportVisit {
            reason: "Import fails".to_owned(),
            requested_by: UserId::new(NOW, rng()),
            requested_at: NOW,
            minutes: 30,
            approved_by: None,
            approved_at: None,
            ended_at: None,
        }),
    };
    let files = vec![ReportFile::refused(
        "a.wav".to_owned(),
        ImportNoteCode::Empty,
        None,
    )];
    let id = ImportId::new(NOW, rng());
    let import = ImportRecord {
        id,
        at: NOW,
        by: user.id,
        report: ImportReport::new(id, files),
    };
    let changes = vec![
        Change::PutUser(user.clone()),
        Change::PutImport(import.clone()),
        Change::SetSetting {
            name: "idle_lock_minutes",
            value: "5".to_owned(),
        },
        Change::SetSetting {
            name: "idle_lock_minutes",
            value: "10".to_owned(),
        },
    ];
    store
        .commit(Batch {
            changes,
            ..Batch::default()
        })
        .await
        .unwrap();
    user.last_sign_in_at = Some(NOW.plus(1));
    user.support.as_mut().unwrap().approved_by = Some(user.id);
    let changes = vec![Change::PutUser(user.clone())];
    let command_id = Some(CommandId::new(NOW, rng()));
    store
        .commit(Batch {
            command_id,
            changes,
            acts: Vec::new(),
        })
        .await
        .unwrap();
    assert_eq!(store.user(user.id).await.unwrap().as_ref(), Some(&user));
    assert_eq!(store.users().await.unwrap(), [user]);
    assert_eq!(store.import(id).await.unwrap().as_ref(), Some(&import));
    assert_eq!(store.imports().await.unwrap(), [import]);
    let setting = store.setting("idle_lock_minutes").await.unwrap();
    assert_eq!(setting.as_deref(), Some("10"));
    assert_eq!(store.setting("nothing").await.unwrap(), None);
    assert_eq!(store.media(MediaId::new(NOW, rng())).await.unwrap(), None);
}

pub async fn a_person_of_another_tenant_is_a_conflict(bench: &mut impl StoreBench) {
    let store = bench.store();
    let stranger = User {
        id: UserId::new(NOW, rng()),
        tenant_id: TenantId::new(NOW, rng()),
        name: "Ravi".to_owned(),
        role: Role::Reviewer,
        active: true,
        created_at: NOW,
        last_sign_in_at: None,
        support: None,
    };
    let changes = vec![Change::PutUser(stranger)];
    let batch = Batch {
        changes,
        ..Batch::default()
    };
    let refused = store.commit(batch).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    assert_eq!(store.users().await.unwrap(), []);
}
