//! A reader of calls' logs in which each line is a turn of the caller.

use parley_domain::call::{Side, Turn};

use crate::import::CallDraft;
use crate::ports::{CallLogReader, LogReplay};

#[derive(Debug, Clone, Copy, Default)]
pub struct TextCallLogs;

impl CallLogReader for TextCallLogs {
    fn call(&self, lines: &[Vec<u8>]) -> CallDraft {
        let turn = |line: &Vec<u8>| Turn {
            side: Side::Caller,
            speaker: None,
            text: String::from_utf8_lossy(line).into_owned(),
            start_ms: Some(0),
            end_ms: Some(0),
            words: Vec::new(),
        };
        CallDraft {
            turns: lines.iter().map(turn).collect(),
            ..CallDraft::default()
        }
    }

    /// The same for any lines but those that begin with an exclamation mark.
    fn replay(&self, lines: &[Vec<u8>]) -> LogReplay {
        let differs = lines.iter().position(|line| line.starts_with(b"!"));
        match differs {
            Some(events) => LogReplay::Differs { events, at_ms: 0 },
            None => LogReplay::Same {
                events: lines.len(),
            },
        }
    }
}
