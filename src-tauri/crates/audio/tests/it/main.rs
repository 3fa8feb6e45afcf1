//! Recordings read from real files.

mod common;
mod facts;
mod mutations;
mod peaks;
mod refusals;
mod seeking;
mod timing;
