//! The records of a workspace in an encrypted SQLite database: calls, turns and
//! their words, people, imports, the audit chain. Implements [`Store`]. Must not
//! know: how the workspace's key was unlocked, or what a screen shows.

mod audit;
mod calls;
mod captured;
mod comments;
mod commit;
mod database;
mod desk;
mod error;
mod facets;
mod imports;
mod live;
mod marks;
mod media;
mod overlay;
mod person_keys;
mod reports;
mod roll;
mod scorecards;
mod search;
mod store;
mod tenant;
mod time_key;
mod trackers;
mod users;
mod values;
mod views;
mod words;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use parley_domain::ids::PersonId;
use parley_domain::time::UtcMillis;

pub use database::Database;
pub use error::{RecordsError, RecordsResult};
pub use person_keys::RecordKeys;
pub use tenant::Tenant;

use crate::folder_lock::FolderLock;
use crate::keys::{DatabaseKey, PersonKey};

/// An open workspace database.
#[derive(Debug)]
pub struct Records {
    db: Database,
    tenant: Tenant,
    keys: Arc<RecordKeys>,
    counts: facets::KnownCounts,
    roll: Arc<roll::KnownRoll>,
    lock: Mutex<Option<FolderLock>>,
}

impl Records {
    fn of(db: Database, tenant: Tenant, keys: Arc<RecordKeys>) -> Self {
        let counts = facets::KnownCounts::default();
        let roll = Arc::new(roll::KnownRoll::new(db.changed.clone()));
        Self {
            roll,
            db,
            tenant,
            keys,
            counts,
            lock: Mutex::new(None),
        }
    }

    /// Asks the roll of all calls.
    pub(crate) async fn on_roll<T>(&self, ask: impl FnOnce(&roll::Roll) -> T) -> RecordsResult<T> {
        self.roll.with(&self.db, &self.tenant, ask).await
    }

    /// Has the roll read beside whatever is done next, so that the first filter finds it.
    pub(crate) fn prepare_roll(&self) {
        if self.roll.is_known() {
            return;
        }
        let (roll, db, tenant) = (Arc::clone(&self.roll), self.db.clone(), self.tenant);
        tokio::spawn(async move {
            if let Err(error) = roll.prepare(&db, &tenant).await {
                tracing::debug!(%error, "the roll of calls waits for a filter");
            }
        });
    }

    /// Keeps the folder's lock until these records are closed or dropped.
    pub(crate) fn hold(&self, lock: FolderLock) {
        *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = Some(lock);
    }

    /// Lets others have the folder.
    fn release(&self) {
        drop(
            self.lock
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }

    /// Makes a new database at `path` for one tenant.
    ///
    /// # Errors
    /// [`RecordsError`]
    pub async fn create(
        path: &Path,
        key: Option<&DatabaseKey>,
        keys: Arc<RecordKeys>,
        tenant: Tenant,
        name: &str,
        now: UtcMillis,
    ) -> RecordsResult<Self> {
        let db = Database::create(path, key).await?;
        tenant.put(&db, name, now).await?;
        Ok(Self::of(db, tenant, keys))
    }

    /// Opens the database at `path`.
    ///
    /// # Errors
    /// [`RecordsError::Newer`] when a newer Parley wrote it; nothing is touched then.
    pub async fn open(
        path: &Path,
        key: Option<&DatabaseKey>,
        keys: Arc<RecordKeys>,
    ) -> RecordsResult<Self> {
        let db = Database::open(path, key).await?;
        let tenant = match Tenant::only(&db).await {
            Ok(tenant) => tenant,
            Err(error) => {
                db.close().await;
                return Err(error);
            }
        };
        Ok(Self::of(db, tenant, keys))
    }

    /// The tenant whose records these are.
    #[must_use]
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The connections, for measuring and for tests.
    #[must_use]
    pub const fn database(&self) -> &Database {
        &self.db
    }

    /// A person's key: stored, or made in this session for a call to come.
    pub(crate) async fn person_key(&self, person: PersonId) -> RecordsResult<Option<PersonKey>> {
        if let Some(key) = self.keys.fresh_key(person) {
            return Ok(Some(key));
        }
        let mut connection = self.db.lookup().await?;
        calls::stored_key(&mut *connection, &self.keys, person).await
    }

    pub(crate) const fn keys(&self) -> &Arc<RecordKeys> {
        &self.keys
    }
}
