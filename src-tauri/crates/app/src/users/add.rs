//! Adding someone. The owner types a first passphrase and hands it over.

use parley_domain::access::{Grant, Role, kinds::UserManage};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, UserId};
use serde::Deserialize;

use super::{User, UserView};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::passphrase::Secret;
use crate::ports::{Batch, Change};
use crate::workspaces::shown_name;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AddUser {
    /// Becomes the new person's id, so that a retry adds nobody twice.
    pub command_id: CommandId,
    pub name: String,
    pub role: Role,
    pub passphrase: Secret,
}

/// # Errors
/// `invalid_input` (a support guest is requested, not added), `conflict` for a
/// name in use, `weak_passphrase`.
pub async fn user_add(
    workspace: &Workspace,
    grant: Grant<UserManage>,
    input: AddUser,
) -> AppResult<UserView> {
    let id = UserId(input.command_id.0);
    if let Some(done) = workspace.store.user(id).await? {
        return Ok(UserView::of(&done, &[], grant.at()));
    }
    if input.role == Role::SupportGuest {
        return Err(AppError::invalid("role"));
    }
    let name = shown_name(&input.name, "name")?;
    let passphrase = input.passphrase.strong("passphrase")?;
    super::unused_name(workspace, &name).await?;
    let user = User {
        id,
        tenant_id: grant.subject().tenant_id,
        name,
        role: input.role,
        active: true,
        created_at: grant.at(),
        last_sign_in_at: None,
        support: None,
    };
    // The key slot first: a row without a slot could not sign in, a slot without
    // a row opens nothing, and the retry repeats both.
    workspace.keys.add_user(id, &user.name, passphrase).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::UserAdded)
        .on_user(id)
        .detail("name", &user.name)
        .detail("role", user.role.as_str());
    workspace
        .store
        .commit(Batch::one(
            input.command_id,
            Change::PutUser(user.clone()),
            act,
        ))
        .await?;
    Ok(UserView::of(&user, &[], grant.at()))
}
