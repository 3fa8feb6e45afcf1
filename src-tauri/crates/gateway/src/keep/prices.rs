//! What a call costs, by a business's own prices. Must not know: whose they are.

use parley_domain::call::Usage;
use serde::{Deserialize, Serialize};

/// What is paid for, in millionths of a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// ISO 4217.
    pub currency: String,
    /// The carrier's, for each minute that is begun.
    pub line_minute: u64,
    /// For a thousand characters made into speech.
    pub thousand_characters: u64,
    /// For a minute that a recogniser listens.
    pub listened_minute: u64,
}

impl Prices {
    /// What the use of a call comes to.
    #[must_use]
    pub fn of(&self, usage: &Usage) -> u64 {
        let line = u64::from(usage.line_ms).div_ceil(60_000) * self.line_minute;
        let spoken = u64::from(usage.spoken_chars) * self.thousand_characters / 1_000;
        let listened = u64::from(usage.listened_ms) * self.listened_minute / 60_000;
        line + spoken + listened
    }
}
