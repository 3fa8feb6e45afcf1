//! Why a workspace header stays closed, told apart as far as the person before the
//! screen has to do something different.

use std::io;

use crate::keys::KeyError;

use super::RecoveryCodeError;

/// Why a header cannot be read, opened or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// There is no `workspace.json` in the folder.
    #[error("workspace header is missing")]
    HeaderMissing,
    /// There is one already where a new one was to be made.
    #[error("workspace header exists already")]
    HeaderExists,
    /// Not what was written; found before anything was asked.
    #[error("workspace header is damaged")]
    HeaderDamaged,
    /// Whole, but not what the holder of the workspace key wrote.
    #[error("workspace header was changed by somebody without the key")]
    HeaderTampered,
    /// Written by a later Parley; never overwritten.
    #[error("workspace header was written by a newer version")]
    HeaderNewer,
    /// Another process changed the file since it was read: read it again.
    #[error("workspace header was changed elsewhere")]
    ChangedElsewhere,
    /// Wrong passphrase; counted.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Nobody of that name or id.
    #[error("unknown user")]
    UnknownUser,
    /// Somebody has that name or id already.
    #[error("user exists already")]
    UserExists,
    /// Nobody could sign in any more.
    #[error("the last user cannot be removed")]
    LastUser,
    /// The header's slots are full.
    #[error("too many users")]
    TooManyUsers,
    /// A name that is empty or longer than 200 characters.
    #[error("name is empty or too long")]
    UnusableName,
    /// A well-formed recovery code that opens nothing here; counted.
    #[error("wrong recovery code")]
    WrongRecoveryCode,
    /// What was typed cannot be a recovery code; not counted.
    #[error(transparent)]
    RecoveryCodeMistyped(#[from] RecoveryCodeError),
    /// This machine's part of the key is not to be had.
    #[error("device secret is missing")]
    DeviceSecretMissing,
    /// The slot was made on another machine: the recovery code opens it here.
    #[error("workspace was moved from another machine")]
    BoundToOtherDevice,
    /// Too many failures: wait so long.
    #[error("too many failed attempts, wait {wait_ms} ms")]
    TooManyAttempts { wait_ms: u64 },
    /// Argon2id parameters out of bounds, or more memory than there is.
    #[error("key derivation parameters cannot be used")]
    UnusableKdf,
    /// The cryptographic library refused.
    #[error("cryptographic operation refused")]
    CryptoRefused,
    /// The disk refused.
    #[error("workspace header input or output failed: {0}")]
    Io(io::ErrorKind),
}

impl From<KeyError> for HeaderError {
    /// For values that the workspace key itself must open: under a good MAC they do.
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::UnknownVersion => Self::HeaderNewer,
            KeyError::DoesNotOpen | KeyError::Malformed => Self::HeaderTampered,
            KeyError::Refused => Self::CryptoRefused,
        }
    }
}
