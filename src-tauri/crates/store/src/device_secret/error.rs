//! Why a device secret is not to be had.

use std::io;

/// Why a device secret cannot be read or stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeviceSecretError {
    /// There is none, or it cannot be reached.
    #[error("device secret is missing: {0}")]
    DeviceSecretMissing(MissingReason),
    /// What is stored is not a device secret.
    #[error("device secret is damaged")]
    Malformed,
    /// The file or its folder can be read by others, so it is no secret.
    #[error("device secret file is readable by others")]
    PermissionsTooWide,
    /// The disk refused.
    #[error("device secret file input or output failed: {0}")]
    Io(io::ErrorKind),
}

/// Why there is no device secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MissingReason {
    /// The store is there and holds none for this workspace: the workspace was
    /// moved here, or the keyring was emptied.
    #[error("none is stored for this workspace")]
    NotStored,
    /// The keyring is locked, or a person refused access.
    #[error("the keyring is locked or access was denied")]
    KeyringLocked,
    /// This machine has no keyring service.
    #[error("there is no keyring on this machine")]
    KeyringAbsent,
    /// The keyring did not answer in time.
    #[error("the keyring does not answer")]
    KeyringTimeout,
    /// The keyring answered with something else.
    #[error("the keyring failed")]
    KeyringFailed,
}

impl From<MissingReason> for DeviceSecretError {
    fn from(reason: MissingReason) -> Self {
        Self::DeviceSecretMissing(reason)
    }
}
