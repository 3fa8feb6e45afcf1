use parley_app::ports::{Event, LockReason};
use parley_app::workspaces::{
    ChangePassphrase, LockWorkspace, MakeDemo, RecoverWorkspace, RenewRecoveryCode, SetIdleLock,
    ShellState, UnlockWorkspace, demo_make, idle_lock_set, lock_if_idle, passphrase_change,
    recovery_code_renew, shell_state, workspace_lock, workspace_recover, workspace_unlock,
};
use parley_domain::access::{Role, kinds};
use parley_domain::error_code::ErrorCode;

use crate::bench::{Bench, PASSPHRASE, refused, secret};

#[tokio::test]
async fn locking_signs_the_log_and_nobody_gets_in_without_the_passphrase() {
    let bench = Bench::new().await;
    workspace_lock(&bench.desk, LockWorkspace {}).await.unwrap();
    let reason = LockReason::Demand;
    assert_eq!(bench.hands.events.take(), [Event::Locked { reason }]);
    let nobody = bench.desk.authorize::<kinds::CallList>().await;
    assert_eq!(nobody.unwrap_err().code, ErrorCode::NotSignedIn);
    let state = shell_state(&bench.desk, ShellState {}).await.unwrap();
    assert_eq!((state.workspaces.len(), state.open), (1, None));

    let wrong = bench.sign_in_with("Asha", "not this one").await;
    assert_eq!(refused(wrong), ErrorCode::WrongPassphrase);
    let unknown = bench.sign_in("Noah").await;
    assert_eq!(refused(unknown), ErrorCode::UnknownUser);
    let open = bench.sign_in("Asha").await.unwrap();
    assert_eq!(open.session.role, Role::Owner);
    let acts = bench.acts().await;
    assert_eq!(
        acts,
        [
            "Asha: locked demand",
            "nobody: sign_in_failed",
            "Asha: signed_in keyring"
        ]
    );
    let keys = &bench.desk.workspace().unwrap().keys;
    let (signed, _) = keys.last_checkpoint().await.unwrap().unwrap();
    assert_eq!(signed.checkpoint.size, 2);
}

#[tokio::test]
async fn the_idle_lock_is_set_kept_and_works() {
    let bench = Bench::new().await;
    let set = async |minutes| {
        let (workspace, grant) = bench.can().await;
        let command_id = bench.command_id();
        let input = SetIdleLock {
            command_id,
            minutes,
        };
        idle_lock_set(&workspace, grant, input).await
    };
    assert_eq!(refused(set(241).await), ErrorCode::InvalidInput);
    assert_eq!(set(5).await.unwrap().minutes, 5);
    assert_eq!(bench.acts().await, ["Asha: idle_lock_set 5"]);
    bench.hands.clock.forward(4 * 60_000);
    lock_if_idle(&bench.desk).await.unwrap();
    bench.can::<kinds::CallList>().await;
    bench.hands.clock.forward(5 * 60_000);
    lock_if_idle(&bench.desk).await.unwrap();
    assert!(bench.desk.workspace().is_err());
    assert_eq!(bench.sign_in("Asha").await.unwrap().idle_lock_minutes, 5);
    let acts = bench.acts().await;
    assert_eq!(acts, ["Asha: locked idle", "Asha: signed_in keyring"]);
    set(0).await.unwrap();
    bench.hands.clock.forward(999 * 60_000);
    lock_if_idle(&bench.desk).await.unwrap();
    bench.can::<kinds::CallList>().await;
    bench
        .refuses::<kinds::WorkspaceManage>(Role::PrivacyOfficer)
        .await;
}

fn recovery(bench: &Bench, code: &str, next: &str) -> RecoverWorkspace {
    RecoverWorkspace {
        workspace_id: bench.id,
        user_name: "Asha".to_owned(),
        recovery_code: secret(code),
        new_passphrase: secret(next),
    }
}

#[tokio::test]
async fn the_recovery_code_lets_in_once_and_is_renewed() {
    let bench = Bench::new().await;
    let code = bench.recovery_code.clone();
    let next = "amber lantern orbit";
    let weak = workspace_recover(&bench.desk, recovery(&bench, &code, "short")).await;
    assert_eq!(refused(weak), ErrorCode::WeakPassphrase);
    // Refused before anything was locked.
    assert!(bench.desk.workspace().is_ok());
    let recovered = workspace_recover(&bench.desk, recovery(&bench, &code, next)).await;
    let recovered = recovered.unwrap();
    assert_ne!(recovered.recovery_code, code);
    let acts = bench.acts().await;
    assert_eq!(acts, ["Asha: locked demand", "Asha: recovery_used keyring"]);
    let used = workspace_recover(&bench.desk, recovery(&bench, &code, next)).await;
    assert_eq!(refused(used), ErrorCode::WrongRecoveryCode);
    assert_eq!(
        refused(bench.sign_in("Asha").await),
        ErrorCode::WrongPassphrase
    );
    bench.sign_in_with("Asha", next).await.unwrap();
    let acts = bench.acts().await;
    let failed = [
        "nobody: sign_in_failed recovery_code",
        "nobody: sign_in_failed",
    ];
    assert_eq!(acts[1..3], failed);

    let (workspace, grant) = bench.can().await;
    let renewed = recovery_code_renew(&workspace, grant, RenewRecoveryCode {}).await;
    assert_ne!(renewed.unwrap().recovery_code, recovered.recovery_code);
    assert_eq!(bench.acts().await, ["Asha: recovery_renewed"]);
}

#[tokio::test]
async fn everyone_changes_their_own_passphrase_only() {
    let bench = Bench::new().await;
    bench.add("Noah", Role::Auditor).await;
    bench.sign_in("Noah").await.unwrap();
    bench.acts().await;
    let change = async |current: &str, next: &str| {
        let (workspace, grant) = bench.can().await;
        let input = ChangePassphrase {
            current: secret(current),
            next: secret(next),
        };
        passphrase_change(&workspace, grant, input).await
    };
    let next = "silver meadow ticket";
    let wrong = change("wrong wrong wrong", next).await;
    assert_eq!(refused(wrong), ErrorCode::WrongPassphrase);
    assert_eq!(
        refused(change(PASSPHRASE, "short").await),
        ErrorCode::WeakPassphrase
    );
    assert!(bench.acts().await.is_empty());
    change(PASSPHRASE, next).await.unwrap();
    assert_eq!(bench.acts().await, ["Noah: passphrase_changed"]);
    bench.sign_in_with("Noah", next).await.unwrap();
    bench.sign_in("Asha").await.unwrap();
}

#[tokio::test]
async fn the_demo_tells_how_far_it_is_and_opens_with_the_passphrase_it_shows() {
    let bench = Bench::new().await;
    let command_id = bench.command_id();
    let made = demo_make(&bench.desk, MakeDemo { command_id })
        .await
        .unwrap();
    assert_eq!(made.open.id.0, command_id.0);
    let told: Vec<_> = bench.hands.events.take();
    let step = |done| Event::BulkProgress {
        command_id,
        done,
        total: 2,
    };
    assert!(told.ends_with(&[step(1), step(2)]), "{told:?}");
    workspace_lock(&bench.desk, LockWorkspace {}).await.unwrap();
    let again = workspace_unlock(
        &bench.desk,
        UnlockWorkspace {
            workspace_id: made.open.id,
            user_name: made.open.session.name,
            passphrase: secret(&made.passphrase),
        },
    );
    assert_eq!(again.await.unwrap().id, made.open.id);
}

#[tokio::test]
async fn a_demo_that_fails_half_way_is_neither_open_nor_listed() {
    let bench = Bench::new().await;
    bench.hands.demo.fail();
    let command_id = bench.command_id();
    let refusal = refused(demo_make(&bench.desk, MakeDemo { command_id }).await);
    assert_eq!(refusal, ErrorCode::DiskFull);
    let state = shell_state(&bench.desk, ShellState {}).await.unwrap();
    assert_eq!(state.open, None);
    assert!(state.workspaces.iter().all(|w| w.id.0 != command_id.0));
    assert_eq!(state.workspaces.len(), 1, "the workspace from before stays");
}
