//! Parley's page without its window: the same core, behind the same table, for
//! a browser on this machine. Tests drive the page through it.
//!
//! A shell like the window and the terminal, and as thin. It must not be built
//! into anything that is handed out: it knows no passphrase of its own, but
//! whoever can reach its port speaks for whoever signed in.

pub mod broadcast;
pub mod http;
pub mod live_calls;
pub mod page_files;
pub mod serve;
