//! Importing: what a source yields, and how drafts become calls.

mod draft;

pub use draft::{
    CallDraft, ContentHash, ImportNote, ImportNoteCode, RecordingRef, Refusal, SourceFile,
};
