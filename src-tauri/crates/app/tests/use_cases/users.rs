use parley_app::error::AppResult;
use parley_app::users::{
    AddUser, ApproveSupportGuest, DeactivateUser, EndSupportGuest, ListUsers, ReactivateUser,
    RequestSupportGuest, SetUserRole, UserView, support_guest_approve, support_guest_end,
    support_guest_request, user_add, user_deactivate, user_list, user_reactivate, user_role_set,
};
use parley_domain::access::{Role, kinds};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::UserId;

use crate::bench::{Bench, PASSPHRASE, refused, secret};

async fn set_role(bench: &Bench, user_id: UserId, role: Role) -> AppResult<UserView> {
    let (workspace, grant) = bench.can::<kinds::UserManage>().await;
    let command_id = bench.command_id();
    let input = SetUserRole {
        command_id,
        user_id,
        role,
    };
    user_role_set(&workspace, grant, input).await
}

async fn deactivate(bench: &Bench, user_id: UserId) -> AppResult<UserView> {
    let (workspace, grant) = bench.can::<kinds::UserManage>().await;
    let command_id = bench.command_id();
    let input = DeactivateUser {
        command_id,
        user_id,
    };
    user_deactivate(&workspace, grant, input).await
}

async fn listed(bench: &Bench) -> Vec<UserView> {
    let (workspace, grant) = bench.can::<kinds::UserRead>().await;
    let list = user_list(&workspace, grant, ListUsers {}).await;
    list.unwrap().users
}

#[tokio::test]
async fn somebody_new_signs_in_with_the_first_passphrase() {
    let bench = Bench::new().await;
    let noah = bench.add("Noah", Role::Reviewer).await;
    assert_eq!(bench.acts().await, ["Asha: user_added Noah reviewer"]);
    bench.sign_in("noah").await.unwrap();
    let acts = bench.acts().await;
    assert_eq!(acts, ["Asha: locked demand", "Noah: signed_in keyring"]);
    let list = listed(&bench).await;
    let names: Vec<&str> = list.iter().map(|u| u.name.as_str()).collect();
    assert_eq!(names, ["Asha", "Noah"]);
    assert!(list[1].id == noah.id && list[1].last_sign_in_at.is_some());
    bench.sign_in("Asha").await.unwrap();
    bench.refuses::<kinds::UserManage>(Role::QaLead).await;
}

#[tokio::test]
async fn who_cannot_be_added_leaves_no_trace() {
    let bench = Bench::new().await;
    let add = |name: &str, role, passphrase: &str| AddUser {
        command_id: bench.command_id(),
        name: name.to_owned(),
        role,
        passphrase: secret(passphrase),
    };
    for (input, code) in [
        (
            add(" asha ", Role::Reviewer, PASSPHRASE),
            ErrorCode::Conflict,
        ),
        (
            add("Noah", Role::Reviewer, "short"),
            ErrorCode::WeakPassphrase,
        ),
        (
            add("\n", Role::Reviewer, PASSPHRASE),
            ErrorCode::InvalidInput,
        ),
        (
            add("Noah", Role::SupportGuest, PASSPHRASE),
            ErrorCode::InvalidInput,
        ),
    ] {
        let (workspace, grant) = bench.can().await;
        assert_eq!(refused(user_add(&workspace, grant, input).await), code);
    }
    assert_eq!(listed(&bench).await.len(), 1);
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn a_changed_role_holds_at_once_and_an_owner_stays() {
    let bench = Bench::new().await;
    let noah = bench.add("Noah", Role::Reviewer).await;
    let asha = listed(&bench).await[0].id;
    bench.acts().await;
    let lonely = set_role(&bench, asha, Role::Auditor).await;
    assert_eq!(refused(lonely), ErrorCode::LastOwner);
    let guest = set_role(&bench, noah.id, Role::SupportGuest).await;
    assert_eq!(refused(guest), ErrorCode::InvalidInput);
    let nobody = set_role(&bench, UserId(bench.command_id().0), Role::Owner).await;
    assert_eq!(refused(nobody), ErrorCode::NotFound);
    assert!(bench.acts().await.is_empty());

    set_role(&bench, noah.id, Role::Owner).await.unwrap();
    set_role(&bench, asha, Role::Auditor).await.unwrap();
    let changed = ["Noah reviewer owner", "Asha owner auditor"]
        .map(|what| what.split(' ').collect::<Vec<_>>())
        .map(|w| format!("Asha: role_changed {} {} {}", w[1], w[0], w[2]));
    assert_eq!(bench.acts().await, changed);
    let denied = bench.desk.authorize::<kinds::UserManage>().await;
    assert_eq!(denied.unwrap_err().code, ErrorCode::PermissionDenied);
    assert_eq!(bench.acts().await, ["Asha: permission_denied user_manage"]);
}

#[tokio::test]
async fn someone_deactivated_stays_out_until_they_are_back() {
    let bench = Bench::new().await;
    let noah = bench.add("Noah", Role::Reviewer).await;
    bench.acts().await;
    assert!(!deactivate(&bench, noah.id).await.unwrap().active);
    assert_eq!(bench.acts().await, ["Asha: user_deactivated Noah"]);
    let outside = bench.sign_in("Noah").await;
    assert_eq!(refused(outside), ErrorCode::AccountInactive);
    bench.sign_in("Asha").await.unwrap();
    let acts = bench.acts().await;
    assert_eq!(acts[..2], ["Asha: locked demand", "Noah: sign_in_failed"]);

    let (workspace, grant) = bench.can().await;
    let input = ReactivateUser {
        command_id: bench.command_id(),
        user_id: noah.id,
    };
    let back = user_reactivate(&workspace, grant, input).await.unwrap();
    assert!(back.active);
    assert_eq!(bench.acts().await, ["Asha: user_reactivated Noah"]);
    bench.sign_in("Noah").await.unwrap();
    bench.sign_in("Asha").await.unwrap();
    let asha = listed(&bench).await[0].id;
    let lonely = deactivate(&bench, asha).await;
    assert_eq!(refused(lonely), ErrorCode::LastOwner);
}

fn visit(bench: &Bench, minutes: u32) -> RequestSupportGuest {
    RequestSupportGuest {
        command_id: bench.command_id(),
        name: "Vendor".to_owned(),
        reason: "no sound".to_owned(),
        minutes,
        passphrase: secret(PASSPHRASE),
    }
}

async fn approve(bench: &Bench, user_id: UserId) -> AppResult<UserView> {
    let (workspace, grant) = bench.can().await;
    let command_id = bench.command_id();
    let input = ApproveSupportGuest {
        command_id,
        user_id,
    };
    support_guest_approve(&workspace, grant, input).await
}

#[tokio::test]
async fn a_guest_comes_when_an_owner_said_so_and_goes_for_good() {
    let bench = Bench::new().await;
    bench.add("Quinn", Role::QaLead).await;
    bench.sign_in("Quinn").await.unwrap();
    bench.acts().await;
    for minutes in [4, 481] {
        let (workspace, grant) = bench.can().await;
        let asked = support_guest_request(&workspace, grant, visit(&bench, minutes)).await;
        assert_eq!(refused(asked), ErrorCode::InvalidInput);
    }
    let (workspace, grant) = bench.can().await;
    let asked = support_guest_request(&workspace, grant, visit(&bench, 30)).await;
    let guest = asked.unwrap();
    assert!(!guest.support.unwrap().running);
    assert_eq!(
        bench.acts().await,
        ["Quinn: support_requested 30 Vendor no sound"]
    );
    assert_eq!(
        refused(bench.sign_in("Vendor").await),
        ErrorCode::AccountInactive
    );

    bench.sign_in("Asha").await.unwrap();
    bench.acts().await;
    let support = approve(&bench, guest.id).await.unwrap().support.unwrap();
    assert!(support.running && support.approved_by.as_deref() == Some("Asha"));
    assert_eq!(
        refused(approve(&bench, guest.id).await),
        ErrorCode::Conflict
    );
    assert_eq!(
        bench.acts().await,
        ["Asha: support_approved Vendor no sound"]
    );
    bench.sign_in("Vendor").await.unwrap();
    bench.can::<kinds::CallList>().await;

    bench.sign_in("Asha").await.unwrap();
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let input = EndSupportGuest {
        command_id: bench.command_id(),
        user_id: guest.id,
    };
    let ended = support_guest_end(&workspace, grant, input).await.unwrap();
    assert!(!ended.active && !ended.support.unwrap().running);
    assert_eq!(bench.acts().await, ["Asha: support_ended Vendor no sound"]);
    assert_eq!(
        refused(bench.sign_in("Vendor").await),
        ErrorCode::UnknownUser
    );
    bench.sign_in("Asha").await.unwrap();
    bench
        .refuses::<kinds::SupportGuestApprove>(Role::PrivacyOfficer)
        .await;
}

#[tokio::test]
async fn who_asks_does_not_approve_while_another_owner_is_there() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let asked = support_guest_request(&workspace, grant, visit(&bench, 30)).await;
    let guest = asked.unwrap().id;
    let noah = bench.add("Noah", Role::Owner).await;
    bench.acts().await;
    let own = approve(&bench, guest).await;
    assert_eq!(refused(own), ErrorCode::PermissionDenied);
    assert!(bench.acts().await.is_empty());
    deactivate(&bench, noah.id).await.unwrap();
    approve(&bench, guest).await.unwrap();
    bench.hands.clock.forward(31 * 60_000);
    assert_eq!(
        refused(bench.sign_in("Vendor").await),
        ErrorCode::AccountInactive
    );
}
