//! Why decoding stops: the crate's own error, turned into a [`Refusal`] at the port.

use std::io;

use parley_app::import::{ImportNoteCode, Refusal};

/// Why a recording, or a place in it, cannot be decoded.
#[derive(Debug, thiserror::Error)]
pub enum DecodeFault {
    /// The stream underneath failed (disk, decryption).
    #[error("recording cannot be read")]
    Io(#[from] io::Error),
    /// The container or the coded audio is broken; the word names the place.
    #[error("recording is broken: {0}")]
    Broken(&'static str),
    /// A codec or layout Parley does not decode; the word names it.
    #[error("codec not supported: {0}")]
    Unsupported(String),
    /// Not audio that Parley knows.
    #[error("not a recording")]
    NotAudio,
    /// Longer than Parley reads.
    #[error("recording is too long")]
    TooLong,
}

impl DecodeFault {
    /// True if the bytes simply end too early.
    pub(crate) fn is_early_end(&self) -> bool {
        matches!(self, Self::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof)
    }

    pub(crate) fn into_refusal(self) -> Refusal {
        match self {
            Self::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => {
                Refusal::with(ImportNoteCode::Malformed, "end")
            }
            Self::Io(_) => Refusal::new(ImportNoteCode::Unreadable),
            Self::Broken(place) => Refusal::with(ImportNoteCode::Malformed, place),
            Self::Unsupported(codec) => Refusal::with(ImportNoteCode::CodecNotSupported, codec),
            Self::NotAudio => Refusal::new(ImportNoteCode::NotRecognised),
            Self::TooLong => Refusal::new(ImportNoteCode::TooLarge),
        }
    }
}

impl From<symphonia::core::errors::Error> for DecodeFault {
    fn from(error: symphonia::core::errors::Error) -> Self {
        use symphonia::core::errors::Error;
        match error {
            Error::IoError(e) => Self::Io(e),
            Error::DecodeError(place) => Self::Broken(place),
            Error::SeekError(_) => Self::Broken("seek"),
            Error::Unsupported(what) => Self::Unsupported(what.to_owned()),
            Error::LimitError(what) => Self::Broken(what),
            Error::ResetRequired => Self::Broken("stream changes"),
            _ => Self::Broken("stream"),
        }
    }
}
