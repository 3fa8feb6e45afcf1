//! Who gets in with what.

use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::UserId;

use super::{ASHA, NOW, enter, refused, rng, typed, wanted};
use crate::audit::ActDraft;
use crate::ports::{Batch, Workspaces};

pub async fn people_come_and_go_and_change_their_passphrases(workspaces: &dyn Workspaces) {
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    let noah = UserId::new(NOW, rng());
    let (first, next) = ("copper meadow ticket", "silver meadow ticket");
    let short = open.keys.add_user(noah, "Noah", typed("short")).await;
    assert_eq!(refused(short).code, ErrorCode::WeakPassphrase);
    open.keys
        .add_user(noah, "Noah", typed(first))
        .await
        .unwrap();
    let other = UserId::new(NOW, rng());
    let twice = open.keys.add_user(other, "noah", typed(first)).await;
    assert_eq!(refused(twice).code, ErrorCode::Conflict);
    let change = |from: &str, to: &str| {
        let (from, to) = (typed(from), typed(to));
        open.keys.change_passphrase(noah, from, to, NOW)
    };
    let wrong = refused(change("wrong wrong wrong", next).await);
    assert_eq!(wrong.code, ErrorCode::WrongPassphrase);
    let weak = refused(change(first, "short").await);
    assert_eq!(weak.code, ErrorCode::WeakPassphrase);
    change(first, next).await.unwrap();
    open.store.close().await;

    let old = refused(enter(workspaces, open.id, ("Noah", first), NOW).await);
    assert_eq!(old.code, ErrorCode::WrongPassphrase);
    let opened = enter(workspaces, open.id, ("Noah", next), NOW)
        .await
        .unwrap();
    assert_eq!(opened.user_id, noah);
    opened.keys.remove_user(noah).await.unwrap();
    let last = refused(opened.keys.remove_user(open.user_id).await);
    assert_eq!(last.code, ErrorCode::LastOwner);
    opened.store.close().await;
    let gone = refused(enter(workspaces, open.id, ("Noah", next), NOW).await);
    assert_eq!(gone.code, ErrorCode::UnknownUser);
}

pub async fn wrong_passphrases_cost_time_and_are_told_until_written_down(
    workspaces: &dyn Workspaces,
) {
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    let id = open.id;
    open.store.close().await;
    for i in 0..4 {
        let wrong = enter(workspaces, id, ("asha rao", "not this one"), NOW.plus(i)).await;
        assert_eq!(refused(wrong).code, ErrorCode::WrongPassphrase);
    }
    let early = refused(enter(workspaces, id, ASHA, NOW.plus(1_003)).await);
    assert_eq!(early.code, ErrorCode::TooManyAttempts);
    assert_eq!(early.retry_after_ms, Some(1_000));
    // Not written down the first time, as after a crash: told again.
    for (told, write) in [(4, false), (4, true), (0, false)] {
        let opened = enter(workspaces, id, ASHA, NOW.plus(3_000)).await.unwrap();
        let failed = &opened.failed_attempts;
        assert_eq!(failed.len(), told);
        assert!(failed.iter().all(|f| f.user_id == Some(open.user_id)));
        if write {
            let acts = failed
                .iter()
                .map(|f| ActDraft::by_nobody(f.at, Act::SignInFailed));
            let batch = Batch::acts(acts.collect());
            opened.store.commit(batch).await.unwrap();
        }
        opened.store.close().await;
    }
}

pub async fn the_recovery_code_opens_once(workspaces: &dyn Workspaces) {
    let (open, code) = workspaces.create(wanted()).await.unwrap();
    let next = "amber lantern orbit";
    open.store.close().await;
    let recover = |name: &'static str, code: &str| {
        let (code, next) = (typed(code), typed(next));
        workspaces.recover(open.id, name, code, next, NOW)
    };
    let mistyped = refused(recover("Asha Rao", "00000-00000").await);
    assert_eq!(mistyped.code, ErrorCode::WrongRecoveryCode);
    let nobody = refused(recover("Nobody", &code).await);
    assert_eq!(nobody.code, ErrorCode::UnknownUser);
    let (opened, new_code) = recover("Asha Rao", &code).await.unwrap();
    assert_ne!(*new_code, *code);
    opened.store.close().await;

    let used_up = refused(recover("Asha Rao", &code).await);
    assert_eq!(used_up.code, ErrorCode::WrongRecoveryCode);
    let old = refused(enter(workspaces, open.id, ASHA, NOW).await);
    assert_eq!(old.code, ErrorCode::WrongPassphrase);
    let opened = enter(workspaces, open.id, ("Asha Rao", next), NOW)
        .await
        .unwrap();
    let by: Vec<_> = opened.failed_attempts.iter().map(|f| f.user_id).collect();
    assert!(
        by.contains(&None) && by.contains(&Some(open.user_id)),
        "{by:?}"
    );
    // A renewed code takes the place of the one before.
    let renewed = opened.keys.renew_recovery_code().await.unwrap();
    opened.store.close().await;
    let replaced = refused(recover("Asha Rao", &new_code).await);
    assert_eq!(replaced.code, ErrorCode::WrongRecoveryCode);
    let (opened, _) = recover("Asha Rao", &renewed).await.unwrap();
    opened.store.close().await;
}
