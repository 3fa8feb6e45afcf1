//! The ports behind which workspace folders, their keys and this machine's
//! keyring live.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use parley_domain::audit::SignedCheckpoint;
use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{MediaVault, Store};
use crate::error::AppResult;

/// Something typed that must not linger.
pub type Typed = Zeroizing<String>;

/// Where this machine's part of the key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DeviceSecretPlace {
    /// The system's keyring.
    Keyring,
    /// A file only this user may read; shown plainly.
    File,
    /// Not on this machine: only the recovery code opens the workspace.
    Missing,
}

/// What can be told of a folder without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FolderStatus {
    Ok,
    Missing,
    Damaged,
    Newer,
}

/// A workspace this machine has seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct KnownWorkspace {
    pub id: WorkspaceId,
    /// Readable only with this machine's part of the key; else the folder's name.
    pub name: String,
    pub path: String,
    pub last_opened_at: Option<UtcMillis>,
    pub status: FolderStatus,
    /// Who can sign in, as far as this machine may know.
    pub people: Vec<String>,
    pub device_secret: DeviceSecretPlace,
}

/// A workspace to be made.
#[derive(Debug)]
pub struct NewWorkspace {
    pub id: WorkspaceId,
    /// `None`: the usual place, in a folder named after the workspace.
    pub path: Option<PathBuf>,
    pub name: String,
    pub owner_id: UserId,
    pub owner_name: String,
    pub passphrase: Typed,
    pub now: UtcMillis,
}

/// An unlocked workspace.
pub struct Unlocked {
    pub id: WorkspaceId,
    pub name: String,
    /// Whose slot opened it.
    pub user_id: UserId,
    pub device_secret: DeviceSecretPlace,
    pub store: Arc<dyn Store>,
    pub media: Arc<dyn MediaVault>,
    pub keys: Arc<dyn WorkspaceKeys>,
    /// Failed attempts since someone last signed in, to be written down now.
    pub failed_attempts: Vec<FailedAttempt>,
}

impl std::fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unlocked")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A failed attempt to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedAttempt {
    pub at: UtcMillis,
    /// `None` for the recovery code.
    pub user_id: Option<UserId>,
}

/// What the keys of an unlocked workspace can do. Each call rewrites the header
/// atomically.
#[async_trait]
pub trait WorkspaceKeys: Send + Sync {
    /// # Errors
    /// `wrong_passphrase`.
    async fn change_passphrase(
        &self,
        user: UserId,
        current: Typed,
        next: Typed,
        now: UtcMillis,
    ) -> AppResult<()>;
    async fn add_user(&self, user: UserId, name: &str, passphrase: Typed) -> AppResult<()>;
    async fn remove_user(&self, user: UserId) -> AppResult<()>;
    /// The new code; the old one stops working.
    async fn renew_recovery_code(&self) -> AppResult<Typed>;
    /// Signs `size` and `root`, and keeps the checkpoint in the header.
    async fn sign_checkpoint(
        &self,
        size: u64,
        root: [u8; 32],
        at: UtcMillis,
    ) -> AppResult<SignedCheckpoint>;
    /// The newest checkpoint in the header, already checked against the key.
    async fn last_checkpoint(&self) -> AppResult<Option<(SignedCheckpoint, UtcMillis)>>;
}

/// The workspace folders of this machine.
#[async_trait]
pub trait Workspaces: Send + Sync {
    async fn known(&self) -> AppResult<Vec<KnownWorkspace>>;
    /// Takes an existing folder into the list.
    ///
    /// # Errors
    /// `workspace_missing`, `header_damaged`, `workspace_newer`.
    async fn add(&self, path: PathBuf) -> AppResult<KnownWorkspace>;
    /// Takes it off the list; the folder stays.
    async fn forget(&self, id: WorkspaceId) -> AppResult<()>;
    /// Makes a workspace and opens it. The second value is the recovery code.
    ///
    /// # Errors
    /// `workspace_exists`, `weak_passphrase`, `disk_full`.
    async fn create(&self, new: NewWorkspace) -> AppResult<(Unlocked, Typed)>;
    /// # Errors
    /// `unknown_user`, `wrong_passphrase`, `too_many_attempts` (with the wait),
    /// `device_key_missing`, `device_key_locked`, `header_damaged`,
    /// `workspace_newer`, `workspace_in_use`, `database_damaged`.
    async fn unlock(
        &self,
        id: WorkspaceId,
        user_name: &str,
        passphrase: Typed,
        now: UtcMillis,
    ) -> AppResult<Unlocked>;
    /// Opens with the recovery code, gives `user_name` a new passphrase on this
    /// machine and renews the code, which is the second value.
    ///
    /// # Errors
    /// `wrong_recovery_code`, and those of `unlock`.
    async fn recover(
        &self,
        id: WorkspaceId,
        user_name: &str,
        recovery_code: Typed,
        new_passphrase: Typed,
        now: UtcMillis,
    ) -> AppResult<(Unlocked, Typed)>;
}
