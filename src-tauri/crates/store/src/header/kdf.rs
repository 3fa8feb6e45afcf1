//! Argon2id (RFC 9106) and how hard it is made to work.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::HeaderError;

/// Argon2id parameters. Stored in every slot, so that raising the default does not
/// close older slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfParams {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for KdfParams {
    /// 64 MiB, 3 passes, 4 lanes: RFC 9106, section 4, second recommended option. The
    /// lanes are filled on as many cores as there are.
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 4,
        }
    }
}

impl KdfParams {
    /// A header from outside must not be able to ask for all memory or an hour.
    fn params(self) -> Result<Params, HeaderError> {
        let bounded = self.memory_kib <= 1024 * 1024 && self.passes <= 64 && self.lanes <= 16;
        if !bounded {
            return Err(HeaderError::UnusableKdf);
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| HeaderError::UnusableKdf)
    }

    /// 32 bytes from a passphrase, which is put into NFC first (RFC 8265, section
    /// 4.2), so that it does not depend on the keyboard's way of composing letters.
    pub(super) fn stretch(
        self,
        passphrase: &str,
        salt: &[u8],
    ) -> Result<Zeroizing<[u8; 32]>, HeaderError> {
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params()?);
        let mut composed = Zeroizing::new(String::with_capacity(4 * passphrase.len()));
        composed.extend(passphrase.nfc());
        let mut out = Zeroizing::new([0u8; 32]);
        argon
            .hash_password_into(composed.as_bytes(), salt, out.as_mut_slice())
            .map_err(|_| HeaderError::UnusableKdf)?;
        Ok(out)
    }
}
