//! Calls on a virtual clock: the other end of the line, and whoever is there. Must not
//! know: how the core decides; only what it sends and what it is sent.

pub mod assert;
pub mod caller;
pub mod carrier;
pub mod chance;
pub mod practice;
pub mod promises;
pub mod run;
pub mod saying;
pub mod scenario;
pub mod stage;
pub mod world;
