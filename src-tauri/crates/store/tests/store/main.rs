//! The store as its users see it.

mod audit;
mod calls;
mod fixture;
mod opening;
mod search;
