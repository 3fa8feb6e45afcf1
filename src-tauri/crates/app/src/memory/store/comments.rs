//! What people wrote beside calls.

use async_trait::async_trait;
use parley_domain::comment::{Comment, PastText};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommentId, UserId};
use parley_domain::time::UtcMillis;

use super::MemoryStore;
use super::commit::existing;
use super::tables::Tables;
use crate::error::{AppError, AppResult};
use crate::ports::{CommentChange, Comments, Mention};

pub(super) fn apply(tables: &mut Tables, change: CommentChange) -> AppResult<()> {
    match change {
        CommentChange::Add { call_id, comment } => {
            existing(tables, call_id)?;
            for user in &comment.mentions {
                tables.seen_mentions.insert((*user, comment.id), None);
            }
            tables.comments.push((call_id, comment));
            tables.comments.sort_by_key(|(_, one)| (one.at, one.id));
        }
        CommentChange::Edit {
            id,
            text,
            mentions,
            at,
        } => {
            replace(tables, id, text, mentions, at)?.edited_at = Some(at);
        }
        CommentChange::Delete { id, deleted } => {
            let one = replace(tables, id, String::new(), Vec::new(), deleted.at)?;
            one.deleted = Some(deleted);
        }
        CommentChange::Close { id, closed } => find(tables, id)?.closed = closed,
        CommentChange::SeeMentions { user, comments, at } => {
            for id in comments {
                if let Some(seen) = tables.seen_mentions.get_mut(&(user, id)) {
                    seen.get_or_insert(at);
                }
            }
        }
    }
    Ok(())
}

fn find(tables: &mut Tables, id: CommentId) -> AppResult<&mut Comment> {
    let mut all = tables.comments.iter_mut();
    let one = all.find(|(_, one)| one.id == id);
    Ok(&mut one.ok_or(AppError::new(ErrorCode::NotFound))?.1)
}

/// Puts another text in place of the one that is kept as past.
fn replace(
    tables: &mut Tables,
    id: CommentId,
    text: String,
    mentions: Vec<UserId>,
    replaced_at: UtcMillis,
) -> AppResult<&mut Comment> {
    tables
        .seen_mentions
        .retain(|(user, of), _| *of != id || mentions.contains(user));
    for user in &mentions {
        tables.seen_mentions.entry((*user, id)).or_insert(None);
    }
    let one = find(tables, id)?;
    let text = std::mem::replace(&mut one.text, text);
    one.mentions = mentions;
    let past = tables.past_texts.entry(id).or_default();
    past.push(PastText { text, replaced_at });
    find(tables, id)
}

#[async_trait]
impl Comments for MemoryStore {
    async fn comments(&self, call: CallId) -> AppResult<Vec<Comment>> {
        self.read(|t| {
            let own = t.comments.iter().filter(|(of, _)| *of == call);
            own.map(|(_, comment)| comment.clone()).collect()
        })
    }

    async fn comment(&self, id: CommentId) -> AppResult<Option<(CallId, Comment)>> {
        self.read(|t| t.comments.iter().find(|(_, one)| one.id == id).cloned())
    }

    async fn past_texts(&self, id: CommentId) -> AppResult<Vec<PastText>> {
        self.read(|t| t.past_texts.get(&id).cloned().unwrap_or_default())
    }

    async fn mentions(&self, user: UserId, limit: u32) -> AppResult<Vec<Mention>> {
        self.read(|t| {
            let newest = t.comments.iter().rev();
            let own = newest.filter_map(|(call_id, comment)| {
                let seen_at = *t.seen_mentions.get(&(user, comment.id))?;
                Some(Mention {
                    call_id: *call_id,
                    comment: comment.clone(),
                    seen_at,
                })
            });
            own.take(limit as usize).collect()
        })
    }

    async fn unseen_mentions(&self, user: UserId) -> AppResult<u32> {
        let unseen = self.read(|t| {
            let all = t.seen_mentions.iter();
            all.filter(|((of, _), seen)| *of == user && seen.is_none())
                .count()
        })?;
        Ok(u32::try_from(unseen).unwrap_or(u32::MAX))
    }
}
