//! The secret and its public name.

use std::fmt;

use parley_domain::rng::Rng;
use serde::{Deserialize, Serialize};

use crate::keys::{KeyError, Secret32};

/// The secret of one workspace on one machine.
#[derive(Debug, Clone)]
pub struct DeviceSecret(Secret32);

/// Names a device secret without telling it: 16 hex digits derived from it by
/// HKDF. Stands in every user slot, so that a slot from another machine is known
/// as such before a passphrase is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceSecretId(String);

impl DeviceSecret {
    /// A fresh one.
    #[must_use]
    pub fn random(rng: &dyn Rng) -> Self {
        Self(Secret32::random(rng))
    }

    /// `None` unless 32 bytes long.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Secret32::from_slice(bytes).map(Self)
    }

    /// The 32 bytes, for storing.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// See [`DeviceSecretId`].
    ///
    /// # Errors
    /// [`KeyError::Refused`], as [`Secret32::derive`].
    pub fn id(&self) -> Result<DeviceSecretId, KeyError> {
        let derived = self.0.derive(b"parley device", b"id v1")?;
        let hex = derived.expose().iter().take(8).map(|b| format!("{b:02x}"));
        Ok(DeviceSecretId(hex.collect()))
    }

    /// The key under which names are sealed for the sign-in screen of this machine.
    pub(crate) fn names_key(&self) -> Result<Secret32, KeyError> {
        self.0.derive(b"parley device", b"names v1")
    }
}

impl fmt::Display for DeviceSecretId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
