use std::sync::Arc;

use async_trait::async_trait;
use parley_app::contract::samples::NOW;
use parley_app::contract::store::StoreBench;
use parley_app::memory::{MemoryStore, SeededRng};
use parley_app::ports::Store;
use parley_domain::ids::TenantId;

struct InMemory(Arc<MemoryStore>);

#[async_trait]
impl StoreBench for InMemory {
    async fn new() -> Self {
        let rng = Arc::new(SeededRng::new(3));
        let tenant_id = TenantId::new(NOW, &*rng);
        Self(Arc::new(MemoryStore::new(tenant_id, rng)))
    }

    fn store(&self) -> Arc<dyn Store> {
        self.0.clone()
    }

    fn tenant_id(&self) -> TenantId {
        self.0.tenant_id()
    }

    async fn reopen(&mut self) {
        self.0.close().await;
        self.0 = Arc::new(self.0.reopened());
    }

    async fn close(self) {
        self.0.close().await;
    }
}

parley_app::store_contract!(InMemory);
