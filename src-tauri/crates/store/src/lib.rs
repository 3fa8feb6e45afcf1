//! Parley.

pub mod folder_lock;
pub mod header;
pub mod keys;
pub mod sealed;
pub mod device_secret;
