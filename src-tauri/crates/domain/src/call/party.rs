//! The parties of a call.

use serde::{Deserialize, Serialize};

/// Which side of the call a voice or a line of text is on.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The data principal: the person outside the business.
    Caller,
    /// The AI agent, or the person of the business who took over.
    Agent,
    /// Anyone else, or a speaker whose side the source does not tell.
    Other,
}

impl Side {
    /// The number that is stored: caller 0, agent 1, other 2.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Caller => 0,
            Self::Agent => 1,
            Self::Other => 2,
        }
    }

    /// The side of a stored number.
    #[must_use]
    pub const fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Caller,
            1 => Self::Agent,
            _ => Self::Other,
        }
    }
}

/// One party as the source names it. Every field may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Party {
    /// The name the source gives, as written.
    pub name: Option<String>,
    /// E.164 where the source has it, otherwise as written.
    pub phone: Option<String>,
    /// As written.
    pub email: Option<String>,
}
