//! Changing a comment or a reply, and taking it away: its author's alone. What it said
//! stays known to those who moderate.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::comment::{Closing, Comment, tidy};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, CommentId};
use serde::Deserialize;

use super::list::{ThreadView, thread};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, CommentChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct EditComment {
    pub command_id: CommandId,
    /// A comment or a reply.
    pub comment_id: CommentId,
    /// 1 to 4000 characters; `@` and a whole name mentions that person.
    pub text: String,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct DeleteComment {
    pub command_id: CommandId,
    /// A comment or a reply.
    pub comment_id: CommentId,
}

/// Answers with the whole thread.
///
/// # Errors
/// `permission_denied` also for what somebody else wrote, `not_found`, `invalid_input`,
/// `conflict` for one that was deleted.
pub async fn comment_edit(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: EditComment,
) -> AppResult<ThreadView> {
    let (subject, at) = (grant.subject(), grant.at());
    let text = tidy(&input.text).ok_or(AppError::invalid("text"))?;
    let (call_id, comment) = own(workspace, &grant, input.comment_id).await?;
    if comment.deleted.is_some() {
        return Err(ErrorCode::Conflict.into());
    }
    if comment.text != text {
        let mentions = match comment.private {
            true => Vec::new(),
            false => super::mentions(workspace, &text, subject.user_id).await?,
        };
        let change = CommentChange::Edit {
            id: comment.id,
            text,
            mentions,
            at,
        };
        let act = (Act::CommentEdited, comment.id);
        keep(workspace, &grant, input.command_id, call_id, act, change).await?;
    }
    let first = comment.reply_to.unwrap_or(comment.id);
    thread(workspace, call_id, first, subject.user_id).await
}

/// Answers with the whole thread: the replies stay.
///
/// # Errors
/// `permission_denied` also for what somebody else wrote, `not_found`.
pub async fn comment_delete(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: DeleteComment,
) -> AppResult<ThreadView> {
    let subject = grant.subject();
    let (call_id, comment) = own(workspace, &grant, input.comment_id).await?;
    if comment.deleted.is_none() {
        let change = CommentChange::Delete {
            id: comment.id,
            deleted: Closing {
                by: subject.user_id,
                at: grant.at(),
            },
        };
        let act = (Act::CommentDeleted, comment.id);
        keep(workspace, &grant, input.command_id, call_id, act, change).await?;
    }
    let first = comment.reply_to.unwrap_or(comment.id);
    thread(workspace, call_id, first, subject.user_id).await
}

async fn own(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    id: CommentId,
) -> AppResult<(CallId, Comment)> {
    let subject = grant.subject();
    workspace
        .check::<TranscriptRead>(subject, grant.at())
        .await?;
    let found = super::visible(workspace, id, subject.user_id).await?;
    if found.1.by != subject.user_id {
        return Err(ErrorCode::PermissionDenied.into());
    }
    Ok(found)
}

async fn keep(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    command_id: CommandId,
    call_id: CallId,
    (act, id): (Act, CommentId),
    change: CommentChange,
) -> AppResult<()> {
    let call = existing(workspace, call_id).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), act).detail("comment", id);
    let batch = Batch::one(command_id, Change::Comment(change), about(act, &call));
    workspace.store.commit(batch).await?;
    Ok(())
}
