//! What a rule would find in the calls that are there, before it does anything. It
//! shows what was said: it is a reading of transcripts, and written down as one.

use parley_domain::access::{
    Grant,
    kinds::{TrackerManage, TranscriptRead},
};
use parley_domain::audit::{Act, Purpose};
use parley_domain::call::Side;
use parley_domain::ids::{CallId, CommandId};
use parley_domain::time::UtcMillis;
use parley_domain::tracking::{Finder, TrackerRule};
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::calls::{CallFilter, TextPiece, excerpt};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Event};

/// Hits that are shown.
const SHOWN: usize = 20;
/// Calls whose turns are read in one go.
pub(super) const AT_ONCE: usize = 200;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct TryTracker {
    /// By it the look is followed and stopped.
    pub command_id: CommandId,
    pub rule: TrackerRule,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TriedHit {
    pub call_id: CallId,
    pub caller: Option<String>,
    pub started_at: UtcMillis,
    pub turn_index: u32,
    pub start_ms: Option<u32>,
    pub side: Side,
    pub excerpt: Vec<TextPiece>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TriedView {
    /// Calls that were looked at.
    pub looked_at: u32,
    /// Calls with a hit.
    pub calls: u32,
    pub hits: u32,
    /// The first twenty, newest call first.
    pub first: Vec<TriedHit>,
    /// It was stopped before the last call.
    pub cancelled: bool,
}

/// # Errors
/// `invalid_input` for a rule that finds nothing; `permission_denied` for a role that
/// may not read transcripts; `conflict` while the same command is running.
pub async fn tracker_try(
    workspace: &Workspace,
    grant: Grant<TrackerManage>,
    input: TryTracker,
) -> AppResult<TriedView> {
    let finder = Finder::new(&input.rule).map_err(|_| AppError::invalid("rule"))?;
    workspace
        .check::<TranscriptRead>(grant.subject(), grant.at())
        .await?;
    let job = workspace.jobs.begin(input.command_id)?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::TrackerTried)
        .for_purpose(Purpose::QualityReview);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let store = &workspace.store;
    let ids = store.call_ids(&CallFilter::default(), None).await?;
    let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let mut view = TriedView::default();
    for some in ids.chunks(AT_ONCE) {
        if job.is_cancelled() {
            view.cancelled = true;
            break;
        }
        for (call_id, turns) in store.turns_of(some).await? {
            let mut found = false;
            for (turn, turn_index) in turns.iter().zip(0u32..) {
                let hits = finder.find(turn);
                let Some(first) = hits.first() else { continue };
                found = true;
                view.hits += u32::try_from(hits.len()).unwrap_or(u32::MAX);
                if view.first.len() < SHOWN
                    && let Some(call) = store.call(call_id).await?
                {
                    let chars: Vec<char> = turn.text.chars().collect();
                    let places: Vec<(usize, usize)> = hits
                        .iter()
                        .map(|h| (h.at as usize, (h.at + h.len) as usize))
                        .collect();
                    view.first.push(TriedHit {
                        call_id,
                        caller: call.row.caller,
                        started_at: call.row.started_at,
                        turn_index,
                        start_ms: first.span.map(|span| span.from_ms),
                        side: turn.side,
                        excerpt: excerpt(&chars, &places),
                    });
                }
            }
            view.calls += u32::from(found);
        }
        view.looked_at += u32::try_from(some.len()).unwrap_or(u32::MAX);
        workspace.deps.events.send(Event::BulkProgress {
            command_id: input.command_id,
            done: view.looked_at,
            total,
        });
        // Somebody waits for it: the workspace is not idle.
        workspace.touch(workspace.deps.clock.now());
    }
    Ok(view)
}
