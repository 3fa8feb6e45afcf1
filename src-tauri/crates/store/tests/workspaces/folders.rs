use std::fs;

use parley_app::audit::ActDraft;
use parley_app::ports::{Batch, DeviceSecretPlace, FolderStatus, NewWorkspace, Workspaces};
use parley_domain::access::Role;
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::WorkspaceId;

use crate::machine::{
    NOW, Open, PASSPHRASE, create, folder_of, machine, refused, rng, typed, unlock, unlock_as,
    wanted,
};

#[tokio::test]
async fn a_new_workspace_has_its_owner_and_is_listed() {
    let root = tempfile::tempdir().unwrap();
    let workspaces = machine(root.path());
    let (open, code) = create(&workspaces).await;
    assert_eq!(open.name, "Lakeside Clinic");
    assert_eq!(open.device_secret, DeviceSecretPlace::File);
    assert_eq!(code.len(), 47);
    let owner = open.store.user(open.user_id).await.unwrap().unwrap();
    assert_eq!(
        (owner.name.as_str(), owner.role, owner.active),
        ("Asha Rao", Role::Owner, true)
    );
    open.close().await;

    // Another process of the same machine.
    let known = machine(root.path()).known().await.unwrap();
    assert_eq!(known.len(), 1);
    assert_eq!(
        (known[0].name.as_str(), known[0].status),
        ("Lakeside Clinic", FolderStatus::Ok)
    );
    assert_eq!(known[0].people, ["Asha Rao"]);
    assert_eq!(known[0].last_opened_at, Some(NOW));
    let again = unlock(&machine(root.path()), open.id).await.unwrap();
    assert_eq!(again.store.users().await.unwrap(), [owner]);
    let list = fs::read_to_string(root.path().join("config/workspaces.json")).unwrap();
    assert!(!list.contains("Asha"), "{list}");
    again.close().await;
}

#[tokio::test]
async fn what_cannot_be_made_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let workspaces = machine(root.path());
    let full = root.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("letter.txt"), b"dear").unwrap();
    let exists = workspaces.create(wanted(Some(full.clone()))).await;
    assert_eq!(refused(exists).code, ErrorCode::WorkspaceExists);
    assert_eq!(fs::read_dir(&full).unwrap().count(), 1);
    let short = NewWorkspace {
        passphrase: typed("short pass"),
        ..wanted(None)
    };
    assert_eq!(
        refused(workspaces.create(short).await).code,
        ErrorCode::WeakPassphrase
    );
    let nameless = NewWorkspace {
        owner_name: " ".to_owned(),
        ..wanted(Some(root.path().join("x")))
    };
    assert_eq!(
        refused(workspaces.create(nameless).await).code,
        ErrorCode::InvalidInput
    );
    assert!(!root.path().join("x").exists());
    assert!(workspaces.known().await.unwrap().is_empty());
    // The usual place gives way to what is there.
    create(&workspaces).await.0.close().await;
    create(&workspaces).await.0.close().await;
    assert_eq!(workspaces.known().await.unwrap().len(), 2);
}

#[tokio::test]
async fn delays_survive_a_restart_and_attempts_are_told_once_written() {
    let root = tempfile::tempdir().unwrap();
    let (open, _) = create(&machine(root.path())).await;
    let id = open.id;
    open.close().await;
    for i in 0..4 {
        let at = NOW.plus(i);
        let wrong = unlock_as(&machine(root.path()), id, "asha rao", "not this one", at).await;
        assert_eq!(refused(wrong).code, ErrorCode::WrongPassphrase);
    }
    let early = NOW.plus(1_003);
    let waiting =
        refused(unlock_as(&machine(root.path()), id, "Asha Rao", PASSPHRASE, early).await);
    assert_eq!(waiting.code, ErrorCode::TooManyAttempts);
    assert_eq!(waiting.retry_after_ms, Some(1_000));
    let later = NOW.plus(3_000);
    for told in [4, 4, 0] {
        // Not written down the first time, as after a crash: told again.
        let opened = unlock_as(&machine(root.path()), id, "Asha Rao", PASSPHRASE, later)
            .await
            .unwrap();
        assert_eq!(opened.failed_attempts.len(), told);
        assert!(
            opened
                .failed_attempts
                .iter()
                .all(|a| a.user_id == Some(opened.user_id))
        );
        if told == 4 {
            let count = opened.store.audit_links(0, 10).await.unwrap().len();
            let acts = opened.failed_attempts.iter();
            let acts: Vec<_> = acts
                .map(|a| ActDraft::by_nobody(a.at, Act::SignInFailed))
                .collect();
            // Written down the second time only.
            if !root.path().join("seen").exists() {
                fs::write(root.path().join("seen"), b"").unwrap();
            } else {
                assert_eq!(count, 0);
                opened.store.commit(Batch::acts(acts)).await.unwrap();
            }
        }
        opened.close().await;
    }
    let unknown = unlock_as(&machine(root.path()), id, "Nobody", PASSPHRASE, later).await;
    assert_eq!(refused(unknown).code, ErrorCode::UnknownUser);
}

#[tokio::test]
async fn a_moved_workspace_opens_with_the_recovery_code_only() {
    let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (open, code) = create(&machine(root.path())).await;
    let id = open.id;
    open.close().await;
    let moved = other.path().join("moved");
    copy_folder(&folder_of(root.path()), &moved);
    let elsewhere = machine(other.path());
    let known = elsewhere.add(moved.clone()).await.unwrap();
    assert_eq!(known.device_secret, DeviceSecretPlace::Missing);
    assert_eq!((known.name.as_str(), known.people.len()), ("moved", 0));
    assert_eq!(
        refused(unlock(&elsewhere, id).await).code,
        ErrorCode::DeviceKeyMissing
    );

    let next = "amber lantern orbit";
    let recover = |name: &'static str, code: &str| {
        let code = typed(code);
        let elsewhere = elsewhere.clone();
        async move {
            let recovered = elsewhere.recover(id, name, code, typed(next), NOW).await;
            recovered.map(|(unlocked, code)| (Open::from(unlocked), code))
        }
    };
    let wrong = recover("Asha Rao", "00000-00000").await;
    assert_eq!(refused(wrong).code, ErrorCode::WrongRecoveryCode);
    assert_eq!(
        refused(recover("Nobody", &code).await).code,
        ErrorCode::UnknownUser
    );
    // A database that does not open must not use the code up.
    let database = fs::read(moved.join("parley.db")).unwrap();
    fs::write(moved.join("parley.db"), b"nothing").unwrap();
    assert_eq!(
        refused(recover("Asha Rao", &code).await).code,
        ErrorCode::DatabaseDamaged
    );
    fs::write(moved.join("parley.db"), database).unwrap();

    let (opened, new_code) = recover("Asha Rao", &code).await.unwrap();
    assert_ne!(*new_code, *code);
    opened.close().await;
    let old = recover("Asha Rao", &code).await;
    assert_eq!(refused(old).code, ErrorCode::WrongRecoveryCode);
    let opened = unlock_as(&elsewhere, id, "Asha Rao", next, NOW.plus(60_000))
        .await
        .unwrap();
    assert_eq!(opened.failed_attempts.len(), 1);
    assert_eq!(opened.failed_attempts[0].user_id, None);
    let known = elsewhere.known().await.unwrap();
    assert_eq!(known[0].people, ["Asha Rao"]);
    opened.close().await;
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn damage_and_newer_versions_are_told_apart_and_nothing_is_touched() {
    let root = tempfile::tempdir().unwrap();
    let workspaces = machine(root.path());
    let (open, _) = create(&workspaces).await;
    open.close().await;
    let folder = folder_of(root.path());
    let header = folder.join("workspace.json");
    let whole = fs::read_to_string(&header).unwrap();
    for (text, code, status) in [
        (
            whole.replacen("\"generation\": 1", "\"generation\": 2", 1),
            ErrorCode::HeaderDamaged,
            FolderStatus::Damaged,
        ),
        (
            String::new(),
            ErrorCode::HeaderDamaged,
            FolderStatus::Damaged,
        ),
    ] {
        fs::write(&header, &text).unwrap();
        assert_eq!(refused(unlock(&workspaces, open.id).await).code, code);
        assert_eq!(workspaces.known().await.unwrap()[0].status, status);
        assert_eq!(refused(workspaces.add(folder.clone()).await).code, code);
        assert_eq!(fs::read_to_string(&header).unwrap(), text);
    }
    fs::write(&header, &whole).unwrap();
    fs::rename(&folder, root.path().join("gone")).unwrap();
    assert_eq!(
        workspaces.known().await.unwrap()[0].status,
        FolderStatus::Missing
    );
    assert_eq!(
        refused(unlock(&workspaces, open.id).await).code,
        ErrorCode::WorkspaceMissing
    );
    assert_eq!(
        refused(workspaces.add(folder.clone()).await).code,
        ErrorCode::WorkspaceMissing
    );

    workspaces.add(root.path().join("gone")).await.unwrap();
    unlock(&workspaces, open.id).await.unwrap().close().await;
    workspaces.forget(open.id).await.unwrap();
    assert!(workspaces.known().await.unwrap().is_empty());
    assert!(root.path().join("gone/parley.db").is_file());
    let stranger = WorkspaceId::new(NOW, &rng());
    assert_eq!(
        refused(unlock(&workspaces, stranger).await).code,
        ErrorCode::WorkspaceMissing
    );
}
