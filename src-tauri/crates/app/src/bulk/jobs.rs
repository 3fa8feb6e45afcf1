//! What runs over many calls right now, each with whether to stop.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CommandId;

use crate::error::{AppError, AppResult};

/// The runs of a workspace, by the command that began them.
#[derive(Debug, Default)]
pub struct Jobs(Mutex<HashMap<CommandId, Arc<AtomicBool>>>);

impl Jobs {
    /// # Errors
    /// `conflict` when this command is running already.
    pub(crate) fn begin(&self, id: CommandId) -> AppResult<Job<'_>> {
        let mut running = self.lock();
        if running.contains_key(&id) {
            return Err(AppError::new(ErrorCode::Conflict));
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        running.insert(id, Arc::clone(&cancelled));
        Ok(Job {
            jobs: self,
            id,
            cancelled,
        })
    }

    /// Whether it was running.
    pub(crate) fn cancel(&self, id: CommandId) -> bool {
        let running = self.lock();
        let job = running.get(&id);
        job.map(|one| one.store(true, Ordering::Relaxed)).is_some()
    }

    /// Stops everything that runs; the workspace is being locked.
    pub fn cancel_all(&self) {
        for cancelled in self.lock().values() {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<CommandId, Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A run; dropping it ends it, however it went.
pub(crate) struct Job<'a> {
    jobs: &'a Jobs,
    id: CommandId,
    cancelled: Arc<AtomicBool>,
}

impl Job<'_> {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        self.jobs.lock().remove(&self.id);
    }
}
