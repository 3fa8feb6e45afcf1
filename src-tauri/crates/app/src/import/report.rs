//! What an import did, file by file. It is kept, shown, and can be saved.

use parley_domain::ids::{CallId, ImportId, UserId};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::{ImportNote, ImportNoteCode};

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FileResult {
    Imported,
    /// The same content was imported before.
    AlreadyKnown,
    Refused,
    /// Stopped before its turn.
    Cancelled,
}

/// One file of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReportFile {
    /// The file's name, with the folders below the chosen one.
    pub name: String,
    pub result: FileResult,
    pub calls: Vec<CallId>,
    pub refusal: Option<ImportNote>,
    pub notes: Vec<ImportNote>,
}

/// How many files came to which end, and how many calls that made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReportCounts {
    pub files: u32,
    pub imported: u32,
    pub already_known: u32,
    pub refused: u32,
    pub cancelled: u32,
    pub calls: u32,
}

/// The whole report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportReport {
    pub import_id: ImportId,
    pub counts: ReportCounts,
    pub files: Vec<ReportFile>,
}

impl ImportReport {
    /// Counts the files.
    #[must_use]
    pub fn new(import_id: ImportId, files: Vec<ReportFile>) -> Self {
        let mut counts = ReportCounts {
            files: u32::try_from(files.len()).unwrap_or(u32::MAX),
            ..ReportCounts::default()
        };
        let mut calls: Vec<CallId> = Vec::new();
        for file in &files {
            match file.result {
                FileResult::Imported => {
                    counts.imported += 1;
                    calls.extend(&file.calls);
                }
                FileResult::AlreadyKnown => counts.already_known += 1,
                FileResult::Refused => counts.refused += 1,
                FileResult::Cancelled => counts.cancelled += 1,
            }
        }
        // A recording and its transcript both name the call they became.
        calls.sort_unstable();
        calls.dedup();
        counts.calls = u32::try_from(calls.len()).unwrap_or(u32::MAX);
        Self {
            import_id,
            counts,
            files,
        }
    }
}

impl ReportFile {
    /// A refused file.
    #[must_use]
    pub fn refused(name: String, code: ImportNoteCode, detail: Option<String>) -> Self {
        Self {
            name,
            result: FileResult::Refused,
            calls: Vec::new(),
            refusal: Some(ImportNote { code, detail }),
            notes: Vec::new(),
        }
    }
}

/// A report as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    pub id: ImportId,
    pub at: UtcMillis,
    pub by: UserId,
    pub report: ImportReport,
}
