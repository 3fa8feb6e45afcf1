//! One call as a PDF: pages to read, to print and to hand on, with what was said, the
//! details and the hashes.

use std::sync::Arc;

use parley_domain::access::{
    Grant,
    kinds::{CallExport, TranscriptRead},
};
use parley_domain::audit::Purpose;
use parley_domain::export::CaseLanguage;
use parley_domain::ids::{CallId, ExportId};
use serde::Deserialize;

use super::leaving::leaving;
use super::one_file::{ExportedFile, OneFile};
use crate::calls::{CallRecord, existing};
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::ports::{Paper, unwritable};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportPaper {
    pub export_id: ExportId,
    pub call_id: CallId,
    pub language: CaseLanguage,
    /// In whose time it tells what was when, such as `Asia/Kolkata`; UTC unless said.
    #[ts(optional)]
    pub zone: Option<String>,
    pub purpose: Purpose,
    pub path: String,
    /// Whether a file of that name may be replaced.
    #[serde(default)]
    pub replace: bool,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, `not_found`,
/// `invalid_input` for a zone that is none, `file_exists`, `file_unwritable`,
/// `disk_full`.
pub async fn paper_export(
    workspace: &Workspace,
    grant: Grant<CallExport>,
    input: ExportPaper,
) -> AppResult<ExportedFile> {
    workspace
        .check::<TranscriptRead>(grant.subject(), grant.at())
        .await?;
    let call = existing(workspace, input.call_id).await?;
    let setting = Setting {
        export_id: input.export_id,
        purpose: input.purpose,
        language: input.language,
        zone: input.zone,
    };
    let pages = paper(workspace, &grant, &call, setting).await?;
    let file = OneFile {
        export_id: input.export_id,
        call: &call,
        purpose: input.purpose,
        format: "pdf",
        details: vec![("language", input.language.as_str().to_owned())],
        path: input.path,
        replace: input.replace,
    };
    file.write(workspace, &grant, move |file| {
        file.write_all(&pages).map_err(unwritable)
    })
    .await
}

/// What a paper says beside the call, and how.
pub(super) struct Setting {
    pub export_id: ExportId,
    pub purpose: Purpose,
    pub language: CaseLanguage,
    pub zone: Option<String>,
}

/// The whole file. Setting type takes a while, so it is done where that holds up nobody.
pub(super) async fn paper(
    workspace: &Workspace,
    grant: &Grant<CallExport>,
    call: &CallRecord,
    setting: Setting,
) -> AppResult<Vec<u8>> {
    let paper = Paper {
        call: leaving(workspace, call, grant.at()).await?,
        language: setting.language,
        zone: setting.zone,
        export_id: setting.export_id,
        workspace: workspace.name.clone(),
        exported_by: workspace.user_name.clone(),
        role: grant.subject().role,
        purpose: setting.purpose,
    };
    let writer = Arc::clone(&workspace.deps.call_writer);
    blocking(move || writer.paper(&paper)).await
}
