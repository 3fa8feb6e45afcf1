//! The port that reads what the runtime wrote of a call. Must not know: where that was kept.

use crate::import::CallDraft;

/// Reads the lines of calls' logs.
pub trait CallLogReader: Send + Sync {
    /// What the lines tell of a call; from those that cannot be read, nothing. Who the
    /// parties are stands beside the log.
    fn call(&self, lines: &[Vec<u8>]) -> CallDraft;

    /// Runs the call of these lines again.
    fn replay(&self, lines: &[Vec<u8>]) -> LogReplay;
}

/// How running a call again went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogReplay {
    /// Every action was the one that was taken.
    Same { events: usize },
    /// As far as words were kept; there none were, for the call was not recorded.
    Withheld { events: usize, at_ms: u64 },
    /// So many events led to the same; the next did not.
    Differs { events: usize, at_ms: u64 },
    /// The lines do not say what the call began with, or this Parley cannot begin so.
    NoPlan,
}
