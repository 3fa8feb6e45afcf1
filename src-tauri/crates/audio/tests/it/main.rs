//! Recordings read from real files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clips;
mod common;
mod facts;
mod mutations;
mod peaks;
mod refusals;
mod seeking;
mod timing;
mod voice;
