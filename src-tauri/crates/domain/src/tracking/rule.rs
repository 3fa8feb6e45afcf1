//! A rule as a person writes it.

use serde::{Deserialize, Serialize};

use crate::search::SpeakerSide;

/// What is looked for. Words are compared as the search compares them: lower case,
/// without accents on Latin letters, Devanagari with its vowel signs. A word that ends
/// with `*` stands for all that begin so.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Pattern {
    /// Any of these, each a word or words in a row.
    Phrase { any_of: Vec<String> },
    /// Two words with at most so many others between them, in either order.
    Near {
        first: String,
        second: String,
        within: u8,
    },
    /// A regular expression, letters of either case.
    Regex { pattern: String },
}

/// What is looked for, and in whose words.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
pub struct TrackerRule {
    pub pattern: Pattern,
    /// `null`: in anyone's.
    pub side: Option<SpeakerSide>,
}
