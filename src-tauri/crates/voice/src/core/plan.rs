//! What is settled before a call begins. Must not know: how it was settled.

use parley_domain::recording::Decision;

use crate::core::sentences::Sentences;
use crate::dialogue::Tongue;
use crate::pause::Words;

/// A call as it was planned.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Begins every idempotency key of the call.
    pub call: String,
    pub tongue: Tongue,
    pub recording: Decision,
    pub sentences: Sentences,
    /// When it ends in any case, ms after it was answered.
    pub longest_ms: u64,
    /// What a caller who cuts in says.
    pub cut_in: fn(&str) -> Words,
    /// Whether somebody agrees; `None` is neither yes nor no.
    pub agrees: fn(&str) -> Option<bool>,
}
