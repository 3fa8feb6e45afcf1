//! Giving one call to somebody to review.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, ReviewManage},
};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, UserId};
use serde::Deserialize;

use super::get::view;
use super::{Assignment, CallReviewView, ReviewState, may_review};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event, MarkChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AssignCall {
    pub command_id: CommandId,
    pub call_id: CallId,
    /// `null`: to nobody any more.
    pub user_id: Option<UserId>,
}

/// One may take a call oneself; giving it to others needs its own permission. A call
/// that was reviewed is to be reviewed again.
///
/// # Errors
/// `not_found`, `permission_denied`; `invalid_input` for somebody who may not review.
pub async fn call_assign(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: AssignCall,
) -> AppResult<CallReviewView> {
    let call = existing(workspace, input.call_id).await?;
    let me = grant.subject().user_id;
    let before = workspace.store.review(call.id()).await?;
    let mine = before.assignment.is_none_or(|a| a.to == me);
    let for_me = input.user_id.is_none_or(|id| id == me);
    if !(mine && for_me) {
        workspace
            .check::<ReviewManage>(grant.subject(), grant.at())
            .await?;
    }
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::CallAssigned);
    if let Some(id) = input.user_id {
        let user = workspace.store.user(id).await?;
        let user = user.ok_or(AppError::new(ErrorCode::NotFound))?;
        if !may_review(&user, grant.at()) {
            return Err(AppError::invalid("user_id"));
        }
        act = act.detail("to", user.name);
    }
    let state = ReviewState {
        assignment: input.user_id.map(|to| Assignment {
            to,
            by: me,
            at: grant.at(),
        }),
        decision: before.decision.filter(|_| input.user_id.is_none()),
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
