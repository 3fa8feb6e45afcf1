//! The port, answered.

use async_trait::async_trait;
use parley_app::bulk::{BulkInverse, BulkRecord};
use parley_app::calls::{CallFilter, CallRow};
use parley_app::error::AppResult;
use parley_app::ports::Marks;
use parley_app::review::{Flag, ReviewState, SamplingRule};
use parley_domain::ids::{BulkId, CallId, FlagId};
use parley_domain::review::Drawable;
use parley_domain::search::SearchQuery;
use parley_domain::time::UtcMillis;

use super::{bulk, flags, pick, reviews, sampling};
use crate::records::Records;

#[async_trait]
impl Marks for Records {
    async fn call_ids(
        &self,
        filter: &CallFilter,
        query: Option<&SearchQuery>,
    ) -> AppResult<Vec<CallId>> {
        Ok(match query {
            None => pick::left(self, filter).await?,
            Some(query) => pick::found(self, filter, query).await?,
        })
    }

    async fn call_rows(&self, ids: &[CallId]) -> AppResult<Vec<CallRow>> {
        Ok(pick::rows(&self.db, &self.tenant, ids).await?)
    }

    async fn flags(&self, call: CallId) -> AppResult<Vec<Flag>> {
        Ok(flags::flags(&self.db, &self.tenant, call).await?)
    }

    async fn flag(&self, id: FlagId) -> AppResult<Option<Flag>> {
        Ok(flags::flag(&self.db, &self.tenant, id).await?)
    }

    async fn review(&self, call: CallId) -> AppResult<ReviewState> {
        Ok(reviews::review(&self.db, &self.tenant, call).await?)
    }

    async fn bulk(&self, id: BulkId) -> AppResult<Option<BulkRecord>> {
        Ok(bulk::bulk(&self.db, &self.tenant, id).await?)
    }

    async fn bulks(&self, limit: u32) -> AppResult<Vec<BulkRecord>> {
        Ok(bulk::bulks(&self.db, &self.tenant, limit).await?)
    }

    async fn inverses(&self, id: BulkId, limit: u32) -> AppResult<Vec<(CallId, BulkInverse)>> {
        Ok(bulk::inverses(&self.db, &self.tenant, id, limit).await?)
    }

    async fn sampling_rules(&self) -> AppResult<Vec<SamplingRule>> {
        Ok(sampling::rules(&self.db, &self.tenant).await?)
    }

    async fn drawables(&self, from: UtcMillis) -> AppResult<Vec<Drawable>> {
        Ok(sampling::drawables(&self.db, &self.tenant, from).await?)
    }
}
