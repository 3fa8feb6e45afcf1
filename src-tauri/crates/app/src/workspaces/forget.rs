//! Taking a workspace off the list. The folder stays as it is.

use parley_domain::ids::WorkspaceId;
use serde::Deserialize;

use super::Done;
use crate::desk::Desk;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ForgetWorkspace {
    pub workspace_id: WorkspaceId,
}

/// # Errors
/// Those of the registry.
pub async fn workspace_forget(desk: &Desk, input: ForgetWorkspace) -> AppResult<Done> {
    desk.deps.workspaces.forget(input.workspace_id).await?;
    Ok(Done::YES)
}
