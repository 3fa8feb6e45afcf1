//! Saying that a comment is done with, and that it is not.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::comment::Closing;
use parley_domain::ids::{CommandId, CommentId};
use serde::Deserialize;

use super::list::{ThreadView, thread};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, CommentChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ResolveComment {
    pub command_id: CommandId,
    /// The comment at the beginning of the thread.
    pub comment_id: CommentId,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ReopenComment {
    pub command_id: CommandId,
    /// The comment at the beginning of the thread.
    pub comment_id: CommentId,
}

/// # Errors
/// `permission_denied`, `not_found`.
pub async fn comment_resolve(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: ResolveComment,
) -> AppResult<ThreadView> {
    let closing = Closing {
        by: grant.subject().user_id,
        at: grant.at(),
    };
    settle(
        workspace,
        &grant,
        input.command_id,
        input.comment_id,
        Some(closing),
    )
    .await
}

/// # Errors
/// `permission_denied`, `not_found`.
pub async fn comment_reopen(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: ReopenComment,
) -> AppResult<ThreadView> {
    settle(workspace, &grant, input.command_id, input.comment_id, None).await
}

async fn settle(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    command_id: CommandId,
    comment_id: CommentId,
    closed: Option<Closing>,
) -> AppResult<ThreadView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let (call_id, comment) = super::visible(workspace, comment_id, subject.user_id).await?;
    if comment.reply_to.is_some() {
        return Err(AppError::invalid("comment_id"));
    }
    if comment.closed.is_some() != closed.is_some() {
        let call = existing(workspace, call_id).await?;
        let act = match closed {
            Some(_) => Act::CommentResolved,
            None => Act::CommentReopened,
        };
        let act = ActDraft::by(subject, at, act).detail("comment", comment_id);
        let change = Change::Comment(CommentChange::Close {
            id: comment_id,
            closed,
        });
        let batch = Batch::one(command_id, change, about(act, &call));
        workspace.store.commit(batch).await?;
    }
    thread(workspace, call_id, comment_id, subject.user_id).await
}
