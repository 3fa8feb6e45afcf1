//! Opening a workspace with a passphrase, or with the recovery code.

use std::path::Path;
use std::sync::Arc;

use parley_app::error::{AppError, AppResult};
use parley_app::ports::{Store, Typed, Unlocked};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::time::UtcMillis;

use super::codes::{device_error, header_error};
use super::open::Opened;
use super::{Inner, open, weak};
use crate::device_secret::{DeviceSecret, DeviceSecretError, MissingReason};
use crate::folder_lock::FolderLock;
use crate::header::WorkspaceHeader;
use crate::keys::WorkspaceKey;

/// A header that gave its key.
struct Entered {
    lock: FolderLock,
    header: WorkspaceHeader,
    key: WorkspaceKey,
    user: UserId,
}

fn read_header(path: &Path, id: WorkspaceId) -> AppResult<WorkspaceHeader> {
    let header = WorkspaceHeader::read(path).map_err(header_error)?;
    if header.workspace_id() != id {
        return Err(AppError::new(ErrorCode::WorkspaceMissing));
    }
    Ok(header)
}

/// Opens with a passphrase.
pub(super) async fn unlock(
    inner: Arc<Inner>,
    id: WorkspaceId,
    user_name: String,
    passphrase: Typed,
    now: UtcMillis,
) -> AppResult<Unlocked> {
    let path = inner.path_of(id)?;
    let (folder, shared) = (path.clone(), Arc::clone(&inner));
    let entered = open::blocking(move || {
        let mut header = read_header(&folder, id)?;
        // Before the passphrase is tried: whoever has it open counts the attempts.
        let lock = open::lock(&folder)?;
        let device = shared.device.get(id).map_err(device_error)?;
        let user = header
            .find_user(&user_name, Some(&device))
            .map_err(header_error)?;
        let key = header
            .unlock(user, &passphrase, Some(&device), now)
            .map_err(header_error)?;
        Ok(Entered {
            lock,
            header,
            key,
            user,
        })
    })
    .await?;
    enter(&inner, &path, entered, now).await
}

async fn enter(
    inner: &Inner,
    path: &Path,
    entered: Entered,
    now: UtcMillis,
) -> AppResult<Unlocked> {
    let Entered {
        lock,
        header,
        key,
        user,
    } = entered;
    let opened = open::open(path, &key, lock, &inner.rng).await?;
    finish(inner, header, key, user, opened, now).await
}

/// What is left to do once the database is open.
async fn finish(
    inner: &Inner,
    mut header: WorkspaceHeader,
    key: WorkspaceKey,
    user: UserId,
    opened: Opened,
    now: UtcMillis,
) -> AppResult<Unlocked> {
    let failed = match open::unwritten_attempts(&mut header, &opened.records).await {
        Ok(failed) => failed,
        Err(error) => {
            opened.records.close().await;
            return Err(error);
        }
    };
    if let Err(error) = inner.registry.opened(header.workspace_id(), now) {
        // Only the order of a list depends on it.
        tracing::warn!(%error, "the list of workspaces was not updated");
    }
    inner.unlocked(header, key, user, opened, failed)
}

/// What was typed to recover.
pub(super) struct Recovering {
    pub(super) user_name: String,
    pub(super) recovery_code: Typed,
    pub(super) new_passphrase: Typed,
    pub(super) now: UtcMillis,
}

/// This machine's secret; a new one where there is none. A locked keyring is not the
/// same as an empty one: overwriting would shut other people out.
fn device_secret(inner: &Inner, id: WorkspaceId) -> AppResult<DeviceSecret> {
    match inner.device.get(id) {
        Ok(device) => Ok(device),
        Err(
            DeviceSecretError::DeviceSecretMissing(
                MissingReason::NotStored | MissingReason::KeyringAbsent,
            )
            | DeviceSecretError::Malformed,
        ) => {
            let device = DeviceSecret::random(&*inner.rng);
            inner.device.put(id, &device).map_err(device_error)?;
            Ok(device)
        }
        Err(error) => Err(device_error(error)),
    }
}

/// Opens with the recovery code, gives the person a new passphrase here and renews
/// the code: last, so that whatever fails before, the old code still opens.
pub(super) async fn recover(
    inner: Arc<Inner>,
    id: WorkspaceId,
    typed: Recovering,
) -> AppResult<(Unlocked, Typed)> {
    weak(&typed.new_passphrase, "new_passphrase")?;
    let path = inner.path_of(id)?;
    let Recovering {
        user_name,
        recovery_code,
        new_passphrase,
        now,
    } = typed;
    let folder = path.clone();
    let Entered {
        lock,
        mut header,
        key,
        user,
    } = open::blocking(move || {
        let mut header = read_header(&folder, id)?;
        let lock = open::lock(&folder)?;
        let key = header
            .unlock_with_recovery(&recovery_code, now)
            .map_err(header_error)?;
        let user = header
            .find_user_with_key(&key, &user_name)
            .map_err(header_error)?;
        Ok(Entered {
            lock,
            header,
            key,
            user,
        })
    })
    .await?;
    let opened = open::open(&path, &key, lock, &inner.rng).await?;
    let shared = Arc::clone(&inner);
    let renewed = open::blocking(move || {
        let device = device_secret(&shared, id)?;
        header
            .set_passphrase(&key, user, &new_passphrase, &device, &*shared.rng)
            .map_err(header_error)?;
        let code = header
            .renew_recovery(&key, &*shared.rng)
            .map_err(header_error)?;
        Ok((header, key, code.to_text()))
    })
    .await;
    match renewed {
        Ok((header, key, code)) => {
            Ok((finish(&inner, header, key, user, opened, now).await?, code))
        }
        Err(error) => {
            opened.records.close().await;
            Err(error)
        }
    }
}
