//! Stopping an import after the call it is at. What was kept stays.

use std::sync::atomic::Ordering;

use parley_domain::access::{Grant, kinds::CallImport};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::ImportId;
use serde::Deserialize;

use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CancelImport {
    pub import_id: ImportId,
}

/// # Errors
/// `not_found` when it is not running.
pub async fn import_cancel(
    workspace: &Workspace,
    _grant: Grant<CallImport>,
    input: CancelImport,
) -> AppResult<Done> {
    let job = workspace
        .imports
        .job(input.import_id)
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    job.cancelled.store(true, Ordering::Relaxed);
    Ok(Done::YES)
}
