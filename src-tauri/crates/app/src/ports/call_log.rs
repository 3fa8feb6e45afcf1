//! The port that reads what the runtime wrote of a call. Must not know: where that was kept.

use crate::import::CallDraft;

/// Reads the lines of calls' logs.
pub trait CallLogReader: Send + Sync {
    /// What the lines tell of a call; from those that cannot be read, nothing. Who the
    /// parties are stands beside the log.
    fn call(&self, lines: &[Vec<u8>]) -> CallDraft;
}
