//! Reviewing calls: why a call is flagged, why one is passed over, and which calls a
//! rule draws. Must not know: who is signed in, or how a queue is shown.

mod flag;
mod sample;

pub use flag::{FlagReason, LONGEST_NOTE, SkipReason};
pub use sample::{Drawable, Seed, Share, draw, week_of};
