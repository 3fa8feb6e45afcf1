//! The store as its users see it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod audit;
mod contract;
mod fixture;
mod legs;
mod opening;
mod tree;
