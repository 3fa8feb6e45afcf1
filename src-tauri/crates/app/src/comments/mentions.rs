//! Where somebody is mentioned: how many they have not seen, the list, and seeing it.

use parley_domain::access::{Grant, kinds::TranscriptRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::ids::{CallId, CommandId, CommentId};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, CommentChange};
use crate::transcript::name_of;

/// How many are listed; older ones are found at their calls.
const LISTED: u32 = 100;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CountMentions {}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MentionCountView {
    pub unseen: u32,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListMentions {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MentionsView {
    /// Newest first, the newest hundred.
    pub mentions: Vec<MentionView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MentionView {
    pub comment_id: CommentId,
    /// The comment at the beginning of its thread.
    pub thread_id: CommentId,
    pub call_id: CallId,
    /// Whose call it is, as in the list.
    pub caller: Option<String>,
    pub started_at: UtcMillis,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    pub text: String,
    pub seen: bool,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SeeMentions {
    pub command_id: CommandId,
    pub comment_ids: Vec<CommentId>,
}

/// A number alone is not a read of personal data.
///
/// # Errors
/// Those of the store.
pub async fn mention_count(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    _input: CountMentions,
) -> AppResult<MentionCountView> {
    let user = grant.subject().user_id;
    let unseen = workspace.store.unseen_mentions(user).await?;
    Ok(MentionCountView { unseen })
}

/// # Errors
/// Those of the store.
pub async fn mention_list(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    _input: ListMentions,
) -> AppResult<MentionsView> {
    let subject = grant.subject();
    let found = workspace.store.mentions(subject.user_id, LISTED).await?;
    if !found.is_empty() {
        let act = ActDraft::by(subject, grant.at(), Act::MentionsRead)
            .for_purpose(Purpose::QualityReview)
            .detail("count", found.len());
        workspace.store.commit(Batch::acts(vec![act])).await?;
    }
    let people = workspace.store.users().await?;
    let mut mentions = Vec::with_capacity(found.len());
    for mention in found {
        let Some(call) = workspace.store.call(mention.call_id).await? else {
            continue;
        };
        let comment = mention.comment;
        mentions.push(MentionView {
            comment_id: comment.id,
            thread_id: comment.reply_to.unwrap_or(comment.id),
            call_id: mention.call_id,
            caller: call.row.caller,
            started_at: call.row.started_at,
            by: name_of(&people, comment.by),
            at: comment.at,
            text: comment.text,
            seen: mention.seen_at.is_some(),
        });
    }
    Ok(MentionsView { mentions })
}

/// Those of others stay as they are. Writes nothing down: it is about nobody else.
///
/// # Errors
/// Those of the store.
pub async fn mentions_see(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    input: SeeMentions,
) -> AppResult<MentionCountView> {
    let user = grant.subject().user_id;
    let change = Change::Comment(CommentChange::SeeMentions {
        user,
        comments: input.comment_ids,
        at: grant.at(),
    });
    let batch = Batch {
        command_id: Some(input.command_id),
        changes: vec![change],
        acts: Vec::new(),
    };
    workspace.store.commit(batch).await?;
    let unseen = workspace.store.unseen_mentions(user).await?;
    Ok(MentionCountView { unseen })
}
