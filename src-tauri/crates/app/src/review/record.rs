//! What is kept of a call's review: flags, who is to review it, what became of it.

use parley_domain::ids::{CallId, FlagId, SamplingRuleId, TrackerId, UserId};
use parley_domain::listening::Span;
use parley_domain::review::{FlagReason, Seed, Share, SkipReason};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// What the list shows of a call's review.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallMarks {
    /// How many flags it has.
    pub flags: u32,
    pub assigned_to: Option<UserId>,
    /// Done or passed over.
    pub reviewed: bool,
}

/// A flag on a call, or on a stretch of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    pub id: FlagId,
    pub call_id: CallId,
    pub span: Option<Span>,
    /// The turn it is about, where it was set on words.
    pub turn_index: Option<u32>,
    pub reason: FlagReason,
    pub note: Option<String>,
    pub by: FlaggedBy,
    pub at: UtcMillis,
}

/// Who set a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlaggedBy {
    Person(UserId),
    Tracker(TrackerId),
}

/// Whether a call was reviewed or passed over.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcome {
    Done,
    Skipped,
}

impl ReviewOutcome {
    /// The name that is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skipped => "skipped",
        }
    }

    /// The value of a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Done, Self::Skipped]
            .into_iter()
            .find(|o| o.as_str() == text)
    }
}

/// Who is to review a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Assignment {
    pub to: UserId,
    pub by: UserId,
    pub at: UtcMillis,
}

/// What became of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Decision {
    pub outcome: ReviewOutcome,
    /// Why it was passed over.
    pub reason: Option<SkipReason>,
    pub note: Option<String>,
    pub by: UserId,
    pub at: UtcMillis,
}

/// All of a call's review but its flags.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReviewState {
    pub assignment: Option<Assignment>,
    pub decision: Option<Decision>,
}

/// A rule by which calls are drawn for review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplingRule {
    pub id: SamplingRuleId,
    pub name: String,
    pub share: Share,
    pub seed: Seed,
    pub active: bool,
    pub made_at: UtcMillis,
}
