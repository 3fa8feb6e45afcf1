//! Tests across crates: what no single crate can promise alone.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on may stop, in its workbench too"
)]

mod desk;
mod exporting;
mod house;
mod importing;
mod keeping;
mod listening;
mod permitting;
mod readme;
mod tree;
mod workbench;
