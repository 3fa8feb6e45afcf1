//! A view as it is kept.

use parley_domain::access::Role;
use parley_domain::ids::{UserId, ViewId};
use parley_domain::search::SpeakerSide;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::calls::{CallFilter, SearchOrder};

/// Days counted from the day one looks.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
pub enum DatePreset {
    #[serde(rename = "today")]
    Today,
    #[serde(rename = "yesterday")]
    Yesterday,
    #[serde(rename = "7d")]
    Last7Days,
    #[serde(rename = "30d")]
    Last30Days,
    #[serde(rename = "month")]
    ThisMonth,
}

/// When the calls were, as a person said it: "the last seven days" moves on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ViewDates {
    Preset {
        preset: DatePreset,
    },
    /// Calendar days, `YYYY-MM-DD`, both included; `null`: open on that side.
    Days {
        from: Option<String>,
        to: Option<String>,
    },
}

/// What a view shows.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(default)]
pub struct ViewQuery {
    pub dates: Option<ViewDates>,
    /// Without `from` and `to`: those are in `dates`.
    pub filter: CallFilter,
    /// Given to whoever looks, whoever that is.
    pub assigned_to_me: bool,
    /// What is searched; empty: nothing.
    pub words: String,
    pub side: Option<SpeakerSide>,
    pub order: SearchOrder,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    pub id: ViewId,
    pub owner_id: UserId,
    pub name: String,
    /// The roles that see it beside its owner.
    pub shared_with: Vec<Role>,
    pub query: ViewQuery,
    pub made_at: UtcMillis,
    pub removed_at: Option<UtcMillis>,
}

impl SavedView {
    /// Whether this person sees it.
    #[must_use]
    pub fn is_seen_by(&self, user: UserId, role: Role) -> bool {
        self.removed_at.is_none() && (self.owner_id == user || self.shared_with.contains(&role))
    }
}
