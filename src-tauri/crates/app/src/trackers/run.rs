//! A tracker looks at the calls that are there. A second run finds nothing to do; a
//! newer version takes away what the older one put there.

use parley_domain::access::{Grant, kinds::TrackerManage};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, TrackerId};
use parley_domain::tracking::Finder;
use serde::{Deserialize, Serialize};

use super::look::Looker;
use super::mark::hits;
use super::preview::AT_ONCE;
use super::{Tracker, TrackerCounts};
use crate::audit::ActDraft;
use crate::bulk::Job;
use crate::calls::{CallFilter, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Committed, Event};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RunTracker {
    /// By it the run is followed and stopped.
    pub command_id: CommandId,
    pub tracker_id: TrackerId,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TrackerRunView {
    /// Calls that were looked at.
    pub looked_at: u32,
    /// Calls that changed by it.
    pub changed: u32,
    pub cancelled: bool,
    /// What stands now.
    pub found: TrackerCounts,
}

/// # Errors
/// `not_found`; `invalid_input` for a rule that this Parley does not take; `conflict`
/// while the same command is running.
pub async fn tracker_run(
    workspace: &Workspace,
    grant: Grant<TrackerManage>,
    input: RunTracker,
) -> AppResult<TrackerRunView> {
    let tracker = workspace.store.tracker(input.tracker_id).await?;
    let tracker = tracker.ok_or(AppError::new(ErrorCode::NotFound))?;
    let finder = Finder::new(&tracker.rule).map_err(|_| AppError::invalid("rule"))?;
    let job = workspace.jobs.begin(input.command_id)?;
    let entry = |act| {
        ActDraft::by(grant.subject(), grant.at(), act)
            .detail("name", &tracker.name)
            .detail("version", tracker.version)
    };
    let begun = Batch {
        command_id: Some(input.command_id),
        changes: Vec::new(),
        acts: vec![entry(Act::TrackerRunStarted)],
    };
    let mut view = TrackerRunView::default();
    if workspace.store.commit(begun).await? == Committed::Applied {
        let run = Run {
            workspace,
            grant: &grant,
            job: &job,
            tracker: &tracker,
            finder: &finder,
            command_id: input.command_id,
        };
        let ran = run.all(&mut view).await;
        let outcome = match (&ran, view.cancelled) {
            (Err(_), _) => "failed",
            (Ok(()), true) => "cancelled",
            (Ok(()), false) => "done",
        };
        let ended = entry(Act::TrackerRunFinished)
            .detail("calls", view.changed)
            .detail("outcome", outcome);
        workspace.store.commit(Batch::acts(vec![ended])).await?;
        workspace.deps.events.send(Event::CallsChanged);
        ran?;
    }
    let counts = workspace.store.tracker_counts(tracker.id, tracker.version);
    view.found = counts.await?.0;
    Ok(view)
}

struct Run<'a> {
    workspace: &'a Workspace,
    grant: &'a Grant<TrackerManage>,
    job: &'a Job<'a>,
    tracker: &'a Tracker,
    finder: &'a Finder,
    command_id: CommandId,
}

impl Run<'_> {
    async fn all(&self, view: &mut TrackerRunView) -> AppResult<()> {
        let store = &self.workspace.store;
        let ids = store.call_ids(&CallFilter::default(), None).await?;
        let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        for some in ids.chunks(AT_ONCE) {
            if self.job.is_cancelled() {
                view.cancelled = true;
                return Ok(());
            }
            let mut batch = Batch::default();
            let mut changed = 0;
            for call in self.candidates(some).await? {
                changed += u32::from(self.one(call, &mut batch).await?);
            }
            if changed > 0 {
                store.commit(batch).await?;
            }
            view.changed += changed;
            view.looked_at += u32::try_from(some.len()).unwrap_or(u32::MAX);
            self.workspace.deps.events.send(Event::BulkProgress {
                command_id: self.command_id,
                done: view.looked_at,
                total,
            });
            // Somebody waits for it: the workspace is not idle.
            let now = self.workspace.deps.clock.now();
            self.workspace.touch(now);
        }
        Ok(())
    }

    /// Calls with hits, or with something that a look before left there.
    async fn candidates(
        &self,
        ids: &[CallId],
    ) -> AppResult<Vec<(CallId, Option<super::Held>, Vec<super::CallHit>)>> {
        let store = &self.workspace.store;
        let mut held = store.held(self.tracker.id, ids).await?;
        let mut out = Vec::new();
        for (id, turns) in store.turns_of(ids).await? {
            let hits = hits(self.finder, &turns);
            let held = held.remove(&id);
            if held.is_some() || !hits.is_empty() {
                out.push((id, held, hits));
            }
        }
        // Calls that lost their turns.
        out.extend(
            held.into_iter()
                .map(|(id, held)| (id, Some(held), Vec::new())),
        );
        Ok(out)
    }

    async fn one(
        &self,
        (id, held, hits): (CallId, Option<super::Held>, Vec<super::CallHit>),
        batch: &mut Batch,
    ) -> AppResult<bool> {
        let mut call = existing(self.workspace, id).await?;
        let looker = Looker {
            workspace: self.workspace,
            subject: self.grant.subject(),
            at: self.grant.at(),
        };
        looker
            .look(self.tracker, &mut call, held.as_ref(), hits, batch)
            .await
    }
}
