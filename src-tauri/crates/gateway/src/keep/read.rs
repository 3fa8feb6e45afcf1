//! Calls read back from the lines of their logs: at their end, and after a process left
//! them behind.

use parley_app::import::CallDraft;
use parley_app::ports::CallLogReader;

use super::draft::{About, draft};
use super::line::Line;

/// The reader of the lines that [`super::LineJournal`] writes.
#[derive(Debug, Clone, Copy, Default)]
pub struct CallLogs;

impl CallLogReader for CallLogs {
    fn call(&self, lines: &[Vec<u8>]) -> CallDraft {
        draft(About::default(), &Line::read(lines))
    }
}
