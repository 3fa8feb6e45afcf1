//! A call's review: who is to do it, what became of it, its flags, and what one hears
//! who listens to those only.

use parley_domain::access::{Grant, kinds::CallRead};
use parley_domain::ids::{CallId, FlagId, UserId};
use parley_domain::listening::{ListenPlan, Span, listen_plan};
use parley_domain::review::{FlagReason, SkipReason};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::{Flag, FlaggedBy, ReviewOutcome};
use crate::calls::{CallRecord, existing};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::trackers::Tracker;
use crate::users::User;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetCallReview {
    pub call_id: CallId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FlagView {
    pub id: FlagId,
    /// `null`: it is on the whole call.
    pub span: Option<Span>,
    pub turn_index: Option<u32>,
    pub reason: FlagReason,
    pub note: Option<String>,
    /// Who set it: a person's name, or a tracker's.
    pub by: Option<String>,
    pub by_tracker: bool,
    pub at: UtcMillis,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AssignmentView {
    pub user_id: UserId,
    pub to: Option<String>,
    pub by: Option<String>,
    pub at: UtcMillis,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DecisionView {
    pub outcome: ReviewOutcome,
    pub reason: Option<SkipReason>,
    pub note: Option<String>,
    pub by: Option<String>,
    pub at: UtcMillis,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallReviewView {
    pub assignment: Option<AssignmentView>,
    pub decision: Option<DecisionView>,
    /// Those on the whole call first, then in order of time.
    pub flags: Vec<FlagView>,
    /// `null` without a recording, and where no flag is on a stretch.
    pub plan: Option<ListenPlan>,
}

/// # Errors
/// `not_found`.
pub async fn call_review_get(
    workspace: &Workspace,
    _grant: Grant<CallRead>,
    input: GetCallReview,
) -> AppResult<CallReviewView> {
    let call = existing(workspace, input.call_id).await?;
    view(workspace, &call).await
}

pub(super) async fn view(workspace: &Workspace, call: &CallRecord) -> AppResult<CallReviewView> {
    let store = &workspace.store;
    let people = store.users().await?;
    let trackers = store.trackers().await?;
    let flags = store.flags(call.id()).await?;
    let state = store.review(call.id()).await?;
    let spans: Vec<Span> = flags.iter().filter_map(|flag| flag.span).collect();
    let recorded = call.row.has_recording && !spans.is_empty();
    Ok(CallReviewView {
        assignment: state.assignment.map(|a| AssignmentView {
            user_id: a.to,
            to: name(&people, a.to),
            by: name(&people, a.by),
            at: a.at,
        }),
        decision: state.decision.map(|d| DecisionView {
            outcome: d.outcome,
            reason: d.reason,
            note: d.note,
            by: name(&people, d.by),
            at: d.at,
        }),
        flags: flags
            .iter()
            .map(|flag| flag_view(flag, &people, &trackers))
            .collect(),
        plan: recorded.then(|| listen_plan(&spans, call.row.duration_ms)),
    })
}

fn name(people: &[User], id: UserId) -> Option<String> {
    people.iter().find(|u| u.id == id).map(|u| u.name.clone())
}

fn flag_view(flag: &Flag, people: &[User], trackers: &[Tracker]) -> FlagView {
    FlagView {
        id: flag.id,
        span: flag.span,
        turn_index: flag.turn_index,
        reason: flag.reason,
        note: flag.note.clone(),
        by: match flag.by {
            FlaggedBy::Person(id) => name(people, id),
            FlaggedBy::Tracker(id) => {
                let tracker = trackers.iter().find(|t| t.id == id);
                tracker.map(|t| t.name.clone())
            }
        },
        by_tracker: matches!(flag.by, FlaggedBy::Tracker(_)),
        at: flag.at,
    }
}
