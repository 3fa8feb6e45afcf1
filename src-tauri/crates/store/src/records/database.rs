//! The database file: opening it with its key, bringing its schema up to date, and
//! the connections. Must not know: what the tables mean.
//!
//! One connection writes; two read beside it (WAL), each with a page cache of
//! 64 MiB, because SQLCipher pays for every page that is not in it. In WAL mode
//! `synchronous = NORMAL` loses nothing when the process is killed; a power cut can
//! take back the last transactions, whole ones, until [`Database::make_durable`].

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{Migrate, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Row, SqlitePool};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};
use zeroize::Zeroizing;

use super::error::{RecordsError, RecordsResult};
use super::roll::Changed;
use crate::keys::DatabaseKey;

static MIGRATIONS: Migrator = sqlx::migrate!("../../../migrations");

/// Two readers: the list and a search can run side by side.
const READERS: u32 = 2;

/// An open database.
#[derive(Debug, Clone)]
pub struct Database {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
    /// For the media vault, whose callers block: a pool takes connections back on
    /// the async threads, which may be the very ones that wait.
    lookup: Arc<Mutex<Option<SqliteConnection>>>,
    /// Is told of each row of `calls` that the writer changes.
    pub(crate) changed: Changed,
}

/// SQLCipher's threads may still close their connections while the process exits.
/// OpenSSL frees its random state in an exit handler of its own, and those threads
/// then crash (seen once in some hundred runs of the tests). Whoever initialises it
/// first decides; this asks for no exit handler.
fn keep_openssl_to_the_end() {
    #[cfg(target_os = "linux")]
    openssl::init();
}

/// `None` leaves the file in clear: only for measuring what encryption costs.
fn options(path: &Path, key: Option<&DatabaseKey>) -> SqliteConnectOptions {
    let mut options = SqliteConnectOptions::new().filename(path);
    if let Some(key) = key {
        options = options.pragma("key", key_literal(key).to_string());
    }
    options
        .foreign_keys(true)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "MEMORY")
        .pragma("secure_delete", "ON")
        .pragma("wal_autocheckpoint", "4000")
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(256)
        .row_buffer_size(256)
        .disable_statement_logging()
}

/// `"x'HEX64'"`: SQLCipher takes these 32 bytes as the key itself.
fn key_literal(key: &DatabaseKey) -> Zeroizing<String> {
    use std::fmt::Write as _;
    let mut text = Zeroizing::new(String::with_capacity(69));
    text.push_str("\"x'");
    for byte in key.expose() {
        let _ = write!(text, "{byte:02x}");
    }
    text.push_str("'\"");
    text
}

fn pool(max: u32) -> SqlitePoolOptions {
    // A connection that is closed loses its page cache, so none is given up for age.
    SqlitePoolOptions::new()
        .max_connections(max)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

/// The one connection that writes.
fn writing(changed: &Changed) -> SqlitePoolOptions {
    let changed = changed.clone();
    pool(1).after_connect(move |connection, _| {
        let changed = changed.clone();
        Box::pin(async move {
            let mut handle = connection.lock_handle().await?;
            handle.set_update_hook(move |change| {
                if change.table == "calls" {
                    changed.written(change.rowid);
                }
            });
            Ok(())
        })
    })
}

impl Database {
    /// Makes a new database file with all tables.
    ///
    /// # Errors
    /// [`RecordsError`]
    pub async fn create(path: &Path, key: Option<&DatabaseKey>) -> RecordsResult<Self> {
        let writer = options(path, key)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal);
        let changed = Changed::default();
        let writer = writing(&changed).connect_with(writer).await?;
        MIGRATIONS.run(&writer).await?;
        Self::with_readers(writer, changed, path, key).await
    }

    /// Opens an existing database file; new steps are applied. Nothing is written
    /// before the key and the applied steps were found to be ours.
    ///
    /// # Errors
    /// [`RecordsError::Newer`], or a database error (wrong key, damage).
    pub async fn open(path: &Path, key: Option<&DatabaseKey>) -> RecordsResult<Self> {
        keep_openssl_to_the_end();
        let mut first = options(path, key)
            .create_if_missing(false)
            .connect()
            .await?;
        let newest = check_steps(&mut first).await;
        first.close().await?;
        let complete = newest?;

        let writer = options(path, key)
            .create_if_missing(false)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal);
        let changed = Changed::default();
        let writer = writing(&changed).connect_with(writer).await?;
        if !complete {
            MIGRATIONS.run(&writer).await?;
        }
        Self::with_readers(writer, changed, path, key).await
    }

    /// The writing connection, for tests that tamper and for measuring.
    #[must_use]
    pub const fn writer_for_tests(&self) -> &SqlitePool {
        &self.writer
    }

    async fn with_readers(
        writer: SqlitePool,
        changed: Changed,
        path: &Path,
        key: Option<&DatabaseKey>,
    ) -> RecordsResult<Self> {
        let readers = options(path, key)
            .create_if_missing(false)
            .pragma("query_only", "ON");
        let lookup = readers
            .clone()
            .pragma("cache_size", "-1024")
            .connect()
            .await?;
        Ok(Self {
            writer,
            readers: pool(READERS).connect_with(readers).await?,
            lookup: Arc::new(Mutex::new(Some(lookup))),
            changed,
        })
    }

    /// The connection for callers that block.
    ///
    /// # Errors
    /// [`RecordsError::Database`] once the database is closed.
    pub(crate) async fn lookup(&self) -> RecordsResult<MappedMutexGuard<'_, SqliteConnection>> {
        MutexGuard::try_map(self.lookup.lock().await, Option::as_mut)
            .map_err(|_| RecordsError::Database(sqlx::Error::PoolClosed))
    }

    /// Moves everything committed into the database file and makes it durable.
    ///
    /// # Errors
    /// [`RecordsError::Database`]
    pub async fn make_durable(&self) -> RecordsResult<()> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_optional(&self.writer)
            .await?;
        Ok(())
    }

    /// Refreshes what the query planner knows; cheap when little has changed.
    ///
    /// # Errors
    /// [`RecordsError::Database`]
    pub async fn optimize(&self) -> RecordsResult<()> {
        sqlx::query("PRAGMA optimize").execute(&self.writer).await?;
        Ok(())
    }

    /// Lets go of the file. Committed work is in it.
    pub async fn close(&self) {
        if let Some(lookup) = self.lookup.lock().await.take()
            && let Err(error) = lookup.close().await
        {
            tracing::warn!(%error, "a connection was not closed in order");
        }
        self.readers.close().await;
        if let Err(error) = self.make_durable().await {
            tracing::warn!(%error, "the write-ahead log could not be emptied");
        }
        self.writer.close().await;
    }
}

/// Whether all steps of this build are applied. Refuses steps it does not know.
async fn check_steps(connection: &mut SqliteConnection) -> RecordsResult<bool> {
    let known = sqlx::query("SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'")
        .fetch_one(&mut *connection)
        .await?
        .try_get::<i64, _>(0)?;
    if known == 0 {
        // A file without our steps is not one of ours, or lost its schema.
        return Err(RecordsError::Damaged("schema"));
    }
    let applied = connection
        .list_applied_migrations("_sqlx_migrations")
        .await?;
    if applied
        .iter()
        .any(|a| !MIGRATIONS.version_exists(a.version))
    {
        return Err(RecordsError::Newer);
    }
    Ok(applied.len() == MIGRATIONS.iter().count())
}
