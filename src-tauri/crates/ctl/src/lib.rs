//! What the shells share: putting the adapters together, and the demo tenant.
//! The terminal itself is in `main.rs`.

pub mod compose;
pub mod demo;
mod silent;
