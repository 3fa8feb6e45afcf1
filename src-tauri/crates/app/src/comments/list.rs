//! The comments of a call. Reading them is written down where there are any.

use parley_domain::access::{Grant, kinds::TranscriptRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::comment::{Closing, Comment, CommentPlace};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommentId, UserId};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::can_be_mentioned;
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;
use crate::transcript::{WithdrawalView, name_of};
use crate::users::User;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListComments {
    pub call_id: CallId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CommentsView {
    /// Those that whoever asks may know of, oldest first.
    pub threads: Vec<ThreadView>,
    /// Who can be mentioned.
    pub people: Vec<PersonName>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PersonName {
    pub id: UserId,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ThreadView {
    pub id: CommentId,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    /// Empty once it is deleted.
    pub text: String,
    pub private: bool,
    /// Whether the viewer wrote it and can change it.
    pub own: bool,
    /// When its author changed the text last.
    pub edited_at: Option<UtcMillis>,
    /// Who took it away: only its place is left.
    pub deleted: Option<WithdrawalView>,
    pub place: CommentPlace,
    /// Who said that it is done with; `null` while it is open.
    pub closed: Option<WithdrawalView>,
    /// Oldest first.
    pub replies: Vec<ReplyView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReplyView {
    pub id: CommentId,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    /// Empty once it is deleted.
    pub text: String,
    /// Whether the viewer wrote it and can change it.
    pub own: bool,
    /// When its author changed the text last.
    pub edited_at: Option<UtcMillis>,
    /// Who took it away.
    pub deleted: Option<WithdrawalView>,
}

/// # Errors
/// `not_found`.
pub async fn comment_list(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    input: ListComments,
) -> AppResult<CommentsView> {
    let subject = grant.subject();
    let call = existing(workspace, input.call_id).await?;
    let mut comments = workspace.store.comments(call.id()).await?;
    comments.retain(|comment| comment.is_for(subject.user_id));
    if !comments.is_empty() {
        let act = ActDraft::by(subject, grant.at(), Act::CommentsRead)
            .for_purpose(Purpose::QualityReview);
        let batch = Batch::acts(vec![about(act, &call)]);
        workspace.store.commit(batch).await?;
    }
    let people = workspace.store.users().await?;
    let names = people.iter().filter(|person| can_be_mentioned(person));
    Ok(CommentsView {
        threads: threads(&comments, &people, subject.user_id),
        people: names
            .map(|person| PersonName {
                id: person.id,
                name: person.name.clone(),
            })
            .collect(),
    })
}

/// The threads as `viewer` sees them; `comments` are those that they may know of.
pub(crate) fn threads(comments: &[Comment], people: &[User], viewer: UserId) -> Vec<ThreadView> {
    let said = |closing: Closing| WithdrawalView {
        by: name_of(people, closing.by),
        at: closing.at,
    };
    let own = |one: &Comment| one.by == viewer && one.deleted.is_none();
    let replies = |id: CommentId| {
        let replies = comments.iter().filter(move |one| one.reply_to == Some(id));
        replies
            .map(|one| ReplyView {
                id: one.id,
                by: name_of(people, one.by),
                at: one.at,
                text: one.text.clone(),
                own: own(one),
                edited_at: one.edited_at,
                deleted: one.deleted.map(said),
            })
            .collect()
    };
    let view = |one: &Comment| {
        Some(ThreadView {
            id: one.id,
            by: name_of(people, one.by),
            at: one.at,
            text: one.text.clone(),
            private: one.private,
            own: own(one),
            edited_at: one.edited_at,
            deleted: one.deleted.map(said),
            place: one.place.clone()?,
            closed: one.closed.map(said),
            replies: replies(one.id),
        })
    };
    comments.iter().filter_map(view).collect()
}

/// One thread, as it is now. Whoever asks was found to be allowed to see it.
pub(super) async fn thread(
    workspace: &Workspace,
    call: CallId,
    id: CommentId,
    viewer: UserId,
) -> AppResult<ThreadView> {
    let mut comments = workspace.store.comments(call).await?;
    comments.retain(|one| one.id == id || one.reply_to == Some(id));
    let people = workspace.store.users().await?;
    let found = threads(&comments, &people, viewer).pop();
    found.ok_or(AppError::new(ErrorCode::NotFound))
}
