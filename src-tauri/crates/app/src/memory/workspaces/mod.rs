//! Workspaces that are gone with the process. Passphrases are compared, not
//! stretched; the delays after wrong ones and the signatures are real. Implements
//! [`Workspaces`](crate::ports::Workspaces).

mod attempts;
mod home;
mod keys;
mod port;

use std::sync::{Arc, Mutex};

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::WorkspaceId;
use parley_domain::rng::Rng;

use super::{MemoryVault, held};
use crate::error::{AppError, AppResult};
use crate::passphrase::MIN_PASSPHRASE_CHARS;
use home::Home;

/// This machine's workspaces.
pub struct MemoryWorkspaces {
    homes: Mutex<Vec<Arc<Mutex<Home>>>>,
    rng: Arc<dyn Rng>,
}

impl std::fmt::Debug for MemoryWorkspaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryWorkspaces")
    }
}

impl MemoryWorkspaces {
    /// None yet.
    #[must_use]
    pub fn new(rng: Arc<dyn Rng>) -> Self {
        Self {
            homes: Mutex::default(),
            rng,
        }
    }

    /// The sealed files of a workspace, to lose and damage some.
    #[must_use]
    pub fn vault(&self, id: WorkspaceId) -> Option<Arc<MemoryVault>> {
        let home = self.home(id).ok()?;
        let vault = Arc::clone(&held(&home).vault);
        Some(vault)
    }

    fn home(&self, id: WorkspaceId) -> AppResult<Arc<Mutex<Home>>> {
        let homes = held(&self.homes);
        let found = homes.iter().find(|home| held(home).id == id);
        let listed = found.filter(|home| held(home).listed).cloned();
        listed.ok_or(AppError::new(ErrorCode::WorkspaceMissing))
    }
}

/// Refuses passphrases that are too short.
fn strong(passphrase: &str, field: &'static str) -> AppResult<()> {
    if passphrase.chars().count() < MIN_PASSPHRASE_CHARS {
        return Err(AppError {
            field: Some(field),
            ..AppError::new(ErrorCode::WeakPassphrase)
        });
    }
    Ok(())
}
