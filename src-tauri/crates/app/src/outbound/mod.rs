//! Calls out: somebody lets the agent call a number, if the rules permit it at that moment.
//! Must not know: how a call is placed, or what is said in it.

mod about;
mod place;

pub use place::{PlaceCall, PlacedCallView, call_place};
