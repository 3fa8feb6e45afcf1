//! The scores of a call that were handed in, for a file about it.

use parley_domain::access::AccessSubject;
use parley_domain::time::UtcMillis;

use super::view::{ScoreView, view};
use crate::calls::CallRecord;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::ScoreFilter;

/// More than anybody makes of one call.
const MOST: u32 = 200;

/// Newest first. No drafts, not even the viewer's, and none that calibrate: those
/// compare scorers and are not about the call.
///
/// # Errors
/// Those of the store.
pub(crate) async fn handed_in(
    workspace: &Workspace,
    viewer: &AccessSubject,
    at: UtcMillis,
    call: &CallRecord,
) -> AppResult<Vec<ScoreView>> {
    let filter = ScoreFilter {
        call_id: Some(call.id()),
        ..ScoreFilter::default()
    };
    let mut views = Vec::new();
    for score in workspace.store.scores(&filter, None, MOST).await? {
        views.push(view(workspace, viewer, at, score, call).await?);
    }
    Ok(views)
}
