//! The keyring, and a file where there is no keyring at all.
//!
//! A file is written only where there is no keyring, and a later write to the
//! keyring removes it. A file that is there is thus always the newer of the two,
//! and is asked first; a locked keyring is never passed over, since it may hold
//! the secret.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use parley_domain::ids::WorkspaceId;

use super::{DeviceSecret, DeviceSecretError, DeviceSecretKind, DeviceSecretStore, MissingReason};

/// Two stores as one.
pub struct FallbackSecrets<K, F> {
    keyring: K,
    file: F,
    used_file: AtomicBool,
}

const ABSENT: DeviceSecretError =
    DeviceSecretError::DeviceSecretMissing(MissingReason::KeyringAbsent);
const NOT_STORED: DeviceSecretError =
    DeviceSecretError::DeviceSecretMissing(MissingReason::NotStored);

impl<K: DeviceSecretStore, F: DeviceSecretStore> FallbackSecrets<K, F> {
    /// `keyring` wherever it exists, else `file`.
    #[must_use]
    pub fn new(keyring: K, file: F) -> Self {
        Self {
            keyring,
            file,
            used_file: AtomicBool::new(false),
        }
    }

    fn used(&self, kind: DeviceSecretKind) {
        self.used_file
            .store(kind == DeviceSecretKind::File, Ordering::Release);
    }
}

impl<K: DeviceSecretStore, F: DeviceSecretStore> DeviceSecretStore for FallbackSecrets<K, F> {
    fn get(&self, workspace: WorkspaceId) -> Result<DeviceSecret, DeviceSecretError> {
        match self.file.get(workspace) {
            Err(error) if error == NOT_STORED => {}
            found_or_failed => {
                self.used(DeviceSecretKind::File);
                return found_or_failed;
            }
        }
        let answer = self.keyring.get(workspace);
        self.used(match answer {
            Err(error) if error == ABSENT => DeviceSecretKind::File,
            _ => DeviceSecretKind::Keyring,
        });
        answer
    }

    fn put(&self, workspace: WorkspaceId, secret: &DeviceSecret) -> Result<(), DeviceSecretError> {
        match self.keyring.put(workspace, secret) {
            Ok(()) => {
                self.used(DeviceSecretKind::Keyring);
                self.file.delete(workspace)
            }
            Err(error) if error == ABSENT => {
                self.used(DeviceSecretKind::File);
                self.file.put(workspace, secret)
            }
            Err(error) => Err(error),
        }
    }

    fn delete(&self, workspace: WorkspaceId) -> Result<(), DeviceSecretError> {
        self.file.delete(workspace)?;
        match self.keyring.delete(workspace) {
            Err(error) if error == ABSENT => Ok(()),
            other => other,
        }
    }

    fn kind(&self) -> DeviceSecretKind {
        if self.used_file.load(Ordering::Acquire) {
            DeviceSecretKind::File
        } else {
            DeviceSecretKind::Keyring
        }
    }
}

impl<K: fmt::Debug, F: fmt::Debug> fmt::Debug for FallbackSecrets<K, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FallbackSecrets")
            .field("keyring", &self.keyring)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
