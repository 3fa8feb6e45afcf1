//! Comments beside a call: a span of it, a text, replies. A private one is its
//! author's alone; for everyone else it is not there. Texts are personal data: never
//! in the audit log's details, never in the log.

mod add;
mod change;
mod history;
mod list;
mod mentions;
mod reply;
mod settle;

pub use add::{AddComment, comment_add};
pub use change::{DeleteComment, EditComment, comment_delete, comment_edit};
pub use history::{CommentHistoryView, GetCommentHistory, PastTextView, comment_history};
pub(crate) use list::threads;
pub use list::{CommentsView, ListComments, PersonName, ReplyView, ThreadView, comment_list};
pub use mentions::{
    CountMentions, ListMentions, MentionCountView, MentionView, MentionsView, SeeMentions,
    mention_count, mention_list, mentions_see,
};
pub use reply::{ReplyToComment, comment_reply};
pub use settle::{ReopenComment, ResolveComment, comment_reopen, comment_resolve};

use parley_domain::access::{Permission, allows};
use parley_domain::comment::{Comment, mentioned};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommentId, UserId};

use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::users::User;

/// A comment that this person may know of.
async fn visible(
    workspace: &Workspace,
    id: CommentId,
    user: UserId,
) -> AppResult<(CallId, Comment)> {
    let found = workspace.store.comment(id).await?;
    found
        .filter(|(_, comment)| comment.is_for(user))
        .ok_or(AppError::new(ErrorCode::NotFound))
}

/// Who can be mentioned: whoever works here and may read what is commented on.
fn can_be_mentioned(person: &User) -> bool {
    person.active && allows(person.role, Permission::TranscriptRead)
}

/// Whom a text mentions besides its author.
async fn mentions(workspace: &Workspace, text: &str, by: UserId) -> AppResult<Vec<UserId>> {
    let people = workspace.store.users().await?;
    let names = people
        .iter()
        .filter(|person| can_be_mentioned(person) && person.id != by)
        .map(|person| (person.id, person.name.as_str()));
    Ok(mentioned(text, names))
}
