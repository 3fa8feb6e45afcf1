//! Everything that Parley keeps: workspace folders with an encrypted database and
//! sealed media, the keys that open them, and what of this machine they lean on.
//! Implements ports of the use cases; must not know commands, formats or screens.

pub mod device_secret;
pub mod files;
pub mod folder_lock;
pub mod header;
pub mod keys;
pub mod output_choice;
pub mod records;
pub mod sealed;
pub mod system;
pub mod vault;
pub mod workspaces;
