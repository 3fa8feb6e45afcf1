//! Answering a comment. A reply is as private as what it answers.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::comment::{Comment, tidy};
use parley_domain::ids::{CommandId, CommentId};
use serde::Deserialize;

use super::list::{ThreadView, thread};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, CommentChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ReplyToComment {
    pub command_id: CommandId,
    /// The comment at the beginning of the thread.
    pub comment_id: CommentId,
    /// 1 to 4000 characters; `@` and a whole name mentions that person.
    pub text: String,
}

/// # Errors
/// `permission_denied`, `not_found`, `invalid_input`.
pub async fn comment_reply(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: ReplyToComment,
) -> AppResult<ThreadView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let (call_id, first) = super::visible(workspace, input.comment_id, subject.user_id).await?;
    if first.reply_to.is_some() {
        return Err(AppError::invalid("comment_id"));
    }
    let call = existing(workspace, call_id).await?;
    let text = tidy(&input.text).ok_or(AppError::invalid("text"))?;
    let mentions = match first.private {
        true => Vec::new(),
        false => super::mentions(workspace, &text, subject.user_id).await?,
    };
    let comment = Comment {
        id: CommentId(input.command_id.0),
        reply_to: Some(first.id),
        by: subject.user_id,
        at,
        text,
        private: first.private,
        place: None,
        mentions,
        closed: None,
        edited_at: None,
        deleted: None,
    };
    let act = ActDraft::by(subject, at, Act::CommentAdded).detail("comment", comment.id);
    let change = Change::Comment(CommentChange::Add { call_id, comment });
    let batch = Batch::one(input.command_id, change, about(act, &call));
    workspace.store.commit(batch).await?;
    thread(workspace, call_id, first.id, subject.user_id).await
}
