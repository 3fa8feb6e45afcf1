//! Evidence: what an audit entry says, how entries are chained, and how a
//! checkpoint is signed. Must not know: where entries are stored.
//!
//! Two hashes run over the same leaves. The linear chain says which entry was
//! touched; the Merkle root (RFC 6962, section 2.1) goes into signed checkpoints
//! (C2SP tlog-checkpoint), so that a later proof about one entry needs no others.

mod act;
mod chain;
mod checkpoint;
mod leaf;
mod merkle;

pub use act::{Act, Purpose, SubjectKind};
pub use chain::{ChainCheck, Fault, FaultKind, GENESIS, Link, Verdict, link_hash, verify};
pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use leaf::{Leaf, payload_mac};
pub use merkle::{Frontier, root};

/// A SHA-256 digest.
pub type Digest = [u8; 32];

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, b| {
        let _ = write!(text, "{b:02x}");
        text
    })
}

pub(crate) fn base64_encode(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

pub(crate) fn base64_decode(text: &str) -> Option<Vec<u8>> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}
