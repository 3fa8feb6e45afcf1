//! The records show what every store must.

use std::sync::Arc;

use async_trait::async_trait;
use parley_app::contract::store::StoreBench;
use parley_app::ports::Store;
use parley_domain::ids::TenantId;

use crate::fixture::Fixture;

#[async_trait]
impl StoreBench for Fixture {
    async fn new() -> Self {
        Self::new().await
    }

    fn store(&self) -> Arc<dyn Store> {
        self.records.clone()
    }

    fn tenant_id(&self) -> TenantId {
        self.records.tenant().id()
    }

    async fn reopen(&mut self) {
        self.reopen().await;
    }

    async fn close(self) {
        self.close().await;
    }
}

parley_app::store_contract!(Fixture);
