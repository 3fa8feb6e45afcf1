//! Thirty-two secret bytes, wiped when dropped, and how to derive more of them.

use std::fmt;

use parley_domain::rng::Rng;
use ring::hkdf;
use zeroize::Zeroizing;

use super::KeyError;

/// 256 secret bits: wiped on drop, never printed, not comparable
/// with `==` by accident.
#[derive(Clone)]
pub struct Secret32(Box<Zeroizing<[u8; 32]>>);

impl Secret32 {
    /// A fresh random secret.
    #[must_use]
    pub fn random(rng: &dyn Rng) -> Self {
        let mut secret = Self(Box::new(Zeroizing::new([0; 32])));
        rng.fill(secret.0.as_mut_slice());
        secret
    }

    /// `None` unless `bytes` is 32 bytes long. The caller wipes its own copy.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != 32 {
            return None;
        }
        let mut secret = Self(Box::new(Zeroizing::new([0; 32])));
        secret.0.copy_from_slice(bytes);
        Some(secret)
    }

    /// The bytes. Named so that every use stands out in review.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Compares in time independent of the content.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        same_bytes(self.expose(), other.expose())
    }

    /// HKDF-SHA256 (RFC 5869) with this secret as input key material, `salt`, and
    /// `label` as info.
    ///
    /// # Errors
    /// [`KeyError::Refused`] never happens for 32 bytes of output; it is kept so
    /// that nothing here can panic.
    pub fn derive(&self, salt: &[u8], label: &[u8]) -> Result<Self, KeyError> {
        hkdf_sha256(self.expose(), salt, &[label])
    }
}

impl fmt::Debug for Secret32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret32(…)")
    }
}

/// HKDF-SHA256 (RFC 5869): 32 bytes from `ikm`; `info` parts are concatenated, so
/// callers give at most one part of variable length.
pub(crate) fn hkdf_sha256(ikm: &[u8], salt: &[u8], info: &[&[u8]]) -> Result<Secret32, KeyError> {
    let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(ikm);
    let okm = prk
        .expand(info, hkdf::HKDF_SHA256)
        .map_err(|_| KeyError::Refused)?;
    let mut out = Zeroizing::new([0u8; 32]);
    okm.fill(out.as_mut_slice())
        .map_err(|_| KeyError::Refused)?;
    Secret32::from_slice(out.as_slice()).ok_or(KeyError::Refused)
}

/// Equality whose time depends on the lengths only.
pub(crate) fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let difference = a.iter().zip(b).fold(0u8, |acc, (x, y)| acc | (x ^ y));
    std::hint::black_box(difference) == 0
}
