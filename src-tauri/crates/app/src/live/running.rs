//! Which calls run in this process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use parley_domain::ids::CallId;

use super::writer::Writer;
use crate::desk::blocking;
use crate::error::AppResult;

/// The running calls of an open workspace.
#[derive(Default)]
pub struct Running {
    calls: Mutex<HashMap<CallId, Weak<Writer>>>,
    /// One call begins at a time: two of a new person would make two people of them.
    pub(super) beginning: tokio::sync::Mutex<()>,
    /// Two recoveries at once would make the same calls.
    pub(super) recovering: tokio::sync::Mutex<()>,
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Running")
            .field("calls", &self.lock().len())
            .finish_non_exhaustive()
    }
}

impl Running {
    fn lock(&self) -> MutexGuard<'_, HashMap<CallId, Weak<Writer>>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the call runs here, or is being finished.
    #[must_use]
    pub fn has(&self, call: CallId) -> bool {
        self.lock()
            .get(&call)
            .is_some_and(|writer| writer.strong_count() > 0)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let calls = self.lock();
        calls.values().filter(|w| w.strong_count() > 0).count()
    }

    pub(super) fn add(&self, writer: &Arc<Writer>) {
        let mut calls = self.lock();
        calls.retain(|_, writer| writer.strong_count() > 0);
        calls.insert(writer.id(), Arc::downgrade(writer));
    }

    pub(super) fn remove(&self, call: CallId) {
        self.lock().remove(&call);
    }

    /// Writes down what waits and takes nothing more: the workspace is being locked, and
    /// another process may open it next. The next opening makes calls of what is there.
    ///
    /// # Errors
    /// `internal`.
    pub(crate) async fn stop(&self) -> AppResult<()> {
        let calls: Vec<_> = self.lock().drain().filter_map(|c| c.1.upgrade()).collect();
        if calls.is_empty() {
            return Ok(());
        }
        blocking(move || {
            calls.iter().for_each(|writer| writer.close());
            Ok(())
        })
        .await
    }
}
