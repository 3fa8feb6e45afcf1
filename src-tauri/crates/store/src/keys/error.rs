//! Why a key could not be unwrapped.

/// Why a wrapped key or sealed value stays closed. Wrong key, wrong context and
/// damage look the same to AES-GCM, so they are one variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Wrong key, wrong owner of the key, or changed bytes.
    #[error("key does not open this value, or the value is damaged")]
    DoesNotOpen,
    /// Too short to be a wrapped value.
    #[error("wrapped value is malformed")]
    Malformed,
    /// Written by a later Parley.
    #[error("wrapped value has an unknown version")]
    UnknownVersion,
    /// The cryptographic library refused an input; cannot happen with valid lengths.
    #[error("cryptographic operation refused")]
    Refused,
}
