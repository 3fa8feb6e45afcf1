//! Exports: calls that leave the workspace as files. Whoever exports says why. That
//! it is about to happen is written down before the first byte, how it ended after
//! the last; so a file without an entry cannot be, and an entry without an end means
//! that Parley was stopped while it wrote.

mod call;
mod calls;
mod cancel;
mod case_file;
mod clip;
mod leaving;
mod names;
mod one_file;
mod paper;
mod sheet;
mod sink;
mod weekly;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use parley_domain::ids::ExportId;

pub use call::{ExportCall, call_export};
pub use calls::{ExportCalls, ExportReport, calls_export};
pub use cancel::{CancelExport, export_cancel};
pub use case_file::{ExportCaseFile, case_file_export};
pub use clip::{ExportClip, clip_export};
pub use one_file::ExportedFile;
pub use paper::{ExportPaper, paper_export};
pub use weekly::{ExportWeekly, weekly_export};

/// The exports that are running, each with whether to stop.
#[derive(Debug, Default)]
pub struct Exports(Mutex<HashMap<ExportId, Arc<AtomicBool>>>);

impl Exports {
    /// `None` when one with this id is running already.
    fn begin(&self, id: ExportId) -> Option<Running<'_>> {
        let mut running = self.lock();
        if running.contains_key(&id) {
            return None;
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        running.insert(id, Arc::clone(&cancelled));
        Some(Running {
            exports: self,
            id,
            cancelled,
        })
    }

    fn cancel(&self, id: ExportId) -> bool {
        let running = self.lock();
        running
            .get(&id)
            .map(|one| one.store(true, Ordering::Relaxed))
            .is_some()
    }

    /// Stops everything that runs; the workspace is being locked.
    pub fn cancel_all(&self) {
        for cancelled in self.lock().values() {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ExportId, Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running export; dropping it ends it, however it went.
struct Running<'a> {
    exports: &'a Exports,
    id: ExportId,
    cancelled: Arc<AtomicBool>,
}

impl Running<'_> {
    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.exports.lock().remove(&self.id);
    }
}
