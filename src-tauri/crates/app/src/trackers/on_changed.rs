//! A call whose transcript will read otherwise is looked at anew, in the batch that
//! changes it: what trackers marked never lags behind what stands.

use parley_domain::access::AccessSubject;
use parley_domain::call::Turn;
use parley_domain::time::UtcMillis;

use super::look::Looker;
use super::mark::hits;
use crate::calls::CallRecord;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

/// `turns` are those that will stand. The call's tags are those after it; whether any
/// mark changes.
///
/// # Errors
/// Those of the store.
pub(crate) async fn track_changed(
    workspace: &Workspace,
    (subject, at): (&AccessSubject, UtcMillis),
    call: &mut CallRecord,
    turns: &[Turn],
    batch: &mut Batch,
) -> AppResult<bool> {
    let looker = Looker {
        workspace,
        subject,
        at,
    };
    let mut changed = false;
    for (tracker, finder) in workspace.trackers.get(workspace).await?.iter() {
        let mut held = workspace.store.held(tracker.id, &[call.id()]).await?;
        let held = held.remove(&call.id());
        let hits = hits(finder, turns);
        changed |= looker
            .look(tracker, call, held.as_ref(), hits, batch)
            .await?;
    }
    Ok(changed)
}
