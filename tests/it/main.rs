//! Tests across crates: what no single crate can promise alone.

mod house;
mod readme;
mod tree;
