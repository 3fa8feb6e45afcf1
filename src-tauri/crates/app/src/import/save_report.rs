//! Writing a report to a file: CSV, one line a file, for a spreadsheet.

use std::path::PathBuf;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds::ImportRead};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::ImportId;
use serde::{Deserialize, Serialize};

use super::{FileResult, ImportNote, ImportReport};
use crate::audit::ActDraft;
use crate::csv;
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SaveImportReport {
    pub import_id: ImportId,
    pub path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SavedReport {
    pub files: u32,
}

/// # Errors
/// `not_found`, `file_unwritable`, `disk_full`.
pub async fn import_report_save(
    workspace: &Workspace,
    grant: Grant<ImportRead>,
    input: SaveImportReport,
) -> AppResult<SavedReport> {
    let record = workspace
        .store
        .import(input.import_id)
        .await?
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    let act =
        ActDraft::by(grant.subject(), grant.at(), Act::ReportSaved).on_import(input.import_id);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let sources = Arc::clone(&workspace.deps.sources);
    let files = record.report.counts.files;
    let text = to_csv(&record.report);
    blocking(move || sources.write(&PathBuf::from(input.path), text.as_bytes())).await?;
    Ok(SavedReport { files })
}

fn to_csv(report: &ImportReport) -> String {
    let mut text = csv::BYTE_ORDER_MARK.to_owned();
    text.push_str("file,result,calls,reason,notes\r\n");
    for file in &report.files {
        let notes: Vec<String> = file.notes.iter().map(note_text).collect();
        let calls: Vec<String> = file.calls.iter().map(ToString::to_string).collect();
        let reason = match (&file.refusal, file.result) {
            (Some(note), _) => note_text(note),
            (None, FileResult::Cancelled) => "cancelled".to_owned(),
            _ => String::new(),
        };
        let fields = [
            file.name.as_str(),
            result_text(file.result),
            &calls.join(" "),
            &reason,
            &notes.join("; "),
        ];
        text.push_str(&csv::line(&fields));
    }
    text
}

const fn result_text(result: FileResult) -> &'static str {
    match result {
        FileResult::Imported => "imported",
        FileResult::AlreadyKnown => "already known",
        FileResult::Refused => "refused",
        FileResult::Cancelled => "cancelled",
    }
}

fn note_text(note: &ImportNote) -> String {
    // As everywhere else outside Parley: `not_recognised`.
    let code = match serde_json::to_value(note.code) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    };
    match &note.detail {
        Some(detail) => format!("{code} ({detail})"),
        None => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportNoteCode, ReportFile};
    use parley_domain::ids::ImportId;

    #[test]
    fn a_report_is_safe_in_a_spreadsheet() {
        let report = ImportReport::new(
            ImportId(uuid::Uuid::nil()),
            vec![ReportFile::refused(
                "=cmd \"x\".json".to_owned(),
                ImportNoteCode::Malformed,
                Some("line 3".to_owned()),
            )],
        );
        let csv = to_csv(&report);
        let line = csv.lines().nth(1).unwrap();
        assert_eq!(
            line,
            "\"'=cmd \"\"x\"\".json\",\"refused\",\"\",\"malformed (line 3)\",\"\""
        );
    }
}
