//! Setting a flag on a call or on a stretch of it, and taking one off.

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, FlagId};
use parley_domain::listening::Span;
use parley_domain::review::FlagReason;
use serde::Deserialize;

use super::get::view;
use super::{CallReviewView, Flag, FlaggedBy, tidy_note};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event, MarkChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct FlagCall {
    pub command_id: CommandId,
    pub call_id: CallId,
    /// Absent: the whole call.
    #[ts(optional)]
    pub span: Option<Span>,
    /// The turn it is about.
    #[ts(optional)]
    pub turn_index: Option<u32>,
    pub reason: FlagReason,
    /// At most 500 characters.
    #[ts(optional)]
    pub note: Option<String>,
}

/// # Errors
/// `not_found`, `invalid_input`.
pub async fn call_flag(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: FlagCall,
) -> AppResult<CallReviewView> {
    let call = existing(workspace, input.call_id).await?;
    if input.span.is_some_and(|s| s.from_ms > s.to_ms) {
        return Err(AppError::invalid("span"));
    }
    if input.turn_index.is_some_and(|i| i >= call.row.turn_count) {
        return Err(AppError::invalid("turn_index"));
    }
    let flag = Flag {
        id: FlagId(input.command_id.0),
        call_id: call.id(),
        span: input.span,
        turn_index: input.turn_index,
        reason: input.reason,
        note: tidy_note(input.note)?,
        by: FlaggedBy::Person(grant.subject().user_id),
        at: grant.at(),
    };
    let act = ActDraft::by(grant.subject(), grant.at(), Act::CallFlagged)
        .detail("reason", flag.reason.as_str());
    let act = match flag.span {
        Some(span) => act
            .detail("from_ms", span.from_ms)
            .detail("to_ms", span.to_ms),
        None => act,
    };
    let change = Change::Mark(MarkChange::AddFlag(flag));
    let batch = Batch::one(input.command_id, change, about(act, &call));
    workspace.store.commit(batch).await?;
    workspace.deps.events.send(Event::CallsChanged);
    view(workspace, &call).await
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RemoveFlag {
    pub command_id: CommandId,
    pub call_id: CallId,
    pub flag_id: FlagId,
}

/// # Errors
/// `not_found`.
pub async fn call_flag_remove(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: RemoveFlag,
) -> AppResult<CallReviewView> {
    let call = existing(workspace, input.call_id).await?;
    let flag = workspace.store.flag(input.flag_id).await?;
    if let Some(flag) = flag {
        if flag.call_id != call.id() {
            return Err(AppError::new(ErrorCode::NotFound));
        }
        let act = ActDraft::by(grant.subject(), grant.at(), Act::FlagsRemoved)
            .detail("flags", 1)
            .detail("reason", flag.reason.as_str());
        let change = Change::Mark(MarkChange::RemoveFlag(flag.id));
        let batch = Batch::one(input.command_id, change, about(act, &call));
        workspace.store.commit(batch).await?;
        workspace.deps.events.send(Event::CallsChanged);
    }
    view(workspace, &call).await
}
