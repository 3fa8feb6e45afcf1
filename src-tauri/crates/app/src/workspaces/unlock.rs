//! Signing in.

use parley_domain::audit::Act;
use parley_domain::ids::WorkspaceId;
use serde::Deserialize;

use super::OpenWorkspaceView;
use crate::desk::Desk;
use crate::error::AppResult;
use crate::passphrase::Secret;
use crate::ports::LockReason;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct UnlockWorkspace {
    pub workspace_id: WorkspaceId,
    pub user_name: String,
    pub passphrase: Secret,
}

/// # Errors
/// Those of [`crate::ports::Workspaces::unlock`], and `account_inactive`.
pub async fn workspace_unlock(desk: &Desk, input: UnlockWorkspace) -> AppResult<OpenWorkspaceView> {
    super::lock_because(desk, LockReason::Demand).await?;
    let unlocked = desk
        .deps
        .workspaces
        .unlock(
            input.workspace_id,
            &input.user_name,
            input.passphrase.typed(),
            desk.deps.clock.now(),
        )
        .await?;
    let workspace = desk.enter(unlocked, Act::SignedIn).await?;
    Ok(OpenWorkspaceView::of(&workspace))
}
