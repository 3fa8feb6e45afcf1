//! The import itself: call by call, each kept or refused by itself. That it
//! begins is written down first; the report is kept even when it is cancelled.

use std::sync::Arc;

use parley_domain::access::{Grant, kinds::CallImport};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, ImportId};
use serde::Deserialize;

use super::catalogue::{CatalogueFile, FileKind, Readers};
use super::keep::{AudioSource, DataSource, IncomingCall, Kept, keep_call};
use super::merge::merge;
use super::originals::Originals;
use super::plan::{PlannedCall, plan};
use super::report::{FileResult, ImportRecord, ImportReport, ReportFile};
use super::{CallDraft, ImportNote, ImportNoteCode};
use crate::audit::ActDraft;
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RunImport {
    pub command_id: CommandId,
    /// From the preview.
    pub import_id: ImportId,
    /// Which channel of stereo recordings the caller is on (0 left, 1 right) where
    /// the source does not say.
    #[ts(optional)]
    pub caller_channel: Option<u8>,
}

/// # Errors
/// `not_found` for a look that was not taken in this session, `disk_full`, and
/// those of the store. Bad files are in the report.
pub async fn import_run(
    workspace: &Arc<Workspace>,
    grant: Grant<CallImport>,
    input: RunImport,
) -> AppResult<ImportReport> {
    if let Some(done) = workspace.store.import(input.import_id).await? {
        return Ok(done.report);
    }
    let job = workspace
        .imports
        .job(input.import_id)
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    let start =
        ActDraft::by(grant.subject(), grant.at(), Act::ImportStarted).on_import(input.import_id);
    workspace.store.commit(Batch::acts(vec![start])).await?;

    let files = catalogue(workspace, job.paths.clone()).await?;
    let calls = plan(&files);
    let mut report: Vec<ReportFile> = files.iter().map(untouched).collect();
    let total = u32::try_from(calls.len()).unwrap_or(u32::MAX);
    let mut originals = Originals::default();
    for (done, call) in (1u32..).zip(&calls) {
        if job.is_cancelled() {
            break;
        }
        let kept = keep_call(
            workspace,
            grant.subject(),
            incoming(workspace, &mut originals, &files, call, &input).await?,
        )
        .await?;
        enter(&mut report, &files, call, &kept);
        workspace.deps.events.send(Event::ImportProgress {
            import_id: input.import_id,
            done,
            total,
            name: first_file(&files, call).name.clone(),
        });
        workspace.touch(workspace.deps.clock.now());
    }
    let report = ImportReport::new(input.import_id, report);
    finish(workspace, &grant, &input, report).await
}

async fn finish(
    workspace: &Workspace,
    grant: &Grant<CallImport>,
    input: &RunImport,
    report: ImportReport,
) -> AppResult<ImportReport> {
    let now = workspace.deps.clock.now();
    let counts = report.counts;
    let act = ActDraft::by(grant.subject(), now, Act::ImportFinished)
        .on_import(input.import_id)
        .detail("files", counts.files)
        .detail("calls", counts.calls)
        .detail("refused", counts.refused)
        .detail("already_known", counts.already_known);
    let record = ImportRecord {
        id: input.import_id,
        at: now,
        by: grant.subject().user_id,
        report: report.clone(),
    };
    workspace
        .store
        .commit(Batch::one(input.command_id, Change::PutImport(record), act))
        .await?;
    workspace.imports.end(input.import_id);
    workspace.deps.events.send(Event::CallsChanged);
    Ok(report)
}

async fn catalogue(
    workspace: &Workspace,
    paths: Vec<std::path::PathBuf>,
) -> AppResult<Arc<Vec<CatalogueFile>>> {
    let sources = Arc::clone(&workspace.deps.sources);
    let call_data = Arc::clone(&workspace.deps.call_data);
    let recordings = Arc::clone(&workspace.deps.recordings);
    blocking(move || {
        Readers {
            sources: &*sources,
            call_data: &*call_data,
            recordings: &*recordings,
        }
        .catalogue(&paths)
        .map(Arc::new)
    })
    .await
}

/// A file before its turn: refused already, or "cancelled" until proven otherwise.
fn untouched(file: &CatalogueFile) -> ReportFile {
    match &file.what {
        FileKind::Refused(note) => {
            ReportFile::refused(file.name.clone(), note.code, note.detail.clone())
        }
        _ => ReportFile {
            name: file.name.clone(),
            result: FileResult::Cancelled,
            calls: Vec::new(),
            refusal: None,
            notes: Vec::new(),
        },
    }
}

fn first_file<'a>(files: &'a [CatalogueFile], call: &PlannedCall) -> &'a CatalogueFile {
    let index = call.data.first().map_or(call.audio, |&(f, _)| Some(f));
    &files[index.unwrap_or(0)]
}

async fn incoming(
    workspace: &Workspace,
    originals: &mut Originals,
    files: &Arc<Vec<CatalogueFile>>,
    call: &PlannedCall,
    input: &RunImport,
) -> AppResult<IncomingCall> {
    let mut draft: Option<CallDraft> = None;
    let mut format: Option<String> = None;
    let mut data = Vec::with_capacity(call.data.len());
    for &(file, entry) in &call.data {
        let FileKind::CallData {
            format: its_format,
            drafts,
        } = &files[file].what
        else {
            continue;
        };
        let Some(its_draft) = drafts.get(entry) else {
            continue;
        };
        format.get_or_insert_with(|| (*its_format).to_owned());
        draft = Some(match draft {
            None => its_draft.clone(),
            Some(first) => merge(first, its_draft.clone()),
        });
        data.push(DataSource {
            name: files[file].name.clone(),
            original: originals.get(workspace, file, &files[file].path).await?,
            entry: (drafts.len() > 1).then(|| u32::try_from(entry).unwrap_or(u32::MAX)),
        });
    }
    let audio = call.audio.map(|index| {
        let sources = Arc::clone(&workspace.deps.sources);
        let path = files[index].path.clone();
        AudioSource {
            name: files[index].name.clone(),
            open: Arc::new(move || sources.open(&path)),
        }
    });
    let container = call.audio.and_then(|a| match &files[a].what {
        FileKind::Audio { container } => Some((*container).to_owned()),
        _ => None,
    });
    Ok(IncomingCall {
        draft: draft.unwrap_or_default(),
        format: format.or(container).unwrap_or_default(),
        name: first_file(files, call).name.clone(),
        audio,
        data,
        caller_channel: input.caller_channel,
        import_id: Some(input.import_id),
    })
}

/// Enters what became of a call at each of its files.
fn enter(report: &mut [ReportFile], files: &[CatalogueFile], call: &PlannedCall, kept: &Kept) {
    let indexes = call.data.iter().map(|&(f, _)| f).chain(call.audio);
    for index in indexes {
        let Some(line) = report.get_mut(index) else {
            continue;
        };
        let is_audio = call.audio == Some(index);
        match kept {
            Kept::New {
                call_id,
                notes,
                audio_refused,
            } => {
                if let (true, Some(refusal)) = (is_audio, audio_refused) {
                    *line = ReportFile::refused(
                        line.name.clone(),
                        refusal.code,
                        refusal.detail.clone(),
                    );
                    continue;
                }
                line.result = FileResult::Imported;
                line.calls.push(*call_id);
                for note in notes {
                    if !line.notes.contains(note) && concerns(files, call, index, note) {
                        line.notes.push(note.clone());
                    }
                }
            }
            Kept::AlreadyKnown { call_id } => {
                // Of a list of calls, one new one is enough to call it imported.
                if line.result != FileResult::Imported {
                    line.result = FileResult::AlreadyKnown;
                }
                line.calls.push(*call_id);
            }
            Kept::Refused(refusal) => {
                if line.result == FileResult::Cancelled {
                    *line = ReportFile::refused(
                        line.name.clone(),
                        refusal.code,
                        refusal.detail.clone(),
                    );
                }
            }
        }
    }
}

/// Whether a call's note belongs to this one of its files: one that only another
/// file's draft carries (a signature that was checked there, say) does not.
fn concerns(files: &[CatalogueFile], call: &PlannedCall, index: usize, note: &ImportNote) -> bool {
    let carries = |file: usize, entry: usize| match &files[file].what {
        FileKind::CallData { drafts, .. } => {
            drafts.get(entry).is_some_and(|d| d.notes.contains(note))
        }
        _ => false,
    };
    let mut carriers = call.data.iter().filter(|&&(f, e)| carries(f, e)).peekable();
    carriers.peek().is_none() || carriers.any(|&(f, _)| f == index)
}

/// The note of a file that had no turn.
impl ReportFile {
    /// Why nothing came of it, for the saved report.
    #[must_use]
    pub fn reason(&self) -> Option<ImportNoteCode> {
        match self.result {
            FileResult::Cancelled => Some(ImportNoteCode::Cancelled),
            _ => self.refusal.as_ref().map(|n| n.code),
        }
    }
}
