//! One call as a transcript or as data.

use parley_domain::access::{
    Grant,
    kinds::{CallExport, TranscriptRead},
};
use parley_domain::audit::Purpose;
use parley_domain::export::TranscriptFormat;
use parley_domain::ids::{CallId, ExportId};
use serde::Deserialize;

use super::leaving::leaving;
use super::one_file::{ExportedFile, OneFile};
use crate::calls::existing;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::unwritable;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportCall {
    pub export_id: ExportId,
    pub call_id: CallId,
    pub format: TranscriptFormat,
    pub purpose: Purpose,
    pub path: String,
    /// Whether a file of that name may be replaced.
    #[serde(default)]
    pub replace: bool,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, `not_found`,
/// `no_times`, `file_exists`, `file_unwritable`, `disk_full`.
pub async fn call_export(
    workspace: &Workspace,
    grant: Grant<CallExport>,
    input: ExportCall,
) -> AppResult<ExportedFile> {
    workspace
        .check::<TranscriptRead>(grant.subject(), grant.at())
        .await?;
    let call = existing(workspace, input.call_id).await?;
    let leaving = leaving(workspace, &call, grant.at()).await?;
    let text = workspace.deps.call_writer.write(input.format, &leaving)?;
    let file = OneFile {
        export_id: input.export_id,
        call: &call,
        purpose: input.purpose,
        format: input.format.as_str(),
        details: Vec::new(),
        path: input.path,
        replace: input.replace,
    };
    file.write(workspace, &grant, move |file| {
        file.write_all(text.as_bytes()).map_err(unwritable)
    })
    .await
}
