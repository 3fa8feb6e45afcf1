//! What the list and the search show.

use parley_domain::call::{Channel, Direction, Outcome, Side};
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::review::CallMarks;

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallRow {
    pub id: CallId,
    pub started_at: UtcMillis,
    pub channel: Channel,
    pub direction: Direction,
    /// The caller's name, else number, else e-mail.
    pub caller: Option<String>,
    pub agent: Option<String>,
    pub outcome: Outcome,
    pub duration_ms: u32,
    pub language: Option<String>,
    pub has_recording: bool,
    pub caller_talk_ms: u32,
    pub agent_talk_ms: u32,
    pub turn_count: u32,
    pub simulated: bool,
    pub tags: Vec<String>,
    pub marks: CallMarks,
}

/// A value and how many calls have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FacetCount {
    pub value: String,
    pub count: u32,
}

/// What can be chosen in the filters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallFacets {
    pub agents: Vec<FacetCount>,
    pub languages: Vec<FacetCount>,
    pub channels: Vec<FacetCount>,
    pub directions: Vec<FacetCount>,
    pub outcomes: Vec<FacetCount>,
    pub tags: Vec<FacetCount>,
    /// By the id of the person who is to review.
    pub assigned: Vec<FacetCount>,
    pub flagged: u32,
    pub reviewed: u32,
    pub total: u32,
}

/// How hits are ordered.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum SearchOrder {
    /// By time, newest first.
    #[default]
    Newest,
    /// By relevance (bm25), among the newest few thousand hits.
    Best,
}

/// A piece of an excerpt; `hit` pieces are what was searched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TextPiece {
    pub text: String,
    pub hit: bool,
}

/// One turn that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SearchHit {
    pub call: CallRow,
    pub turn_index: u32,
    pub start_ms: Option<u32>,
    pub side: Side,
    pub excerpt: Vec<TextPiece>,
}
