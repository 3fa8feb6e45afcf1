//! Writing a comment on a span of a call.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::comment::{Comment, CommentOn, place, tidy};
use parley_domain::ids::{CallId, CommandId, CommentId};
use serde::Deserialize;

use super::list::{ThreadView, thread};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, CommentChange};
use crate::transcript::overlaid;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AddComment {
    pub command_id: CommandId,
    pub call_id: CallId,
    pub on: CommentOn,
    /// 1 to 4000 characters; `@` and a whole name mentions that person.
    pub text: String,
    /// Only for its author. It mentions nobody.
    #[serde(default)]
    pub private: bool,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, `not_found`,
/// `invalid_input`.
pub async fn comment_add(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: AddComment,
) -> AppResult<ThreadView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let call = existing(workspace, input.call_id).await?;
    let text = tidy(&input.text).ok_or(AppError::invalid("text"))?;
    let turns = overlaid(workspace, call.id()).await?.turns;
    let recorded = call
        .recording
        .as_ref()
        .map_or(0, |(_, facts)| facts.duration_ms());
    let length = u64::from(call.row.duration_ms).max(recorded);
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    let place = place(input.on, &turns, length).ok_or(AppError::invalid("on"))?;
    let mentions = match input.private {
        true => Vec::new(),
        false => super::mentions(workspace, &text, subject.user_id).await?,
    };
    let comment = Comment {
        id: CommentId(input.command_id.0),
        reply_to: None,
        by: subject.user_id,
        at,
        text,
        private: input.private,
        place: Some(place),
        mentions,
        closed: None,
        edited_at: None,
        deleted: None,
    };
    let id = comment.id;
    let act = ActDraft::by(subject, at, Act::CommentAdded).detail("comment", id);
    let change = Change::Comment(CommentChange::Add {
        call_id: call.id(),
        comment,
    });
    let batch = Batch::one(input.command_id, change, about(act, &call));
    workspace.store.commit(batch).await?;
    thread(workspace, call.id(), id, subject.user_id).await
}
