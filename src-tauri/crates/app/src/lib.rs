//! The use cases of Parley, one file each, over ports. Must not know: SQL, files,
//! sockets, windows, or which adapter answers a port.

pub mod agent;
pub mod agent_call;
pub mod audit;
pub mod bookings;
pub mod bulk;
pub mod calls;
pub mod captured;
pub mod comments;
#[cfg(feature = "memory")]
pub mod contract;
mod csv;
pub mod desk;
pub mod error;
pub mod export;
pub mod floor;
pub mod import;
pub mod knowledge;
pub mod live;
#[cfg(feature = "memory")]
pub mod memory;
pub mod messages;
pub mod outbound;
pub mod passphrase;
pub mod permissions;
pub mod permits;
pub mod player;
pub mod ports;
pub mod practice;
pub mod reports;
pub mod review;
pub mod scorecards;
pub mod suppressions;
pub mod trackers;
pub mod transcript;
pub mod users;
pub mod views;
pub mod workspaces;
