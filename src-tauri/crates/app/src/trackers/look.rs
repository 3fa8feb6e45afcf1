//! One tracker looks at one call that is kept: what that changes, and what is written
//! down about it.

use parley_domain::access::AccessSubject;
use parley_domain::audit::Act;
use parley_domain::time::UtcMillis;

use super::mark::{Looked, mark};
use super::{CallHit, Held, Tracker};
use crate::audit::ActDraft;
use crate::calls::{CallRecord, about};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change};
use crate::review::FlaggedBy;

/// Who looks, and when.
#[derive(Clone, Copy)]
pub(super) struct Looker<'a> {
    pub workspace: &'a Workspace,
    pub subject: &'a AccessSubject,
    pub at: UtcMillis,
}

impl Looker<'_> {
    /// Whether anything changes. The call's tags are those after the look, so that the
    /// next tracker adds to them.
    pub(super) async fn look(
        &self,
        tracker: &Tracker,
        call: &mut CallRecord,
        held: Option<&Held>,
        hits: Vec<CallHit>,
        batch: &mut Batch,
    ) -> AppResult<bool> {
        let mut flags = Vec::new();
        if held.is_some() {
            flags = self.workspace.store.flags(call.id()).await?;
            flags.retain(|flag| flag.by == FlaggedBy::Tracker(tracker.id));
        }
        let looked = Looked {
            call_id: call.id(),
            tags: &call.row.tags,
            held,
            flags: &flags,
            hits,
        };
        let rng = &*self.workspace.deps.rng;
        let Some(marked) = mark(tracker, looked, self.at, rng) else {
            return Ok(false);
        };
        let entry = |act, call: &CallRecord| {
            let act = ActDraft::by(self.subject, self.at, act).detail("tracker", &tracker.name);
            about(act, call)
        };
        if marked.flags_added > 0 {
            let act = entry(Act::CallFlagged, call).detail("flags", marked.flags_added);
            batch.acts.push(act);
        } else if marked.flags_removed > 0 {
            let act = entry(Act::FlagsRemoved, call).detail("flags", marked.flags_removed);
            batch.acts.push(act);
        }
        batch.changes.extend(marked.changes);
        if let Some(tags) = marked.tags {
            let act = entry(Act::TagsChanged, call)
                .detail("from", call.row.tags.join(", "))
                .detail("to", tags.join(", "));
            batch.acts.push(act);
            batch.changes.push(Change::SetTags {
                call_id: call.id(),
                tags: tags.clone(),
            });
            call.row.tags = tags;
        }
        Ok(true)
    }
}
