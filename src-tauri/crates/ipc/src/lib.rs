//! The command table and all that is made from it: dispatch, the permission
//! check, wire errors, the TypeScript client, the terminal's list. Must not know:
//! which shell asks, or which adapters answer.
//!
//! To add a command: write the use case in `parley-app`, add its row to
//! [`commands`], run `make gen`.

pub mod commands;
pub mod log;
mod table;
pub mod typescript;
mod wire;

pub use commands::{COMMANDS, dispatch};
pub use table::CommandInfo;
pub use wire::WireError;
