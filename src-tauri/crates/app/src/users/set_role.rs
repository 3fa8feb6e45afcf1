//! Giving someone another role.

use parley_domain::access::{Grant, Role, kinds::UserManage};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, UserId};
use serde::Deserialize;

use super::UserView;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetUserRole {
    pub command_id: CommandId,
    pub user_id: UserId,
    pub role: Role,
}

/// # Errors
/// `not_found`, `last_owner`, `invalid_input` (nobody becomes or stops being a
/// support guest by a change of role).
pub async fn user_role_set(
    workspace: &Workspace,
    grant: Grant<UserManage>,
    input: SetUserRole,
) -> AppResult<UserView> {
    let mut user = super::existing(workspace, input.user_id).await?;
    if input.role == Role::SupportGuest || user.role == Role::SupportGuest {
        return Err(AppError::invalid("role"));
    }
    if input.role != Role::Owner {
        super::keep_an_owner(workspace, &user).await?;
    }
    let act = ActDraft::by(grant.subject(), grant.at(), Act::RoleChanged)
        .on_user(user.id)
        .detail("name", &user.name)
        .detail("from", user.role.as_str())
        .detail("to", input.role.as_str());
    user.role = input.role;
    workspace
        .store
        .commit(Batch::one(
            input.command_id,
            Change::PutUser(user.clone()),
            act,
        ))
        .await?;
    workspace.refresh_subject(&user.access_subject());
    Ok(UserView::of(&user, &[], grant.at()))
}
