//! Support guests: someone from outside who is let in for a stated reason and a
//! stated time. One person asks, an owner approves, anyone sees that it is going
//! on, and it ends by itself.

use parley_domain::access::{
    Grant, Role,
    kinds::{SupportGuestApprove, SupportGuestRequest},
};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, UserId};
use parley_domain::time::UtcMillis;
use serde::Deserialize;

use super::{SupportVisit, User, UserView};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::passphrase::Secret;
use crate::ports::{Batch, Change};
use crate::workspaces::shown_name;

/// The longest visit: one working day.
pub const MAX_SUPPORT_MINUTES: u32 = 8 * 60;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RequestSupportGuest {
    /// Becomes the guest's id.
    pub command_id: CommandId,
    pub name: String,
    pub reason: String,
    /// 5 to 480.
    pub minutes: u32,
    pub passphrase: Secret,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ApproveSupportGuest {
    pub command_id: CommandId,
    pub user_id: UserId,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct EndSupportGuest {
    pub command_id: CommandId,
    pub user_id: UserId,
}

/// # Errors
/// `invalid_input`, `weak_passphrase`, `conflict` for a name in use.
pub async fn support_guest_request(
    workspace: &Workspace,
    grant: Grant<SupportGuestRequest>,
    input: RequestSupportGuest,
) -> AppResult<UserView> {
    let id = UserId(input.command_id.0);
    if let Some(done) = workspace.store.user(id).await? {
        return Ok(UserView::of(&done, &[], grant.at()));
    }
    let name = shown_name(&input.name, "name")?;
    let reason = shown_name(&input.reason, "reason")?;
    if !(5..=MAX_SUPPORT_MINUTES).contains(&input.minutes) {
        return Err(AppError::invalid("minutes"));
    }
    let passphrase = input.passphrase.strong("passphrase")?;
    super::unused_name(workspace, &name).await?;
    let guest = User {
        id,
        tenant_id: grant.subject().tenant_id,
        name,
        role: Role::SupportGuest,
        active: true,
        created_at: grant.at(),
        last_sign_in_at: None,
        support: Some(SupportVisit {
            reason,
            requested_by: grant.subject().user_id,
            requested_at: grant.at(),
            minutes: input.minutes,
            approved_by: None,
            approved_at: None,
            ended_at: None,
        }),
    };
    workspace.keys.add_user(id, &guest.name, passphrase).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::SupportRequested)
        .detail("minutes", input.minutes);
    save(workspace, input.command_id, guest, act, grant.at()).await
}

/// # Errors
/// `not_found`, `conflict` when already approved, `permission_denied` when the
/// one who asked would approve their own request and another owner is there.
pub async fn support_guest_approve(
    workspace: &Workspace,
    grant: Grant<SupportGuestApprove>,
    input: ApproveSupportGuest,
) -> AppResult<UserView> {
    let (mut guest, mut visit) = guest(workspace, input.user_id).await?;
    if visit.approved_by.is_some() {
        return Err(ErrorCode::Conflict.into());
    }
    let me = grant.subject().user_id;
    if visit.requested_by == me {
        let another = workspace
            .store
            .users()
            .await?
            .iter()
            .any(|u| u.id != me && u.active && u.role == Role::Owner);
        if another {
            return Err(ErrorCode::PermissionDenied.into());
        }
    }
    visit.approved_by = Some(me);
    visit.approved_at = Some(grant.at());
    guest.support = Some(visit);
    let act = ActDraft::by(grant.subject(), grant.at(), Act::SupportApproved);
    save(workspace, input.command_id, guest, act, grant.at()).await
}

/// # Errors
/// `not_found`.
pub async fn support_guest_end(
    workspace: &Workspace,
    grant: Grant<SupportGuestApprove>,
    input: EndSupportGuest,
) -> AppResult<UserView> {
    let (mut guest, mut visit) = guest(workspace, input.user_id).await?;
    visit.ended_at = Some(grant.at());
    guest.support = Some(visit);
    guest.active = false;
    // A guest does not come back: the next visit is a new request.
    workspace.keys.remove_user(guest.id).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::SupportEnded);
    save(workspace, input.command_id, guest, act, grant.at()).await
}

async fn guest(workspace: &Workspace, id: UserId) -> AppResult<(User, SupportVisit)> {
    let user = super::existing(workspace, id).await?;
    let visit = user
        .support
        .clone()
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    Ok((user, visit))
}

async fn save(
    workspace: &Workspace,
    command_id: CommandId,
    guest: User,
    act: ActDraft,
    now: UtcMillis,
) -> AppResult<UserView> {
    let reason = guest.support.as_ref().map(|v| v.reason.clone());
    let act = act
        .on_user(guest.id)
        .detail("name", &guest.name)
        .detail("reason", reason.unwrap_or_default());
    workspace
        .store
        .commit(Batch::one(command_id, Change::PutUser(guest.clone()), act))
        .await?;
    workspace.refresh_subject(&guest.access_subject());
    let people = workspace.store.users().await?;
    Ok(UserView::of(&guest, &people, now))
}
