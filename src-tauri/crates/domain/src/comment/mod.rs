//! What people write beside a call: comments on a span of it, replies, and whom they
//! mention. Must not know: where they are kept, or how they are shown.

mod mention;
mod place;

pub use mention::mentioned;
pub use place::{CommentOn, CommentPlace, place};

use crate::ids::{CommentId, UserId};
use crate::time::UtcMillis;

/// A comment has no more characters (Unicode scalar values).
pub const LONGEST_COMMENT: usize = 4_000;

/// Who said that something is done with, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    pub by: UserId,
    pub at: UtcMillis,
}

/// A comment, or a reply to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    /// For a reply: the comment it answers.
    pub reply_to: Option<CommentId>,
    pub by: UserId,
    pub at: UtcMillis,
    pub text: String,
    /// Only its author ever sees it.
    pub private: bool,
    /// What it is about; a reply is about what its comment is about.
    pub place: Option<CommentPlace>,
    pub mentions: Vec<UserId>,
    /// Only of a comment, not of a reply.
    pub closed: Option<Closing>,
    /// When its author changed the text last.
    pub edited_at: Option<UtcMillis>,
    /// Taken away by its author: its place stays, its text is empty.
    pub deleted: Option<Closing>,
}

/// What a comment said before it was changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastText {
    pub text: String,
    pub replaced_at: UtcMillis,
}

impl Comment {
    /// Whether this person may know of it.
    #[must_use]
    pub fn is_for(&self, user: UserId) -> bool {
        !self.private || self.by == user
    }
}

/// A text as it is kept: no space around it, and of the control characters only line
/// ends. `None` when nothing is left or it is too long.
#[must_use]
pub fn tidy(typed: &str) -> Option<String> {
    let text = crate::transcript::tidy(typed)?;
    (!text.is_empty() && text.chars().count() <= LONGEST_COMMENT).then_some(text)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_private_comment_is_for_its_author_alone() {
        let (asha, ravi) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let mut comment = Comment {
            id: CommentId(Uuid::nil()),
            reply_to: None,
            by: asha,
            at: UtcMillis(0),
            text: "hm".to_owned(),
            private: true,
            place: None,
            mentions: Vec::new(),
            closed: None,
            edited_at: None,
            deleted: None,
        };
        assert!(comment.is_for(asha) && !comment.is_for(ravi));
        comment.private = false;
        assert!(comment.is_for(ravi));
    }

    #[test]
    fn a_comment_says_something_and_not_too_much() {
        assert_eq!(tidy(" \n "), None);
        assert_eq!(tidy(&"x".repeat(4_001)), None);
        assert_eq!(tidy(" सुनो\u{0} ").unwrap(), "सुनो");
    }
}
