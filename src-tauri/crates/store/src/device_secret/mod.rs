//! The device secret: 32 random bytes per workspace and machine, without which a
//! passphrase opens nothing, so that a copied folder cannot be attacked by guessing
//! passphrases. Must not know: passphrases, the workspace key, `workspace.json`.
//!
//! It lives in the OS keyring (service `Parley`, user = workspace id); where there
//! is none, in a 0600 file, and the app shows that plainly.
//!
//! Everything here blocks, the keyring for as long as a person takes to answer its
//! prompt: call it from a thread that may.

mod error;
mod fallback;
mod file;
mod keyring_store;
mod os_vault;
mod secret;

#[cfg(test)]
mod real_keyring_tests;
#[cfg(test)]
mod tests;

use parley_domain::ids::WorkspaceId;

pub use error::{DeviceSecretError, MissingReason};
pub use fallback::FallbackSecrets;
pub use file::FileSecrets;
pub use keyring_store::{KeyringSecrets, KeyringTimeouts, Vault, VaultError};
pub use os_vault::OsVault;
pub use secret::{DeviceSecret, DeviceSecretId};

/// Where device secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceSecretKind {
    /// The operating system's keyring.
    Keyring,
    /// A file that only its owner may read.
    File,
}

/// Keeps device secrets.
pub trait DeviceSecretStore: Send + Sync {
    /// The secret of `workspace`.
    ///
    /// # Errors
    /// [`DeviceSecretError::DeviceSecretMissing`] tells why there is none.
    fn get(&self, workspace: WorkspaceId) -> Result<DeviceSecret, DeviceSecretError>;

    /// Stores the secret of `workspace`, replacing an older one.
    ///
    /// # Errors
    /// [`DeviceSecretError`]
    fn put(&self, workspace: WorkspaceId, secret: &DeviceSecret) -> Result<(), DeviceSecretError>;

    /// Forgets the secret of `workspace`; having none is no error.
    ///
    /// # Errors
    /// [`DeviceSecretError`]
    fn delete(&self, workspace: WorkspaceId) -> Result<(), DeviceSecretError>;

    /// Where the last secret came from or went to.
    fn kind(&self) -> DeviceSecretKind;
}
