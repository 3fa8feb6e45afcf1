//! The key hierarchy: what is derived from the workspace key, and what is wrapped
//! under what. Must not know: where wrapped keys are stored, who may use them,
//! passphrases (see [`crate::header`]) or files (see [`crate::sealed`]).
//!
//! ```text
//! workspace key (random, 256 bits)
//!  ├─ HKDF → database key            opens parley.db
//!  ├─ HKDF → media key
//!  │          ├─ wraps person key    (AAD: the person's id)
//!  │          │         └─ wraps data key of a leg of a call (AAD: the media id)
//!  │          └─ wraps data key of a file that mixes people  (AAD: the media id)
//!  ├─ HKDF → audit key               HMAC of personal payloads
//!  ├─ HKDF → checkpoint signing seed Ed25519
//!  └─ HKDF → header keys             MAC and sealed names of workspace.json
//! ```
//!
//! Destroying one wrapped person key makes that person's audio unreadable. `ring`
//! keeps expanded keys on the stack while a call runs and does not wipe them; all
//! that outlives a call is a [`Secret32`], which does.

mod audit;
mod checkpoint;
mod error;
mod hierarchy;
mod secret;
mod wrap;

#[cfg(test)]
pub(crate) mod test_rng;
#[cfg(test)]
mod tests;

pub use audit::AuditKey;
pub use checkpoint::{CheckpointSigner, verify_checkpoint_signature};
pub use error::KeyError;
pub use hierarchy::{DataKey, DatabaseKey, HeaderKeys, MediaKey, PersonKey, WorkspaceKey};
pub use secret::Secret32;
pub(crate) use secret::{hkdf_sha256, same_bytes};
pub(crate) use wrap::{open_blob, seal_blob};
