//! Workspace folders on this machine: finding, making, unlocking and recovering
//! them. Joins header, device secret, lock, database and vault; implements
//! [`Workspaces`]. Must not know: roles beyond the first owner's, or screens.

mod codes;
mod create;
mod folder;
mod keys;
mod known;
mod open;
mod registry;
mod unlock;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use parley_app::error::{AppError, AppResult};
use parley_app::passphrase::MIN_PASSPHRASE_CHARS;
use parley_app::ports::{
    DeviceSecretPlace, FailedAttempt, KnownWorkspace, NewWorkspace, Typed, Unlocked, Workspaces,
};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;

use crate::device_secret::{DeviceSecretKind, DeviceSecretStore};
use crate::header::{KdfParams, WorkspaceHeader};
use crate::keys::WorkspaceKey;
use codes::{header_error, io_error};
use keys::{HeaderKeeper, UnlockedKeys};
use open::Opened;
use registry::Registry;

/// This machine's workspaces.
#[derive(Clone)]
pub struct DiskWorkspaces {
    inner: Arc<Inner>,
}

struct Inner {
    registry: Registry,
    usual_root: PathBuf,
    device: Arc<dyn DeviceSecretStore>,
    rng: Arc<dyn Rng>,
    kdf: KdfParams,
}

impl std::fmt::Debug for DiskWorkspaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DiskWorkspaces")
    }
}

impl DiskWorkspaces {
    /// `registry_folder` holds the list of known workspaces; new ones go under
    /// `usual_root` unless told otherwise.
    #[must_use]
    pub fn new(
        registry_folder: &Path,
        usual_root: PathBuf,
        device: Arc<dyn DeviceSecretStore>,
        rng: Arc<dyn Rng>,
        kdf: KdfParams,
    ) -> Self {
        let registry = Registry::new(registry_folder);
        Self {
            inner: Arc::new(Inner {
                registry,
                usual_root,
                device,
                rng,
                kdf,
            }),
        }
    }

    /// The same, with what is at hand when a workspace is opened.
    fn shared(&self) -> Arc<Inner> {
        Arc::clone(&self.inner)
    }
}

/// Refuses passphrases that are too short.
fn weak(passphrase: &str, field: &'static str) -> AppResult<()> {
    if passphrase.chars().count() < MIN_PASSPHRASE_CHARS {
        let mut error = AppError::new(ErrorCode::WeakPassphrase);
        error.field = Some(field);
        return Err(error);
    }
    Ok(())
}

impl Inner {
    fn device_place(&self) -> DeviceSecretPlace {
        match self.device.kind() {
            DeviceSecretKind::Keyring => DeviceSecretPlace::Keyring,
            DeviceSecretKind::File => DeviceSecretPlace::File,
        }
    }

    fn path_of(&self, id: WorkspaceId) -> AppResult<PathBuf> {
        let seen = self.registry.find(id).map_err(io_error)?;
        seen.map(|seen| seen.path)
            .ok_or_else(|| AppError::new(ErrorCode::WorkspaceMissing))
    }

    fn unlocked(
        &self,
        header: WorkspaceHeader,
        key: WorkspaceKey,
        user_id: UserId,
        opened: Opened,
        failed_attempts: Vec<FailedAttempt>,
    ) -> AppResult<Unlocked> {
        let id = header.workspace_id();
        let name = header.workspace_name(&key).map_err(header_error)?;
        let keys = Arc::new(UnlockedKeys {
            header: Mutex::new(header),
            key,
            id,
            device: Arc::clone(&self.device),
            rng: Arc::clone(&self.rng),
        });
        let records = opened.records;
        Ok(Unlocked {
            id,
            name,
            user_id,
            device_secret: self.device_place(),
            keys: Arc::new(HeaderKeeper {
                keys,
                records: Arc::clone(&records),
            }),
            store: records,
            media: opened.vault,
            failed_attempts,
        })
    }
}

#[async_trait]
impl Workspaces for DiskWorkspaces {
    async fn known(&self) -> AppResult<Vec<KnownWorkspace>> {
        let inner = self.shared();
        open::blocking(move || inner.known()).await
    }

    async fn add(&self, path: PathBuf) -> AppResult<KnownWorkspace> {
        let inner = self.shared();
        open::blocking(move || inner.add(&path)).await
    }

    async fn forget(&self, id: WorkspaceId) -> AppResult<()> {
        let inner = self.shared();
        open::blocking(move || inner.registry.forget(id).map_err(io_error)).await
    }

    async fn create(&self, new: NewWorkspace) -> AppResult<(Unlocked, Typed)> {
        create::create(self.shared(), new).await
    }

    async fn unlock(
        &self,
        id: WorkspaceId,
        user_name: &str,
        passphrase: Typed,
        now: UtcMillis,
    ) -> AppResult<Unlocked> {
        unlock::unlock(self.shared(), id, user_name.to_owned(), passphrase, now).await
    }

    async fn recover(
        &self,
        id: WorkspaceId,
        user_name: &str,
        recovery_code: Typed,
        new_passphrase: Typed,
        now: UtcMillis,
    ) -> AppResult<(Unlocked, Typed)> {
        let typed = unlock::Recovering {
            user_name: user_name.to_owned(),
            recovery_code,
            new_passphrase,
            now,
        };
        unlock::recover(self.shared(), id, typed).await
    }
}
