//! Taking an existing workspace folder into the list.

use std::path::PathBuf;

use serde::Deserialize;

use crate::desk::Desk;
use crate::error::AppResult;
use crate::ports::KnownWorkspace;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AddWorkspace {
    pub path: String,
}

/// # Errors
/// `workspace_missing`, `header_damaged`, `workspace_newer`.
pub async fn workspace_add(desk: &Desk, input: AddWorkspace) -> AppResult<KnownWorkspace> {
    desk.deps.workspaces.add(PathBuf::from(input.path)).await
}
