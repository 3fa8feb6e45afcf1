//! Calls on a virtual clock: the other end of the line, and whoever is there. Must not
//! know: how the core decides; only what it sends and what it is sent.


pub mod carrier;
