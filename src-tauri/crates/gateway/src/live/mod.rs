//! A live call: the carrier's frames, a recogniser's words and a voice's sound become the
//! core's events, and its actions become frames, marks and side effects. What hears,
//! speaks, looks things up and keeps the log are ports; [`tone`] and [`scripted`] stand in
//! for two of them where nobody is there, [`espeak`] is a voice that every machine has.
//! Must not know: what a conversation is about, where a call came from.

mod act;
mod call;
mod clock;
pub mod espeak;
pub mod journal;
pub mod keys_only;
pub mod order;
mod presses;
mod recogniser;
pub mod scripted;
pub mod speech_in;
pub mod speech_out;
pub mod tone;
mod turns;
mod voice;
pub mod vowels;
pub mod world;

pub use call::{LiveCall, Ports, Setup};
pub(crate) use call::{mark_name, mark_of};
