//! What the logs of a call hold, before anything is made of them.

use super::pending::{LONGEST, PLACE};
use super::{LiveCallRecord, LiveLog, LiveStream};
use crate::error::AppResult;
use crate::ports::{LogRecord, MediaVault};

/// The entries of a call's log.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub lines: Vec<Vec<u8>>,
    pub damaged: bool,
}

/// # Errors
/// Those of the log.
pub(super) fn lines(vault: &dyn MediaVault, log: Option<&LiveLog>) -> AppResult<Lines> {
    let mut found = Lines::default();
    let Some(log) = log else { return Ok(found) };
    for record in vault.log_records(log)? {
        match record? {
            LogRecord::Bytes(line) => found.lines.push(line),
            LogRecord::Damaged => found.damaged = true,
            LogRecord::Torn => {}
        }
    }
    Ok(found)
}

/// A record of sound: its place and its codes. `None` for what this Parley never writes.
pub(super) fn sound(record: &[u8]) -> Option<(u64, &[u8])> {
    let (place, codes) = record.split_first_chunk::<PLACE>()?;
    let from = u64::from_be_bytes(*place);
    (from.saturating_add(codes.len() as u64) <= LONGEST).then_some((from, codes))
}

/// How long both legs are, and whether they are whole.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Survey {
    /// Samples to the end of the longer leg, rounded up to an even number: files of an
    /// odd length take a byte of padding that some readers do not know of.
    pub frames: u64,
    pub damaged: bool,
}

/// # Errors
/// Those of the logs.
pub(super) fn survey(vault: &dyn MediaVault, call: &LiveCallRecord) -> AppResult<Survey> {
    let mut found = Survey::default();
    for stream in [LiveStream::Caller, LiveStream::Agent] {
        let Some(log) = call.log(stream) else {
            continue;
        };
        for record in vault.log_records(log)? {
            match record? {
                LogRecord::Bytes(bytes) => match sound(&bytes) {
                    Some((from, codes)) => {
                        found.frames = found.frames.max(from + codes.len() as u64);
                    }
                    None => found.damaged = true,
                },
                LogRecord::Damaged => found.damaged = true,
                LogRecord::Torn => {}
            }
        }
    }
    found.frames = found.frames.next_multiple_of(2);
    Ok(found)
}
