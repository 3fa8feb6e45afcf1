//! Making, opening, forgetting.

use std::path::PathBuf;

use parley_domain::access::Role;
use parley_domain::audit::SignedCheckpoint;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::WorkspaceId;

use super::{ASHA, NOW, enter, refused, rng, typed, wanted};
use crate::ports::{FolderStatus, NewWorkspace, Workspaces};

pub async fn a_new_workspace_has_its_owner_and_opens_again(workspaces: &dyn Workspaces) {
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    assert_eq!(open.name, "Lakeside Clinic");
    let owner = open.store.user(open.user_id).await.unwrap().unwrap();
    assert_eq!(
        (owner.name.as_str(), owner.role, owner.active),
        ("Asha Rao", Role::Owner, true)
    );
    open.store.close().await;
    let known = workspaces.known().await.unwrap();
    assert_eq!(
        (known[0].name.as_str(), known[0].status),
        ("Lakeside Clinic", FolderStatus::Ok)
    );
    assert_eq!(known[0].people, ["Asha Rao"]);
    assert_eq!(known[0].last_opened_at, Some(NOW));
    let again = enter(workspaces, open.id, ("asha rao", ASHA.1), NOW)
        .await
        .unwrap();
    assert_eq!(again.store.users().await.unwrap(), [owner]);
    again.store.close().await;

    let short = NewWorkspace {
        passphrase: typed("short pass"),
        ..wanted()
    };
    let weak = refused(workspaces.create(short).await);
    assert_eq!(weak.code, ErrorCode::WeakPassphrase);
    let nameless = NewWorkspace {
        owner_name: " ".to_owned(),
        ..wanted()
    };
    let unnamed = refused(workspaces.create(nameless).await);
    assert_eq!(unnamed.code, ErrorCode::InvalidInput);
    assert_eq!(workspaces.known().await.unwrap().len(), 1);
    // The usual place gives way to what is there.
    let (second, _) = workspaces.create(wanted()).await.unwrap();
    second.store.close().await;
    assert_eq!(workspaces.known().await.unwrap().len(), 2);
}

pub async fn an_open_workspace_opens_nowhere_else(workspaces: &dyn Workspaces) {
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    let twice = refused(enter(workspaces, open.id, ASHA, NOW).await);
    assert_eq!(twice.code, ErrorCode::WorkspaceInUse);
    open.store.close().await;
    // `open` still lives, as when a screen holds on to it.
    let again = enter(workspaces, open.id, ASHA, NOW).await.unwrap();
    let twice = refused(enter(workspaces, open.id, ASHA, NOW).await);
    assert_eq!(twice.code, ErrorCode::WorkspaceInUse);
    again.store.close().await;
}

pub async fn what_is_forgotten_is_found_again_where_it_is(workspaces: &dyn Workspaces) {
    let stranger = WorkspaceId::new(NOW, rng());
    let unknown = refused(enter(workspaces, stranger, ASHA, NOW).await);
    assert_eq!(unknown.code, ErrorCode::WorkspaceMissing);
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    open.store.close().await;
    let path = PathBuf::from(&workspaces.known().await.unwrap()[0].path);
    workspaces.forget(open.id).await.unwrap();
    assert!(workspaces.known().await.unwrap().is_empty());
    let gone = refused(enter(workspaces, open.id, ASHA, NOW).await);
    assert_eq!(gone.code, ErrorCode::WorkspaceMissing);
    let nowhere = refused(workspaces.add(path.join("nowhere")).await);
    assert_eq!(nowhere.code, ErrorCode::WorkspaceMissing);
    assert_eq!(workspaces.add(path).await.unwrap().id, open.id);
    let again = enter(workspaces, open.id, ASHA, NOW).await.unwrap();
    again.store.close().await;
}

pub async fn a_checkpoint_is_kept_and_verifies(workspaces: &dyn Workspaces) {
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    assert_eq!(open.keys.last_checkpoint().await.unwrap(), None);
    let signed = open.keys.sign_checkpoint(7, [9; 32], NOW).await.unwrap();
    let parsed = SignedCheckpoint::parse(&signed.to_text(), &signed.public_key).unwrap();
    assert_eq!(parsed, signed);
    assert_eq!(parsed.checkpoint.origin, format!("parley/{}", open.id));
    open.store.close().await;
    let again = enter(workspaces, open.id, ASHA, NOW).await.unwrap();
    let last = again.keys.last_checkpoint().await.unwrap();
    assert_eq!(last, Some((signed.clone(), NOW)));
    let later = again.keys.sign_checkpoint(8, [1; 32], NOW).await.unwrap();
    assert_eq!(later.public_key, signed.public_key);
    again.store.close().await;
}
