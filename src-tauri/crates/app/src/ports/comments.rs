//! Comments on calls. Part of the port behind which the workspace's records live.

use async_trait::async_trait;
use parley_domain::comment::{Closing, Comment, PastText};
use parley_domain::ids::{CallId, CommentId, UserId};
use parley_domain::time::UtcMillis;

use crate::error::AppResult;

/// One change of what people wrote beside calls.
#[derive(Debug, Clone)]
pub enum CommentChange {
    /// Adds a comment or a reply, and remembers whom it mentions.
    Add { call_id: CallId, comment: Comment },
    /// Gives a comment another text and other mentions; what it said is kept. Who is
    /// mentioned still has seen it, if they had.
    Edit {
        id: CommentId,
        text: String,
        mentions: Vec<UserId>,
        at: UtcMillis,
    },
    /// Takes a comment's text and mentions away; what it said is kept.
    Delete { id: CommentId, deleted: Closing },
    /// Says that a comment is done with, or no longer.
    Close {
        id: CommentId,
        closed: Option<Closing>,
    },
    /// This person has seen where these mention them.
    SeeMentions {
        user: UserId,
        comments: Vec<CommentId>,
        at: UtcMillis,
    },
}

/// Where somebody is mentioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub call_id: CallId,
    pub comment: Comment,
    pub seen_at: Option<UtcMillis>,
}

/// What people wrote, private or not: the use cases keep private ones private.
#[async_trait]
pub trait Comments: Send + Sync {
    /// Of a call, replies too, oldest first.
    async fn comments(&self, call: CallId) -> AppResult<Vec<Comment>>;
    /// One of them, with its call.
    async fn comment(&self, id: CommentId) -> AppResult<Option<(CallId, Comment)>>;
    /// What it said before, oldest first.
    async fn past_texts(&self, id: CommentId) -> AppResult<Vec<PastText>>;
    /// Newest first.
    async fn mentions(&self, user: UserId, limit: u32) -> AppResult<Vec<Mention>>;
    /// How many this person has not seen.
    async fn unseen_mentions(&self, user: UserId) -> AppResult<u32>;
}
