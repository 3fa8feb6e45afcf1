//! The rules of Parley: calls, roles, evidence. Pure functions over plain values.
//! Must not know: files, databases, networks, threads, the present time.

pub mod call;
pub mod ids;
pub mod rng;
pub mod time;
