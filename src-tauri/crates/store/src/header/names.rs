//! Names, sealed and compared.

use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use parley_domain::rng::Rng;

use crate::keys::{KeyError, Secret32, open_blob, seal_blob};

use super::HeaderError;
use super::model::Blob;

const LONGEST: usize = 200;

/// The form in which names are compared: trimmed, NFC, and folded by way of upper
/// case, so that `Straße` and `STRASSE` are one.
#[must_use]
pub fn normalised_name(name: &str) -> String {
    let composed: String = name.trim().nfc().collect();
    composed.to_uppercase().to_lowercase().nfc().collect()
}

/// Trimmed, or refused.
pub(super) fn usable(name: &str) -> Result<&str, HeaderError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST {
        return Err(HeaderError::UnusableName);
    }
    Ok(name)
}

/// `owner` is the id of the user or workspace that bears the name.
pub(super) fn seal(
    key: &Secret32,
    owner: Uuid,
    name: &str,
    rng: &dyn Rng,
) -> Result<Blob, KeyError> {
    seal_blob(key, b"parley name", owner.as_bytes(), name.as_bytes(), rng).map(Blob)
}

pub(super) fn open(key: &Secret32, owner: Uuid, sealed: &Blob) -> Result<String, KeyError> {
    let plain = open_blob(key, b"parley name", owner.as_bytes(), &sealed.0)?;
    String::from_utf8(plain.to_vec()).map_err(|_| KeyError::Malformed)
}
