//! Trackers: rules that look for words in what was said. Must not know: what a hit
//! does to a call, or where hits are kept.

mod finder;
mod rule;

pub use finder::{Finder, RuleError, TurnHit};
pub use rule::{Pattern, TrackerRule};
