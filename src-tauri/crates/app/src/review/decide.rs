//! Saying that a call was reviewed, or why it was passed over; and taking that back.

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::audit::Act;
use parley_domain::ids::{CallId, CommandId};
use parley_domain::review::SkipReason;
use serde::Deserialize;

use super::get::view;
use super::{CallReviewView, Decision, ReviewOutcome, ReviewState, tidy_note};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event, MarkChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct DecideReview {
    pub command_id: CommandId,
    pub call_id: CallId,
    pub outcome: ReviewOutcome,
    /// Has to be given for a call that is passed over.
    #[ts(optional)]
    pub reason: Option<SkipReason>,
    /// At most 500 characters.
    #[ts(optional)]
    pub note: Option<String>,
}

/// # Errors
/// `not_found`; `invalid_input` for passing over without a reason.
pub async fn review_decide(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: DecideReview,
) -> AppResult<CallReviewView> {
    let call = existing(workspace, input.call_id).await?;
    if (input.outcome == ReviewOutcome::Skipped) != input.reason.is_some() {
        return Err(AppError::invalid("reason"));
    }
    let note = tidy_note(input.note)?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::ReviewDecided)
        .detail("outcome", input.outcome.as_str());
    let act = match input.reason {
        Some(reason) => act.detail("reason", reason.as_str()),
        None => act,
    };
    let state = ReviewState {
        assignment: workspace.store.review(call.id()).await?.assignment,
        decision: Some(Decision {
            outcome: input.outcome,
            reason: input.reason,
            note,
            by: grant.subject().user_id,
            at: grant.at(),
        }),
    };
    let change = Change::Mark(MarkChange::SetReview {
        call_id: call.id(),
        state,
    });
    let batch = Batch::one(input.command_id, change, about(act, &call));
    workspace.store.commit(batch).await?;
    workspace.deps.events.send(Event::CallsChanged);
    view(workspace, &call).await
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ReopenReview {
    pub command_id: CommandId,
    pub call_id: CallId,
}

/// # Errors
/// `not_found`.
pub async fn review_reopen(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: ReopenReview,
) -> AppResult<CallReviewView> {
    let call = existing(workspace, input.call_id).await?;
    let before = workspace.store.review(call.id()).await?;
    if before.decision.is_some() {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::ReviewReopened);
        let state = ReviewState {
            decision: None,
            ..before
        };
        let change = Change::Mark(MarkChange::SetReview {
            call_id: call.id(),
            state,
        });
        let batch = Batch::one(input.command_id, change, about(act, &call));
        workspace.store.commit(batch).await?;
        workspace.deps.events.send(Event::CallsChanged);
    }
    view(workspace, &call).await
}
