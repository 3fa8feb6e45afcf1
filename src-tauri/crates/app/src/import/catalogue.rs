//! What each chosen file is. Blocking: reads files.

use std::path::{Path, PathBuf};

use super::{CallDraft, ImportNote, ImportNoteCode};
use crate::error::AppResult;
use crate::ports::{CallDataReader, RecordingReader, SourceEntry, SourceFiles};

/// Call data larger than this is refused unread: the largest real file seen
/// (a list of 10,000 calls) has 20 MB, and parsing needs several times its size.
pub(super) const MAX_CALL_DATA_BYTES: u64 = 64 * 1024 * 1024;

/// Enough for every container's signature and the tags before MP3 frames.
const HEAD_BYTES: u64 = 64 * 1024;

/// A chosen file.
#[derive(Debug)]
pub(super) struct CatalogueFile {
    pub path: PathBuf,
    /// With the folders below the chosen one.
    pub name: String,
    pub byte_len: u64,
    pub what: FileKind,
}

#[derive(Debug)]
pub(super) enum FileKind {
    Audio {
        container: &'static str,
    },
    CallData {
        format: &'static str,
        drafts: Vec<CallDraft>,
    },
    Refused(ImportNote),
}

/// The readers and the files.
pub(super) struct Readers<'a> {
    pub sources: &'a dyn SourceFiles,
    pub call_data: &'a dyn CallDataReader,
    pub recordings: &'a dyn RecordingReader,
}

fn refused(code: ImportNoteCode) -> FileKind {
    FileKind::Refused(ImportNote { code, detail: None })
}

impl Readers<'_> {
    /// Lists and recognises everything under `paths`.
    pub fn catalogue(&self, paths: &[PathBuf]) -> AppResult<Vec<CatalogueFile>> {
        let entries = self.sources.list(paths)?;
        Ok(entries
            .into_iter()
            .map(|entry| {
                let name = shown_name(&entry.path, paths);
                let what = self.recognise(&entry);
                CatalogueFile {
                    path: entry.path,
                    name,
                    byte_len: entry.byte_len,
                    what,
                }
            })
            .collect())
    }

    fn recognise(&self, entry: &SourceEntry) -> FileKind {
        if entry.byte_len == 0 {
            return refused(ImportNoteCode::Empty);
        }
        let file_name = file_name(&entry.path);
        let Ok(head) = self.sources.read(&entry.path, HEAD_BYTES) else {
            return refused(ImportNoteCode::Unreadable);
        };
        if let Some(container) = self.recordings.recognise(&file_name, &head) {
            return FileKind::Audio { container };
        }
        if entry.byte_len > MAX_CALL_DATA_BYTES {
            return refused(ImportNoteCode::TooLarge);
        }
        let Ok(bytes) = self.sources.read(&entry.path, MAX_CALL_DATA_BYTES) else {
            return refused(ImportNoteCode::Unreadable);
        };
        let Some(format) = self.call_data.recognise(&file_name, &bytes) else {
            return refused(ImportNoteCode::NotRecognised);
        };
        match self.call_data.read(&file_name, &bytes) {
            Ok(drafts) => FileKind::CallData { format, drafts },
            Err(refusal) => FileKind::Refused(ImportNote {
                code: refusal.code,
                detail: refusal.detail,
            }),
        }
    }
}

/// The last part of a path.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn shown_name(path: &Path, chosen: &[PathBuf]) -> String {
    chosen
        .iter()
        .filter_map(|root| path.strip_prefix(root).ok())
        .map(|rest| rest.to_string_lossy().into_owned())
        .find(|rest| !rest.is_empty())
        .unwrap_or_else(|| file_name(path))
}
