//! The port, answered.

use async_trait::async_trait;
use parley_app::audit::{AuditEntry, AuditFilter};
use parley_app::calls::{
    CallFacets, CallFilter, CallRecord, CallRow, MediaKind, MediaRecord, SearchOrder,
};
use parley_app::error::AppResult;
use parley_app::import::ImportRecord;
use parley_app::ports::{Batch, CallCursor, Committed, Page, SearchPage, SearchRequest, Store};
use parley_app::users::User;
use parley_domain::audit::{Frontier, Link};
use parley_domain::call::Turn;
use parley_domain::ids::{CallId, ImportId, MediaId, PersonId, UserId};

use super::error::RecordsError;
use super::search::Scope;
use super::{Records, audit, calls, commit, imports, media, search, users};

#[async_trait]
impl Store for Records {
    async fn commit(&self, batch: Batch) -> AppResult<Committed> {
        Ok(commit::commit(self, &batch).await?)
    }

    async fn users(&self) -> AppResult<Vec<User>> {
        Ok(users::users(&self.db, &self.tenant).await?)
    }

    async fn user(&self, id: UserId) -> AppResult<Option<User>> {
        Ok(users::user(&self.db, &self.tenant, id).await?)
    }

    async fn setting(&self, name: &str) -> AppResult<Option<String>> {
        Ok(users::setting(&self.db, &self.tenant, name).await?)
    }

    async fn calls(
        &self,
        filter: &CallFilter,
        after: Option<CallCursor>,
        limit: u32,
    ) -> AppResult<Page<CallRow, CallCursor>> {
        Ok(calls::list(self, filter, after, limit).await?)
    }

    async fn call_count(&self, filter: &CallFilter) -> AppResult<u32> {
        Ok(calls::count(self, filter).await?)
    }

    async fn call_facets(&self) -> AppResult<CallFacets> {
        Ok(self.counts.get(&self.db, &self.tenant).await?.to_facets())
    }

    async fn call(&self, id: CallId) -> AppResult<Option<CallRecord>> {
        Ok(calls::call(&self.db, &self.tenant, id).await?)
    }

    async fn turns(&self, id: CallId) -> AppResult<Vec<Turn>> {
        Ok(calls::turns(&self.db, &self.tenant, id).await?)
    }

    async fn search(&self, request: &SearchRequest) -> AppResult<SearchPage> {
        let Some(scope) = Scope::of(self, request).await? else {
            return Ok(SearchPage {
                hits: Vec::new(),
                next: None,
                ranked_of: None,
            });
        };
        Ok(match request.order {
            SearchOrder::Newest => search::newest(&self.db, &scope, request.limit).await?,
            SearchOrder::Best => search::best(&self.db, &scope, request.limit).await?,
        })
    }

    async fn media(&self, id: MediaId) -> AppResult<Option<MediaRecord>> {
        Ok(media::media(&self.db, &self.tenant, id).await?)
    }

    async fn derivative(
        &self,
        original: MediaId,
        kind: MediaKind,
    ) -> AppResult<Option<MediaRecord>> {
        Ok(media::derivative(&self.db, &self.tenant, original, kind).await?)
    }

    async fn media_ids(&self) -> AppResult<Vec<MediaId>> {
        Ok(media::media_ids(&self.db, &self.tenant).await?)
    }

    async fn call_originals(&self, id: CallId) -> AppResult<Vec<MediaId>> {
        Ok(calls::call_originals(&self.db, &self.tenant, id).await?)
    }

    async fn call_by_source(&self, item_hash: &[u8; 32]) -> AppResult<Option<CallId>> {
        Ok(calls::call_by_source(&self.db, &self.tenant, item_hash).await?)
    }

    async fn media_by_hash(&self, sha256: &[u8; 32]) -> AppResult<Option<MediaId>> {
        Ok(media::media_by_hash(&self.db, &self.tenant, sha256).await?)
    }

    async fn person_by_contact(&self, contact: &str) -> AppResult<Option<PersonId>> {
        Ok(calls::person_by_contact(&self.db, &self.tenant, contact).await?)
    }

    async fn imports(&self) -> AppResult<Vec<ImportRecord>> {
        Ok(imports::imports(&self.db, &self.tenant).await?)
    }

    async fn import(&self, id: ImportId) -> AppResult<Option<ImportRecord>> {
        Ok(imports::import(&self.db, &self.tenant, id).await?)
    }

    async fn audit_entries(
        &self,
        filter: &AuditFilter,
        before: Option<u64>,
        limit: u32,
    ) -> AppResult<Page<AuditEntry, u64>> {
        let (db, tenant, keys) = (&self.db, &self.tenant, &self.keys);
        Ok(audit::entries(db, tenant, keys, filter, before, limit).await?)
    }

    async fn audit_links(&self, from: u64, limit: u32) -> AppResult<Vec<(Link, bool)>> {
        Ok(audit::links(&self.db, &self.keys, from, limit).await?)
    }

    async fn audit_tree(&self) -> AppResult<Frontier> {
        let mut connection = self
            .db
            .readers
            .acquire()
            .await
            .map_err(RecordsError::from)?;
        Ok(audit::tree(&mut connection, &self.tenant).await?)
    }

    async fn close(&self) {
        if let Err(error) = self.db.optimize().await {
            tracing::warn!(%error, "the planner's figures were not refreshed");
        }
        self.db.close().await;
        self.release();
    }
}
