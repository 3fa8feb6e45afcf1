//! One side's sound, read from its log as a WAV file: what the records leave out is
//! silence, so that sample 0 is the moment the call was answered in both legs.

use std::io::{self, Read};

use super::survey::sound;
use crate::calls::{SILENCE, WAV_HEADER, wav_header};
use crate::error::AppError;
use crate::ports::{LogRecord, LogRecords};

/// Reads a leg of a given length.
pub(super) struct Leg {
    header: [u8; WAV_HEADER],
    records: LogRecords,
    /// The record that comes next, with its place.
    next: Option<(u64, Vec<u8>)>,
    /// In bytes of the file.
    position: u64,
    frames: u64,
}

impl Leg {
    pub(super) fn new(records: LogRecords, frames: u64) -> Self {
        Self {
            header: wav_header(1, frames),
            records,
            next: None,
            position: 0,
            frames,
        }
    }

    /// The next record that has something at or behind sample `at`.
    fn look(&mut self, at: u64) -> Result<Option<(u64, &[u8])>, AppError> {
        let over = |next: &(u64, Vec<u8>)| next.0 + next.1.len() as u64 <= at;
        while self.next.as_ref().is_none_or(over) {
            match self.records.next().transpose()? {
                None | Some(LogRecord::Torn) => {
                    self.next = None;
                    return Ok(None);
                }
                Some(LogRecord::Damaged) => {}
                Some(LogRecord::Bytes(bytes)) => {
                    self.next = sound(&bytes).map(|(from, codes)| (from, codes.to_vec()));
                }
            }
        }
        let next = self.next.as_ref();
        Ok(next.map(|(from, codes)| (*from, codes.as_slice())))
    }
}

impl Read for Leg {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let header = WAV_HEADER as u64;
        if self.position < header {
            let from = usize::try_from(self.position).unwrap_or(WAV_HEADER);
            let count = self.header.get(from..).unwrap_or_default().read(buf)?;
            self.position += count as u64;
            return Ok(count);
        }
        let at = self.position - header;
        let left = usize::try_from(self.frames.saturating_sub(at)).unwrap_or(usize::MAX);
        let wanted = buf.len().min(left);
        let Some(out) = buf.get_mut(..wanted).filter(|out| !out.is_empty()) else {
            return Ok(0);
        };
        let next = self.look(at).map_err(io::Error::other)?;
        let count = match next {
            Some((from, codes)) if from <= at => {
                let skipped = usize::try_from(at - from).unwrap_or(usize::MAX);
                codes.get(skipped..).unwrap_or_default().read(out)?
            }
            other => {
                let gap = other.map_or(u64::MAX, |(from, _)| from - at);
                let gap = wanted.min(usize::try_from(gap).unwrap_or(usize::MAX));
                out.get_mut(..gap).unwrap_or_default().fill(SILENCE);
                gap
            }
        };
        self.position += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(from: u64, codes: &[u8]) -> LogRecord {
        let mut bytes = from.to_be_bytes().to_vec();
        bytes.extend_from_slice(codes);
        LogRecord::Bytes(bytes)
    }

    fn read(records: Vec<LogRecord>, frames: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        let records = Box::new(records.into_iter().map(Ok));
        Leg::new(records, frames).read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes[..WAV_HEADER], wav_header(1, frames));
        bytes.split_off(WAV_HEADER)
    }

    #[test]
    fn gaps_and_damage_are_silence_and_what_came_first_stays() {
        let heard = read(
            vec![
                record(2, &[1, 2, 3]),
                record(4, &[9, 4]),
                LogRecord::Damaged,
                LogRecord::Bytes(vec![1]),
                record(0, &[7]),
                record(8, &[5]),
                LogRecord::Torn,
            ],
            12,
        );
        let s = SILENCE;
        assert_eq!(heard, [s, s, 1, 2, 3, 4, s, s, 5, s, s, s]);
        assert_eq!(read(Vec::new(), 4), [s; 4]);
        assert_eq!(read(vec![record(0, &[1, 2, 3])], 2), [1, 2]);
    }
}
