//! Stopping what runs over many calls, after the chunk it is at. What was done stays,
//! and can be undone.

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CommandId;
use serde::Deserialize;

use crate::desk::Workspace;
use crate::error::AppResult;
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CancelBulk {
    /// Of the command that runs.
    pub command_id: CommandId,
}

/// # Errors
/// `not_found` when it is not running.
pub async fn bulk_cancel(
    workspace: &Workspace,
    _grant: Grant<CallAnnotate>,
    input: CancelBulk,
) -> AppResult<Done> {
    if workspace.jobs.cancel(input.command_id) {
        Ok(Done::YES)
    } else {
        Err(ErrorCode::NotFound.into())
    }
}
