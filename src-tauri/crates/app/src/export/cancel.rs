//! Stopping an export after the calls it is at. Files that are written stay.

use parley_domain::access::{Grant, kinds::CallExport};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::ExportId;
use serde::Deserialize;

use crate::desk::Workspace;
use crate::error::AppResult;
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CancelExport {
    pub export_id: ExportId,
}

/// # Errors
/// `not_found` when it is not running.
pub async fn export_cancel(
    workspace: &Workspace,
    _grant: Grant<CallExport>,
    input: CancelExport,
) -> AppResult<Done> {
    if workspace.exports.cancel(input.export_id) {
        Ok(Done::YES)
    } else {
        Err(ErrorCode::NotFound.into())
    }
}
