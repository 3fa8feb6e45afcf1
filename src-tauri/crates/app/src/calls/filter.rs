//! What narrows the list. Every field may be absent; all that are present must hold.

use parley_domain::call::{Channel, Direction, Outcome};
use parley_domain::ids::UserId;
use parley_domain::report::WeekHour;
use parley_domain::review::FlagReason;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(default)]
#[ts(optional_fields)]
pub struct CallFilter {
    /// Started at or after.
    pub from: Option<UtcMillis>,
    /// Started before.
    pub to: Option<UtcMillis>,
    /// Started in that hour of the local week.
    pub hour: Option<WeekHour>,
    pub direction: Option<Direction>,
    pub channel: Option<Channel>,
    /// The agent's name, whole.
    pub agent: Option<String>,
    pub outcome: Option<Outcome>,
    pub min_duration_ms: Option<u32>,
    pub max_duration_ms: Option<u32>,
    /// Whole BCP 47 tag, lower case.
    pub language: Option<String>,
    pub has_recording: Option<bool>,
    pub tag: Option<String>,
    /// Who is to review it.
    pub assigned_to: Option<UserId>,
    pub flagged: Option<bool>,
    /// Has a flag for that reason.
    pub flag_reason: Option<FlagReason>,
    /// Done or passed over.
    pub reviewed: Option<bool>,
}

impl CallFilter {
    /// Whether it asks for a time, or for nothing at all.
    #[must_use]
    pub fn is_period(&self) -> bool {
        *self
            == Self {
                from: self.from,
                to: self.to,
                ..Self::default()
            }
    }
}
