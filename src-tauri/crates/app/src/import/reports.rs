//! The reports of past imports.

use parley_domain::access::{Grant, kinds::ImportRead};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::ImportId;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::{ImportReport, ReportCounts};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListImports {}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetImportReport {
    pub import_id: ImportId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportListView {
    pub imports: Vec<ImportSummary>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportSummary {
    pub import_id: ImportId,
    pub at: UtcMillis,
    /// The person's name.
    pub by: Option<String>,
    pub counts: ReportCounts,
}

/// # Errors
/// Those of the store.
pub async fn import_list(
    workspace: &Workspace,
    _grant: Grant<ImportRead>,
    _input: ListImports,
) -> AppResult<ImportListView> {
    let people = workspace.store.users().await?;
    let imports = workspace.store.imports().await?;
    Ok(ImportListView {
        imports: imports
            .into_iter()
            .map(|record| ImportSummary {
                import_id: record.id,
                at: record.at,
                by: people
                    .iter()
                    .find(|u| u.id == record.by)
                    .map(|u| u.name.clone()),
                counts: record.report.counts,
            })
            .collect(),
    })
}

/// # Errors
/// `not_found`.
pub async fn import_report_get(
    workspace: &Workspace,
    _grant: Grant<ImportRead>,
    input: GetImportReport,
) -> AppResult<ImportReport> {
    workspace
        .store
        .import(input.import_id)
        .await?
        .map(|record| record.report)
        .ok_or(AppError::new(ErrorCode::NotFound))
}
