//! The port, answered.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use parley_domain::audit::{Frontier, Link};
use parley_domain::call::Turn;
use parley_domain::ids::{CallId, ImportId, MediaId, PersonId, UserId};

use super::{MemoryStore, audit, calls, commit, facets, search};
use crate::audit::{AuditEntry, AuditFilter};
use crate::calls::{CallFacets, CallFilter, CallRecord, CallRow, MediaKind, MediaRecord};
use crate::error::AppResult;
use crate::import::ImportRecord;
use crate::ports::{Batch, CallCursor, Committed, Page, SearchPage, SearchRequest, Store};
use crate::users::User;

#[async_trait]
impl Store for MemoryStore {
    async fn commit(&self, batch: Batch) -> AppResult<Committed> {
        self.still_open()?;
        commit::commit(self, batch)
    }

    async fn users(&self) -> AppResult<Vec<User>> {
        let mut users: Vec<User> = self.read(|t| t.users.values().cloned().collect())?;
        users.sort_by_key(|user| (user.created_at, user.id));
        Ok(users)
    }

    async fn user(&self, id: UserId) -> AppResult<Option<User>> {
        self.read(|t| t.users.get(&id).cloned())
    }

    async fn setting(&self, name: &str) -> AppResult<Option<String>> {
        self.read(|t| t.settings.get(name).cloned())
    }

    async fn calls(
        &self,
        filter: &CallFilter,
        after: Option<CallCursor>,
        limit: u32,
    ) -> AppResult<Page<CallRow, CallCursor>> {
        self.read(|t| calls::list(t, filter, after, limit))
    }

    async fn call_count(&self, filter: &CallFilter) -> AppResult<u32> {
        let left = self.read(|t| calls::left(t, filter).len())?;
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }

    async fn call_facets(&self) -> AppResult<CallFacets> {
        self.read(facets::facets)
    }

    async fn call(&self, id: CallId) -> AppResult<Option<CallRecord>> {
        self.read(|t| t.calls.get(&id).map(|call| call.record.clone()))
    }

    async fn turns(&self, id: CallId) -> AppResult<Vec<Turn>> {
        self.read(|t| {
            let turns = t.calls.get(&id).into_iter().flat_map(|c| c.turns.iter());
            turns.map(|(_, turn)| turn.clone()).collect()
        })
    }

    async fn search(&self, request: &SearchRequest) -> AppResult<SearchPage> {
        self.read(|t| search::search(t, request))
    }

    async fn media(&self, id: MediaId) -> AppResult<Option<MediaRecord>> {
        self.read(|t| t.media.get(&id).cloned())
    }

    async fn derivative(
        &self,
        original: MediaId,
        kind: MediaKind,
    ) -> AppResult<Option<MediaRecord>> {
        self.read(|t| {
            let derived = |m: &&MediaRecord| m.derived_from == Some(original) && m.kind == kind;
            t.media.values().find(derived).cloned()
        })
    }

    async fn media_ids(&self) -> AppResult<Vec<MediaId>> {
        self.read(|t| {
            let logs = t.live.values().flat_map(|call| &call.logs);
            let logs = logs.map(|log| log.id);
            t.media.keys().copied().chain(logs).collect()
        })
    }

    async fn call_originals(&self, id: CallId) -> AppResult<Vec<MediaId>> {
        self.read(|t| {
            let from = t.sources.values().filter(|(call, _)| *call == id);
            from.map(|(_, media)| *media).collect()
        })
    }

    async fn call_by_source(&self, item_hash: &[u8; 32]) -> AppResult<Option<CallId>> {
        self.read(|t| t.sources.get(item_hash).map(|(call, _)| *call))
    }

    async fn media_by_hash(&self, sha256: &[u8; 32]) -> AppResult<Option<MediaId>> {
        self.read(|t| {
            let original = |m: &&MediaRecord| m.sha256 == *sha256 && m.derived_from.is_none();
            t.media.values().find(original).map(|m| m.id)
        })
    }

    async fn person_by_contact(&self, contact: &str) -> AppResult<Option<PersonId>> {
        self.read(|t| calls::person(t, contact))
    }

    async fn imports(&self) -> AppResult<Vec<ImportRecord>> {
        let mut imports: Vec<_> = self.read(|t| t.imports.values().cloned().collect())?;
        imports.sort_by_key(|import: &ImportRecord| std::cmp::Reverse((import.at, import.id)));
        Ok(imports)
    }

    async fn import(&self, id: ImportId) -> AppResult<Option<ImportRecord>> {
        self.read(|t| t.imports.get(&id).cloned())
    }

    async fn audit_entries(
        &self,
        filter: &AuditFilter,
        before: Option<u64>,
        limit: u32,
    ) -> AppResult<Page<AuditEntry, u64>> {
        self.read(|t| audit::entries(t, filter, before, limit))
    }

    async fn audit_links(&self, from: u64, limit: u32) -> AppResult<Vec<(Link, bool)>> {
        self.read(|t| audit::links(t, from, limit))?
    }

    async fn audit_tree(&self) -> AppResult<Frontier> {
        self.read(|t| t.tree.clone())
    }

    async fn close(&self) {
        self.open.store(false, Ordering::Release);
    }
}
