//! Records that are gone with the process. Implements [`Store`](crate::ports::Store).

mod audit;
mod calls;
mod captured;
mod comments;
mod commit;
mod desk;
mod facets;
mod live;
mod marks;
mod overlay;
mod port;
mod reports;
mod scorecards;
mod search;
mod tables;
mod trackers;
mod views;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::TenantId;
use parley_domain::rng::Rng;

use super::held;
use crate::error::{AppError, AppResult};
use tables::Tables;

/// One opening of a workspace's records; what was committed is there at the next.
pub struct MemoryStore {
    tables: Arc<Mutex<Tables>>,
    rng: Arc<dyn Rng>,
    open: AtomicBool,
}

impl std::fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryStore")
    }
}

impl MemoryStore {
    /// Empty records of one tenant.
    #[must_use]
    pub fn new(tenant_id: TenantId, rng: Arc<dyn Rng>) -> Self {
        Self {
            tables: Arc::new(Mutex::new(Tables::new(tenant_id, &*rng))),
            rng,
            open: AtomicBool::new(true),
        }
    }

    /// The same records, opened anew.
    #[must_use]
    pub fn reopened(&self) -> Self {
        Self {
            tables: Arc::clone(&self.tables),
            rng: Arc::clone(&self.rng),
            open: AtomicBool::new(true),
        }
    }

    /// Whether nobody has closed it yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Acquire)
    }

    /// Whose records these are.
    #[must_use]
    pub fn tenant_id(&self) -> TenantId {
        held(&self.tables).tenant_id
    }

    fn read<T>(&self, look: impl FnOnce(&Tables) -> T) -> AppResult<T> {
        self.still_open()?;
        Ok(look(&held(&self.tables)))
    }

    fn still_open(&self) -> AppResult<()> {
        if self.is_open() {
            Ok(())
        } else {
            Err(AppError::new(ErrorCode::Internal))
        }
    }
}
