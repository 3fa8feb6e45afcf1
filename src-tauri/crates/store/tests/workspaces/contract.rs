//! The folders show what all workspaces must.

use std::sync::Arc;

use parley_app::contract::workspaces::WorkspacesBench;
use parley_app::ports::Workspaces;
use tempfile::TempDir;

use crate::machine::machine;

struct OnDisk(TempDir);

impl WorkspacesBench for OnDisk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn workspaces(&self) -> Arc<dyn Workspaces> {
        Arc::new(machine(self.0.path()))
    }
}

parley_app::workspaces_contract!(OnDisk);
