//! What can go wrong with a sealed file, as far as a person can act on it.

use std::io;

/// Why a sealed file cannot be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealedError {
    /// The file is not there.
    #[error("media file is missing")]
    MediaMissing,
    /// Changed, cut, extended or reordered bytes, another file's content under this
    /// name, or a key that is not its own: AES-GCM cannot tell these apart.
    #[error("media file is damaged")]
    MediaDamaged,
    /// Written by a later Parley.
    #[error("media file was written by a newer version")]
    MediaNewer,
    /// A media file of this id is there already; ids are never used twice.
    #[error("media file exists already")]
    MediaExists,
    /// More than 2^32 chunks (256 TiB).
    #[error("media file is too long to seal")]
    TooLong,
    /// The disk refused.
    #[error("media file input or output failed: {0}")]
    Io(io::ErrorKind),
}

impl SealedError {
    pub(super) fn from_io(error: &io::Error) -> Self {
        if let Some(sealed) = sealed_error_of(error) {
            return sealed;
        }
        match error.kind() {
            io::ErrorKind::NotFound => Self::MediaMissing,
            kind => Self::Io(kind),
        }
    }
}

impl From<SealedError> for io::Error {
    fn from(error: SealedError) -> Self {
        let kind = match error {
            SealedError::MediaMissing => io::ErrorKind::NotFound,
            SealedError::MediaDamaged => io::ErrorKind::InvalidData,
            SealedError::MediaNewer => io::ErrorKind::Unsupported,
            SealedError::MediaExists => io::ErrorKind::AlreadyExists,
            SealedError::TooLong => io::ErrorKind::FileTooLarge,
            SealedError::Io(kind) => kind,
        };
        Self::new(kind, error)
    }
}

/// The [`SealedError`] inside an error that came through `Read`, `Write` or `Seek`.
#[must_use]
pub fn sealed_error_of(error: &io::Error) -> Option<SealedError> {
    error.get_ref()?.downcast_ref::<SealedError>().copied()
}
