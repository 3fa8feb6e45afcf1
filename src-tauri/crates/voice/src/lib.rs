//! The voice agent runtime: a core without I/O that knows what the caller heard. Events
//! with their moment go in, actions come out; the same core runs a live call, a practice
//! call, a simulation and a replay. Must not know: sockets, tasks, providers, the disk.

pub mod calendar;
pub mod core;
pub mod dialogue;
pub mod flow;
pub mod hearing;
pub mod knowledge;
pub mod ledger;
pub mod line;
pub mod pause;
pub mod recording;
pub mod reply;
pub mod simulate;
pub mod slots;
pub mod sound;
pub mod speak;
pub mod time;
pub mod told;
