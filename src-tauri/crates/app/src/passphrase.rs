//! Typed secrets: read from the wire, used once, wiped. Their `Debug` says nothing.

use parley_domain::error_code::ErrorCode;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::error::{AppError, AppResult};
use crate::ports::Typed;

/// A passphrase or recovery code as it was typed.
#[derive(Clone, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(transparent)]
#[ts(as = "String")]
pub struct Secret(#[schemars(with = "String")] SecretText);

#[derive(Clone)]
struct SecretText(Typed);

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// NIST SP 800-63B asks for at least 8 where a second factor exists; the device
/// secret can be lost together with the machine, so Parley asks for more.
pub const MIN_PASSPHRASE_CHARS: usize = 12;

impl Secret {
    /// From the terminal.
    #[must_use]
    pub fn from_typed(text: Typed) -> Self {
        Self(SecretText(text))
    }

    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> Typed {
        self.0.0.clone()
    }

    /// What was typed, if it is long enough for a new passphrase.
    ///
    /// # Errors
    /// `weak_passphrase`, naming `field`.
    pub fn strong(&self, field: &'static str) -> AppResult<Typed> {
        if self.0.0.chars().count() < MIN_PASSPHRASE_CHARS {
            return Err(AppError {
                field: Some(field),
                ..AppError::new(ErrorCode::WeakPassphrase)
            });
        }
        Ok(self.typed())
    }
}
