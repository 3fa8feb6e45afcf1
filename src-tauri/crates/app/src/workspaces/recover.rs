//! Getting in with the recovery code: after a lost passphrase, a lost keyring or
//! a move to another machine. The code is used up and a new one is given.

use parley_domain::audit::Act;
use parley_domain::ids::WorkspaceId;
use serde::Deserialize;

use super::{CreatedWorkspace, OpenWorkspaceView};
use crate::desk::Desk;
use crate::error::AppResult;
use crate::passphrase::Secret;
use crate::ports::LockReason;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RecoverWorkspace {
    pub workspace_id: WorkspaceId,
    pub user_name: String,
    pub recovery_code: Secret,
    pub new_passphrase: Secret,
}

/// # Errors
/// `weak_passphrase`, and those of [`crate::ports::Workspaces::recover`].
pub async fn workspace_recover(
    desk: &Desk,
    input: RecoverWorkspace,
) -> AppResult<CreatedWorkspace> {
    let passphrase = input.new_passphrase.strong("new_passphrase")?;
    super::lock_because(desk, LockReason::Demand).await?;
    let (unlocked, code) = desk
        .deps
        .workspaces
        .recover(
            input.workspace_id,
            &input.user_name,
            input.recovery_code.typed(),
            passphrase,
            desk.deps.clock.now(),
        )
        .await?;
    let workspace = desk.enter(unlocked, Act::RecoveryUsed).await?;
    Ok(CreatedWorkspace {
        open: OpenWorkspaceView::of(&workspace),
        recovery_code: code.to_string(),
    })
}
