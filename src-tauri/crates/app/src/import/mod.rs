//! Importing: a look at the files first (preview), then calls one by one (run),
//! each kept whole with its original bytes or refused with a reason.

mod add;
mod audio_names;
mod build;
mod cancel;
mod catalogue;
mod draft;
mod keep;
mod merge;
mod originals;
mod parts;
mod plan;
mod preview;
mod report;
mod reports;
mod run;
mod save_report;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use parley_domain::ids::ImportId;

pub(crate) use add::{add_call, new_media, person_of, seal, seal_derived};
pub(crate) use build::{Context, label, record};
pub use cancel::{CancelImport, import_cancel};
pub use draft::{CallDraft, ContentHash, ImportNote, ImportNoteCode, RecordingRef, Refusal};
pub use keep::{AudioSource, DataSource, IncomingCall, Kept, keep_call};
pub use originals::Original;
pub use preview::{ImportPreviewView, PreviewFile, PreviewImport, PreviewKind, import_preview};
pub use report::{FileResult, ImportRecord, ImportReport, ReportCounts, ReportFile};
pub use reports::{
    GetImportReport, ImportListView, ImportSummary, ListImports, import_list, import_report_get,
};
pub use run::{RunImport, import_run};
pub use save_report::{SaveImportReport, SavedReport, import_report_save};

/// Imports that were looked at and may run, or are running.
#[derive(Debug, Default)]
pub struct Imports(Mutex<HashMap<ImportId, Arc<Job>>>);

/// One import: what was chosen, and whether to stop.
#[derive(Debug)]
pub(crate) struct Job {
    pub paths: Vec<PathBuf>,
    pub cancelled: AtomicBool,
}

impl Job {
    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Imports {
    fn begin(&self, id: ImportId, paths: Vec<PathBuf>) -> Arc<Job> {
        let job = Arc::new(Job {
            paths,
            cancelled: AtomicBool::new(false),
        });
        self.lock().insert(id, Arc::clone(&job));
        job
    }

    fn job(&self, id: ImportId) -> Option<Arc<Job>> {
        self.lock().get(&id).cloned()
    }

    fn end(&self, id: ImportId) {
        self.lock().remove(&id);
    }

    /// Stops everything that runs; the workspace is being locked.
    pub fn cancel_all(&self) {
        for job in self.lock().values() {
            job.cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ImportId, Arc<Job>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
