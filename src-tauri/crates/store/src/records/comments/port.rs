//! The port, answered.

use async_trait::async_trait;
use parley_app::error::AppResult;
use parley_app::ports::{Comments, Mention};
use parley_domain::comment::{Comment, PastText};
use parley_domain::ids::{CallId, CommentId, UserId};

use super::{past, read};
use crate::records::Records;

#[async_trait]
impl Comments for Records {
    async fn comments(&self, call: CallId) -> AppResult<Vec<Comment>> {
        Ok(read::of_call(&self.db, &self.tenant, call).await?)
    }

    async fn comment(&self, id: CommentId) -> AppResult<Option<(CallId, Comment)>> {
        Ok(read::one(&self.db, &self.tenant, id).await?)
    }

    async fn past_texts(&self, id: CommentId) -> AppResult<Vec<PastText>> {
        Ok(past::texts(&self.db, &self.tenant, id).await?)
    }

    async fn mentions(&self, user: UserId, limit: u32) -> AppResult<Vec<Mention>> {
        Ok(read::mentions(&self.db, &self.tenant, user, limit).await?)
    }

    async fn unseen_mentions(&self, user: UserId) -> AppResult<u32> {
        Ok(read::unseen(&self.db, &self.tenant, user).await?)
    }
}
