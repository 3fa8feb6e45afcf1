//! Ending and restoring someone's access. The person's past acts stay readable.

use parley_domain::access::{Grant, kinds::UserManage};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, UserId};
use serde::Deserialize;

use super::UserView;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct DeactivateUser {
    pub command_id: CommandId,
    pub user_id: UserId,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ReactivateUser {
    pub command_id: CommandId,
    pub user_id: UserId,
}

/// # Errors
/// `not_found`, `last_owner`.
pub async fn user_deactivate(
    workspace: &Workspace,
    grant: Grant<UserManage>,
    input: DeactivateUser,
) -> AppResult<UserView> {
    let user = super::existing(workspace, input.user_id).await?;
    super::keep_an_owner(workspace, &user).await?;
    set_active(workspace, &grant, input.command_id, input.user_id, false).await
}

/// # Errors
/// `not_found`.
pub async fn user_reactivate(
    workspace: &Workspace,
    grant: Grant<UserManage>,
    input: ReactivateUser,
) -> AppResult<UserView> {
    set_active(workspace, &grant, input.command_id, input.user_id, true).await
}

async fn set_active(
    workspace: &Workspace,
    grant: &Grant<UserManage>,
    command_id: CommandId,
    id: UserId,
    active: bool,
) -> AppResult<UserView> {
    let mut user = super::existing(workspace, id).await?;
    let act = if active {
        Act::UserReactivated
    } else {
        Act::UserDeactivated
    };
    let act = ActDraft::by(grant.subject(), grant.at(), act)
        .on_user(user.id)
        .detail("name", &user.name);
    user.active = active;
    workspace
        .store
        .commit(Batch::one(command_id, Change::PutUser(user.clone()), act))
        .await?;
    workspace.refresh_subject(&user.access_subject());
    Ok(UserView::of(&user, &[], grant.at()))
}
