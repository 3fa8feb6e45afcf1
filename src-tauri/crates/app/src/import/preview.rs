//! A look before an import: what each file is, and what belongs together.
//! Nothing is kept yet.

use std::path::PathBuf;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds::CallImport};
use parley_domain::ids::ImportId;
use serde::{Deserialize, Serialize};

use super::ImportNote;
use super::catalogue::{CatalogueFile, FileKind, Readers};
use super::plan::{PlannedCall, plan};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PreviewImport {
    /// Files and folders.
    pub paths: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportPreviewView {
    /// Names this look; the import itself takes it.
    pub import_id: ImportId,
    pub files: Vec<PreviewFile>,
    /// How many calls this would make.
    pub calls: u32,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PreviewKind {
    Audio,
    CallData,
    Refused,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PreviewFile {
    pub name: String,
    #[ts(as = "f64")]
    pub bytes: u64,
    pub kind: PreviewKind,
    /// `wav`, `deepgram`, `vcon` …
    pub format: Option<String>,
    /// How many calls the file describes.
    pub calls: u32,
    /// The other files of the same call.
    pub pairs_with: Vec<String>,
    pub refusal: Option<ImportNote>,
    pub notes: Vec<ImportNote>,
}

/// # Errors
/// `invalid_input` without paths, `file_unreadable`.
pub async fn import_preview(
    workspace: &Workspace,
    _grant: Grant<CallImport>,
    input: PreviewImport,
) -> AppResult<ImportPreviewView> {
    if input.paths.is_empty() {
        return Err(AppError::invalid("paths"));
    }
    let import_id = ImportId::new(workspace.deps.clock.now(), &*workspace.deps.rng);
    let paths: Vec<PathBuf> = input.paths.into_iter().map(PathBuf::from).collect();
    workspace.imports.begin(import_id, paths.clone());
    let sources = Arc::clone(&workspace.deps.sources);
    let call_data = Arc::clone(&workspace.deps.call_data);
    let recordings = Arc::clone(&workspace.deps.recordings);
    blocking(move || {
        let files = Readers {
            sources: &*sources,
            call_data: &*call_data,
            recordings: &*recordings,
        }
        .catalogue(&paths)?;
        let calls = plan(&files);
        Ok(ImportPreviewView {
            import_id,
            calls: u32::try_from(calls.len()).unwrap_or(u32::MAX),
            files: files
                .iter()
                .enumerate()
                .map(|(i, file)| line(i, file, &files, &calls))
                .collect(),
        })
    })
    .await
}

fn line(
    index: usize,
    file: &CatalogueFile,
    files: &[CatalogueFile],
    calls: &[PlannedCall],
) -> PreviewFile {
    let (kind, format, refusal, notes) = match &file.what {
        FileKind::Audio { container } => (PreviewKind::Audio, Some(*container), None, Vec::new()),
        FileKind::CallData { format, drafts } => {
            let mut notes: Vec<ImportNote> = Vec::new();
            for note in drafts.iter().flat_map(|d| &d.notes) {
                if !notes.contains(note) {
                    notes.push(note.clone());
                }
            }
            (PreviewKind::CallData, Some(*format), None, notes)
        }
        FileKind::Refused(note) => (PreviewKind::Refused, None, Some(note.clone()), Vec::new()),
    };
    let mine: Vec<&PlannedCall> = calls
        .iter()
        .filter(|c| c.audio == Some(index) || c.data.iter().any(|&(f, _)| f == index))
        .collect();
    let mut partners: Vec<usize> = mine
        .iter()
        .flat_map(|c| c.audio.into_iter().chain(c.data.iter().map(|&(f, _)| f)))
        .filter(|&f| f != index)
        .collect();
    partners.sort_unstable();
    partners.dedup();
    PreviewFile {
        name: file.name.clone(),
        bytes: file.byte_len,
        kind,
        format: format.map(str::to_owned),
        calls: u32::try_from(mine.len()).unwrap_or(u32::MAX),
        pairs_with: partners.iter().map(|&f| files[f].name.clone()).collect(),
        refusal,
        notes,
    }
}
