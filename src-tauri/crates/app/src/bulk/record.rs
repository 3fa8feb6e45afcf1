//! An act on many calls as it is kept: what was done, how far it came, and for each
//! call that changed what takes it back.

use parley_domain::ids::{BulkId, FlagId, UserId};
use parley_domain::review::FlagReason;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::review::{Flag, ReviewState};

/// What is done to each of the calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkAct {
    Tag {
        tag: String,
    },
    Untag {
        tag: String,
    },
    /// To somebody, or to nobody any more. A call that was reviewed is to be reviewed
    /// again.
    Assign {
        user_id: Option<UserId>,
    },
    Flag {
        reason: FlagReason,
        note: Option<String>,
    },
    /// Takes all flags off.
    Unflag {},
}

/// An act on many calls and how far it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkRecord {
    pub id: BulkId,
    pub at: UtcMillis,
    pub by: UserId,
    pub act: BulkAct,
    /// Calls that were chosen.
    pub total: u32,
    pub changed: u32,
    /// Calls that were already as they should be.
    pub same: u32,
    pub cancelled: bool,
    /// `None` while it runs, and for one that Parley was stopped in.
    pub finished_at: Option<UtcMillis>,
    pub undone_at: Option<UtcMillis>,
}

/// What takes an act back on one call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkInverse {
    /// The tag was added.
    RemoveTag { tag: String },
    /// The tag was taken off.
    AddTag { tag: String },
    /// It was given to `set`; before, its review stood so.
    Review {
        set: Option<UserId>,
        before: ReviewState,
    },
    /// The flag was added.
    RemoveFlag { id: FlagId },
    /// The flags were taken off.
    PutFlags { flags: Vec<Flag> },
}

impl BulkAct {
    /// The name that stands in the log.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Tag { .. } => "tag",
            Self::Untag { .. } => "untag",
            Self::Assign { .. } => "assign",
            Self::Flag { .. } => "flag",
            Self::Unflag {} => "unflag",
        }
    }
}
