//! A new call is looked at before it is kept: what is found is kept with it.

use parley_domain::access::AccessSubject;
use parley_domain::audit::Act;
use parley_domain::time::UtcMillis;

use super::mark::{Looked, hits, mark};
use crate::audit::ActDraft;
use crate::calls::{NewCall, about};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Change;

/// Puts the trackers' tags on the call; gives what is to be kept after it, and what is
/// to be written down.
///
/// # Errors
/// Those of the store.
pub(crate) async fn track_new(
    workspace: &Workspace,
    actor: &AccessSubject,
    at: UtcMillis,
    call: &mut NewCall,
) -> AppResult<(Vec<Change>, Vec<ActDraft>)> {
    let (mut changes, mut acts) = (Vec::new(), Vec::new());
    for (tracker, finder) in workspace.trackers.get(workspace).await?.iter() {
        let looked = Looked {
            call_id: call.record.id(),
            tags: &call.record.row.tags,
            held: None,
            flags: &[],
            hits: hits(finder, &call.turns),
        };
        let Some(marked) = mark(tracker, looked, at, &*workspace.deps.rng) else {
            continue;
        };
        changes.extend(marked.changes);
        if let Some(tags) = marked.tags {
            let act = ActDraft::by(actor, at, Act::TagsChanged)
                .detail("from", call.record.row.tags.join(", "))
                .detail("to", tags.join(", "))
                .detail("tracker", &tracker.name);
            acts.push(about(act, &call.record));
            call.record.row.tags = tags;
        }
        if marked.flags_added > 0 {
            let act = ActDraft::by(actor, at, Act::CallFlagged)
                .detail("flags", marked.flags_added)
                .detail("tracker", &tracker.name);
            acts.push(about(act, &call.record));
        }
    }
    Ok((changes, acts))
}
