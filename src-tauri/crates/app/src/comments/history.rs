//! What a comment said before it was changed or deleted; for those who moderate.

use parley_domain::access::{
    Grant,
    kinds::{CommentModerate, TranscriptRead},
};
use parley_domain::audit::{Act, Purpose};
use parley_domain::ids::CommentId;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;
use crate::transcript::name_of;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetCommentHistory {
    /// A comment or a reply.
    pub comment_id: CommentId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CommentHistoryView {
    /// The author's name: nobody else changes it.
    pub by: String,
    pub written_at: UtcMillis,
    /// Newest first; what it says now is not among them.
    pub past: Vec<PastTextView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PastTextView {
    pub text: String,
    pub replaced_at: UtcMillis,
}

/// A private comment is its author's alone, its history too.
///
/// # Errors
/// `permission_denied` for a role that may not read transcripts, `not_found`.
pub async fn comment_history(
    workspace: &Workspace,
    grant: Grant<CommentModerate>,
    input: GetCommentHistory,
) -> AppResult<CommentHistoryView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let (call_id, comment) = super::visible(workspace, input.comment_id, subject.user_id).await?;
    let call = existing(workspace, call_id).await?;
    let act = ActDraft::by(subject, at, Act::CommentHistoryRead)
        .for_purpose(Purpose::QualityReview)
        .detail("comment", comment.id);
    let batch = Batch::acts(vec![about(act, &call)]);
    workspace.store.commit(batch).await?;
    let people = workspace.store.users().await?;
    let past = workspace.store.past_texts(comment.id).await?;
    let past = past.into_iter().rev().map(|one| PastTextView {
        text: one.text,
        replaced_at: one.replaced_at,
    });
    Ok(CommentHistoryView {
        by: name_of(&people, comment.by),
        written_at: comment.at,
        past: past.collect(),
    })
}
