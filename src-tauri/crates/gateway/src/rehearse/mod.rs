//! Calls with sound, on a virtual clock: a whole [`crate::live::LiveCall`] with its ear,
//! between a caller who makes real sound on a bad line and a carrier by its contract. What
//! a recogniser gives is scripted, with the moments of the sound; all else is heard. The
//! same seed gives the same call. Must not know: where voices come from, what a call is
//! about.

mod call;
mod caller;
mod clockwork;
mod kept;
mod line;
mod overheard;
mod ports;
mod stage;
mod voices;

pub use call::{BargeIn, Legs};
pub use kept::Kept;
pub use stage::{Mode, Rehearsal, RehearseError, rehearse};
pub use voices::Voices;
