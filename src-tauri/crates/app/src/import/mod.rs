//! Importing: what a source yields, and how drafts become calls.

mod draft;
mod report;

pub use draft::{
    CallDraft, ContentHash, ImportNote, ImportNoteCode, RecordingRef, Refusal, SourceFile,
};
pub use report::{FileResult, ImportRecord, ImportReport, ReportCounts, ReportFile};
