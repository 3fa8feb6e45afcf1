//! What is settled before a call begins. Must not know: how it was settled.

use parley_domain::recording::Decision;

use crate::core::sentences::Sentences;
use crate::dialogue::Tongue;
use crate::pause::Words;

/// What an outbound call does where no person answers. Each of it says by itself whose AI
/// it is: it is told to machines, without the disclosure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outbound {
    /// Left behind a mailbox's beep; without, nothing is left on one.
    pub message: Option<String>,
    /// Said to a machine that asks who calls and why; without, it is not told.
    pub introduction: Option<String>,
    /// Pressed in menus, one for each menu; where none is left the call ends.
    pub keys: Vec<String>,
}

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
