//! Tests across crates: what no single crate can promise alone.

mod house;
mod importing;
mod listening;
mod permitting;
mod readme;
mod tree;
mod workbench;
