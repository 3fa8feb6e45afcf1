//! A tracker as it is kept, and what it found in a call.

use parley_domain::ids::{TrackerId, UserId};
use parley_domain::listening::Span;
use parley_domain::time::UtcMillis;
use parley_domain::tracking::TrackerRule;
use serde::{Deserialize, Serialize};

/// A rule, what a hit does, and which version of it this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracker {
    pub id: TrackerId,
    /// From 1; grows with every change.
    pub version: u32,
    pub name: String,
    pub rule: TrackerRule,
    /// The tag that a call with a hit gets.
    pub tag: Option<String>,
    /// Whether each hit is flagged.
    pub flag: bool,
    /// Whether it looks at new calls.
    pub active: bool,
    pub changed_by: UserId,
    pub changed_at: UtcMillis,
}

/// Where its words stand. The words themselves are not kept a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallHit {
    pub turn_index: u32,
    /// In the turn's text, in Unicode scalar values.
    pub at: u32,
    pub len: u32,
    pub span: Option<Span>,
}

/// What a tracker found in a call when it looked last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub version: u32,
    /// The tag it put on the call; `None` where somebody else had.
    pub tag: Option<String>,
    pub hits: Vec<CallHit>,
}

/// How much a tracker found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TrackerCounts {
    pub calls: u32,
    pub hits: u32,
}
