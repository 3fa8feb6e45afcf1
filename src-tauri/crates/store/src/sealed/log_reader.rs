//! Reading a log from its beginning, past a damaged record, up to a torn end.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use parley_app::live::LiveStream;
use parley_app::ports::LogRecord;
use parley_domain::ids::MediaId;

use super::SealedError;
use super::log::{HEAD, HEADER, LogCipher, MOST_RECORD_BYTES, NONCE, TAG, log_path};
use crate::keys::DataKey;

/// The records of a log in the order they were appended.
pub struct LogReader<R> {
    source: R,
    cipher: LogCipher,
    number: u64,
    /// The start of the next record, where it was read already.
    head: Option<Start>,
    done: bool,
}

/// What stands where a record begins.
#[derive(Debug, Clone, Copy)]
enum Start {
    Whole([u8; HEAD]),
    /// Fewer bytes than a record begins with.
    Cut,
    Nothing,
}

/// Opens the log of `media` in `folder`; `None` if it was never begun.
///
/// # Errors
/// As [`LogReader::open`].
pub fn open_log(
    folder: &Path,
    media: MediaId,
    stream: LiveStream,
    key: &DataKey,
) -> Result<Option<LogReader<BufReader<File>>>, SealedError> {
    match File::open(log_path(folder, media)) {
        Ok(file) => {
            LogReader::open(BufReader::with_capacity(1 << 16, file), media, stream, key).map(Some)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SealedError::from_io(&error)),
    }
}

/// Reads as much of `buffer` as there is.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

impl<R: Read> LogReader<R> {
    /// Reads the header. A log that ends inside of it was torn at its first breath.
    ///
    /// # Errors
    /// [`SealedError::MediaDamaged`] for what is not this log, [`SealedError::MediaNewer`],
    /// [`SealedError::Io`].
    pub fn open(
        mut source: R,
        media: MediaId,
        stream: LiveStream,
        key: &DataKey,
    ) -> Result<Self, SealedError> {
        let cipher = LogCipher::new(media, stream, key)?;
        let mut header = [0; HEADER];
        let filled = fill(&mut source, &mut header).map_err(|e| SealedError::from_io(&e))?;
        let torn = filled < HEADER;
        if !torn {
            cipher.check(&header)?;
        }
        Ok(Self {
            source,
            cipher,
            number: 0,
            head: torn.then_some(Start::Cut),
            done: false,
        })
    }

    fn start(&mut self) -> io::Result<Start> {
        if let Some(start) = self.head.take() {
            return Ok(start);
        }
        let mut head = [0; HEAD];
        Ok(match fill(&mut self.source, &mut head)? {
            0 => Start::Nothing,
            HEAD => Start::Whole(head),
            _ => Start::Cut,
        })
    }

    /// Nothing more is read.
    fn end(&mut self, record: LogRecord) -> Option<LogRecord> {
        self.done = true;
        Some(record)
    }

    fn read(&mut self) -> io::Result<Option<LogRecord>> {
        let head = match self.start()? {
            Start::Nothing => {
                self.done = true;
                return Ok(None);
            }
            Start::Cut => return Ok(self.end(LogRecord::Torn)),
            Start::Whole(head) => head,
        };
        let [a, b, c, d, complement @ ..] = head;
        let length = u32::from_be_bytes([a, b, c, d]);
        let wanted = usize::try_from(length).unwrap_or(usize::MAX);
        if !length != u32::from_be_bytes(complement) || wanted > MOST_RECORD_BYTES {
            // Where the next record begins is not known. A power cut may leave a file
            // that is longer than what was written to it, filled up with zeros.
            let zeros = head == [0; HEAD] && only_zeros(&mut self.source)?;
            let record = if zeros {
                LogRecord::Torn
            } else {
                LogRecord::Damaged
            };
            return Ok(self.end(record));
        }
        let mut sealed = vec![0; NONCE + wanted + TAG];
        if fill(&mut self.source, &mut sealed)? < sealed.len() {
            return Ok(self.end(LogRecord::Torn));
        }
        let opened = self.cipher.open(self.number, &sealed);
        self.number += 1;
        if let Some(plain) = opened {
            return Ok(Some(LogRecord::Bytes(plain)));
        }
        match self.start()? {
            // The last one: a disk may have kept its length and not its bytes.
            Start::Nothing => Ok(self.end(LogRecord::Torn)),
            more => {
                self.head = Some(more);
                Ok(Some(LogRecord::Damaged))
            }
        }
    }
}

fn only_zeros(source: &mut impl Read) -> io::Result<bool> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let filled = fill(source, &mut buffer)?;
        let rest = buffer.get(..filled).unwrap_or_default();
        if rest.iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        if filled == 0 {
            return Ok(true);
        }
    }
}

impl<R: Read> Iterator for LogReader<R> {
    type Item = Result<LogRecord, SealedError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let read = self.read();
        if read.is_err() {
            self.done = true;
        }
        read.map_err(|e| SealedError::from_io(&e)).transpose()
    }
}

impl<R> fmt::Debug for LogReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogReader")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}
