use std::sync::Arc;

use parley_app::contract::workspaces::WorkspacesBench;
use parley_app::memory::{MemoryWorkspaces, SeededRng};
use parley_app::ports::Workspaces;

struct InMemory(Arc<MemoryWorkspaces>);

impl WorkspacesBench for InMemory {
    fn new() -> Self {
        let rng = Arc::new(SeededRng::new(4));
        Self(Arc::new(MemoryWorkspaces::new(rng)))
    }

    fn workspaces(&self) -> Arc<dyn Workspaces> {
        self.0.clone()
    }
}

parley_app::workspaces_contract!(InMemory);
