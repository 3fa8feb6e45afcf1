//! The trackers that look at new calls, made ready once.

use std::sync::{Arc, Mutex, PoisonError};

use parley_domain::tracking::Finder;

use super::Tracker;
use crate::desk::Workspace;
use crate::error::AppResult;

type Each = Arc<Vec<(Tracker, Finder)>>;

/// Kept until a tracker changes.
#[derive(Debug, Default)]
pub struct Ready(Mutex<Option<Each>>);

impl Ready {
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) async fn get(&self, workspace: &Workspace) -> AppResult<Each> {
        let known = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(known) = known {
            return Ok(known);
        }
        let all = workspace.store.trackers().await?;
        let each = all
            .into_iter()
            .filter(|tracker| tracker.active)
            // A rule that an older Parley took and this one does not finds nothing.
            .filter_map(|tracker| {
                let finder = Finder::new(&tracker.rule).ok()?;
                Some((tracker, finder))
            });
        let each = Arc::new(each.collect::<Vec<_>>());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&each));
        Ok(each)
    }
}
