//! Turns and words. Times are milliseconds from the start of the recording.

use serde::{Deserialize, Serialize};

use super::Side;

/// One spoken or written contribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Turn {
    /// The side, as far as the source tells.
    pub side: Side,
    /// The speaker's name or label in the source, e.g. `spk_0`, `A`, `Asha`.
    pub speaker: Option<String>,
    /// The text as shown; words are found in it by their `at` offset.
    pub text: String,
    /// Start, ms; `None` when the source has no times.
    pub start_ms: Option<u32>,
    /// End, ms; never before the start.
    pub end_ms: Option<u32>,
    /// Word times; empty when the source has none.
    pub words: Vec<Word>,
}

/// One word inside a turn's text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Word {
    /// Offset of the first character in the turn's text, in Unicode scalar values.
    pub at: u32,
    /// Length in Unicode scalar values, punctuation that belongs to it included.
    pub len: u32,
    /// Start, ms from the start of the recording.
    pub start_ms: u32,
    /// End, ms; equal to the start when the source has zero-length words.
    pub end_ms: u32,
    /// The recogniser's confidence in 1/100, 0–100; 255 when it gives none.
    pub confidence: u8,
}

/// How long a side spoke, ms, by the times of its turns.
#[must_use]
pub fn talk_ms(turns: &[Turn], side: Side) -> u32 {
    let own = turns.iter().filter(|turn| turn.side == side);
    let lengths = own.filter_map(|turn| Some(turn.end_ms?.saturating_sub(turn.start_ms?)));
    lengths.fold(0, u32::saturating_add)
}

impl Word {
    /// The value of `confidence` that means "not given".
    pub const NO_CONFIDENCE: u8 = 255;
}
