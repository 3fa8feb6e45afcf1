//! From a key to an open workspace: lock, database, vault, sweep.

use std::path::Path;
use std::sync::Arc;

use parley_app::audit::AuditFilter;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::{FailedAttempt, MediaVault, Store};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::rng::Rng;

use super::codes::{header_error, lock_error};
use super::folder;
use crate::folder_lock::FolderLock;
use crate::header::{self, WorkspaceHeader};
use crate::keys::WorkspaceKey;
use crate::records::{RecordKeys, Records, RecordsError};
use crate::vault::SealedVault;

/// The records and sealed files of an open workspace.
pub(super) struct Opened {
    pub(super) records: Arc<Records>,
    pub(super) vault: Arc<SealedVault>,
}

/// Takes the folder for this process.
pub(super) fn lock(path: &Path) -> AppResult<FolderLock> {
    // A folder that was copied without its media still opens: they are then missing
    // one by one, each with its own message.
    std::fs::create_dir_all(folder::media(path)).map_err(super::codes::io_error)?;
    FolderLock::acquire(&folder::media(path)).map_err(lock_error)
}

/// What the records need from the workspace's key.
pub(super) fn record_keys(key: &WorkspaceKey, rng: &Arc<dyn Rng>) -> AppResult<Arc<RecordKeys>> {
    let keys = RecordKeys::new(key, Arc::clone(rng)).map_err(RecordsError::from)?;
    Ok(Arc::new(keys))
}

/// Opens the database under `lock` and removes sealed files that no row names.
pub(super) async fn open(
    path: &Path,
    key: &WorkspaceKey,
    lock: FolderLock,
    rng: &Arc<dyn Rng>,
) -> AppResult<Opened> {
    let database_key = key.database().map_err(RecordsError::from)?;
    let keys = record_keys(key, rng)?;
    let records = Records::open(&folder::database(path), Some(&database_key), keys).await?;
    let opened = join(path, records, lock);
    let known = opened.records.media_ids().await?;
    let vault = Arc::clone(&opened.vault);
    let swept = tokio::task::spawn_blocking(move || vault.sweep(&known)).await;
    match swept {
        // What cannot be swept today is swept another day; work goes on.
        Ok(Err(error)) => tracing::warn!(%error, "orphan media were not swept"),
        Ok(Ok(count)) if count > 0 => tracing::info!(count, "orphan media were removed"),
        _ => {}
    }
    Ok(opened)
}

/// The vault beside opened records, which hold the lock from now on.
pub(super) fn join(path: &Path, records: Records, lock: FolderLock) -> Opened {
    records.hold(lock);
    let records = Arc::new(records);
    let vault = SealedVault::new(folder::media(path), Arc::clone(&records));
    Opened {
        records,
        vault: Arc::new(vault),
    }
}

/// Failed attempts that the audit log does not have yet. Those it has are forgotten
/// in the header only now, so that a crash between the two loses none.
pub(super) async fn unwritten_attempts(
    header: &mut WorkspaceHeader,
    records: &Records,
) -> AppResult<Vec<FailedAttempt>> {
    let pending = header.pending_attempts();
    let (Some(first), Some(last)) = (pending.first(), pending.last()) else {
        return Ok(Vec::new());
    };
    let filter = AuditFilter {
        act: Some(Act::SignInFailed),
        from: Some(first.at),
        to: Some(last.at.plus(1)),
        user_id: None,
    };
    let mut known = Vec::new();
    let mut before = None;
    loop {
        let page = records.audit_entries(&filter, before, 1_000).await?;
        known.extend(page.rows.iter().map(|entry| entry.at));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    // Matched one for one: two failures of one millisecond need two entries.
    let mut written: Vec<header::FailedAttempt> = Vec::new();
    let mut unwritten = Vec::new();
    for attempt in pending {
        match known.iter().position(|at| *at == attempt.at) {
            Some(found) => {
                known.swap_remove(found);
                written.push(attempt);
            }
            None => unwritten.push(FailedAttempt {
                at: attempt.at,
                user_id: attempt.user,
            }),
        }
    }
    header.clear_pending(&written).map_err(header_error)?;
    Ok(unwritten)
}

/// Runs work that blocks (Argon2id, the keyring, fsync) off the async threads.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> AppResult<T> + Send + 'static,
) -> AppResult<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(AppError::because(ErrorCode::Internal, error)))
}
