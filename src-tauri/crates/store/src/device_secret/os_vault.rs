//! The operating system's keyring through the `keyring` crate: Secret Service over
//! D-Bus on Linux (its default feature `v1`), Keychain, Credential Manager.
//!
//! That crate looks for the service once per process and keeps the answer, so a
//! keyring started later is seen after a restart.

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use super::{Vault, VaultError};

/// Entries under the service name `Parley`.
#[derive(Debug)]
pub struct OsVault {
    service: String,
}

impl Default for OsVault {
    fn default() -> Self {
        Self {
            service: "Parley".to_owned(),
        }
    }
}

impl OsVault {
    fn entry(&self, user: &str) -> Result<Entry, VaultError> {
        Entry::new(&self.service, user).map_err(|e| told(&e))
    }
}

fn told(error: &Error) -> VaultError {
    match error {
        Error::NoEntry => VaultError::NoEntry,
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::NoDefaultStore => VaultError::Absent,
        _ => VaultError::Failed,
    }
}

impl Vault for OsVault {
    fn connect(&self) -> Result<(), VaultError> {
        match Entry::store_status() {
            Ok(()) => Ok(()),
            // Finding the service asks nobody for anything, so a failure here is
            // never "locked": there is no bus, or nobody on it who keeps secrets.
            // A service that is there but slow to start is no reason for a file.
            Err(error) => {
                let text = error.to_string();
                let slow = ["NoReply", "Timeout", "TimedOut", "timed out"];
                if slow.iter().any(|word| text.contains(word)) {
                    Err(VaultError::Failed)
                } else {
                    Err(VaultError::Absent)
                }
            }
        }
    }

    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let bytes = self.entry(user)?.get_secret().map_err(|e| told(&e))?;
        Ok(Zeroizing::new(bytes))
    }

    fn put(&self, user: &str, bytes: &[u8]) -> Result<(), VaultError> {
        self.entry(user)?.set_secret(bytes).map_err(|e| told(&e))
    }

    fn delete(&self, user: &str) -> Result<(), VaultError> {
        self.entry(user)?.delete_credential().map_err(|e| told(&e))
    }
}
