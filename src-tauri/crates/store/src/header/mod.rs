//! `workspace.json`: the wrapped workspace key and all that must be readable before
//! it is unwrapped. Must not know: the database, media, roles, or where the device
//! secret is kept.
//!
//! Nothing personal stands in it in clear, nor as a hash that guesses could be tried
//! against. Each name is sealed twice: under a key of the workspace key, and under
//! the device secret of the machine the slot was made on. So this machine can list
//! its own people at sign-in, and find a typed name among them; a machine without
//! the device secret can list nobody and say only how many slots there are. That
//! costs nothing: without the device secret a passphrase opens nothing anyway. There
//! the recovery code opens the workspace, the names become readable through the
//! workspace key, and [`WorkspaceHeader::set_passphrase`] binds one of them to the
//! new machine. Slots of other people keep their old binding until they do the same,
//! or the owner adds them on this machine.
//!
//! Three guards: a *checksum* (SHA-256) over everything, checked before anything is
//! asked; a *MAC* under the workspace key over everything but the failed attempts,
//! checked on unlocking; and a *generation* that grows with every change under the
//! MAC, by which the database can notice that an old header was put back.
//! The failed attempts stand outside the MAC since they are written while locked:
//! whoever can write the file can reset them, but then has a copy to guess on anyway.
//!
//! Removing a user removes their slot, not what they may have copied before: the
//! workspace key stays the same.
//!
//! Everything here blocks (Argon2id takes tens of milliseconds): call it from a
//! thread that may.

mod attempts;
mod canonical;
mod create;
mod disk;
mod error;
mod kdf;
mod model;
mod names;
mod people;
mod recovery_code;
mod slot;
mod unlock;

#[cfg(test)]
mod tamper_tests;
#[cfg(test)]
mod tests;

pub use attempts::FailedAttempt;
pub use create::NewHeader;
pub use disk::{HEADER_FILE, WorkspaceHeader, check_header};
pub use error::HeaderError;
pub use kdf::KdfParams;
pub use model::CheckpointRecord;
pub use names::normalised_name;
pub use people::{SignInPerson, SignInView};
pub use recovery_code::{RecoveryCode, RecoveryCodeError};
