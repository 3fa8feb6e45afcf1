//! Whether a call may be recorded and what has to be said before it is: the strictest
//! rule of all places that any party may be in. What is not known is asked.
//!
//! The rules are data (`places.txt`), and so is what a number tells (`area_codes.txt`).
//! A decision carries its trace. Must not know: how it is announced, who refused.

mod decision;
mod party;
mod place;
mod region;
mod rule;
mod trace;

pub use decision::{Decision, Say, joined, recording_decision};
pub use party::{Evidence, EvidenceKind, Party, Role};
pub use place::Place;
pub use region::region_of_number;
pub use rule::{Class, Confidence, Need, Rule, rules};
pub use trace::{Step, Why};

#[cfg(test)]
mod tests;
