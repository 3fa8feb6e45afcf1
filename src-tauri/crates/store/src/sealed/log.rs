//! A sealed file that grows: the sound and the log of a call that is running. What was
//! appended is never written again, so a process that ends at any moment leaves all
//! records but, at most, the end of the last.
//!
//! ```text
//! header, 28 bytes   magic "PARLEYLG" (8) | version (1) | stream (1) | reserved, 0 (2)
//!                    | media id (16)
//! record             length n (4, big-endian) | its complement (4) | nonce (12)
//!                    | ciphertext (n) | tag (16)
//! ```
//! The associated data of a record is the header and the record's number (8,
//! big-endian): records can neither be changed, reordered, dropped from the middle nor
//! moved to another call or stream. That the end was cut off cannot be told from a
//! process that ended there. Nonces are random, not counted: a record that a full disk
//! took half of is taken back and tried again, and counted nonces would then seal two
//! texts. The complement tells a damaged length from the torn end of the file, so that
//! one bit in the middle cannot hide all that follows.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use parley_app::live::LiveStream;
use parley_domain::ids::MediaId;
use parley_domain::rng::Rng;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use super::SealedError;
use crate::keys::DataKey;

/// The longest record, in clear bytes.
pub const MOST_RECORD_BYTES: usize = 1 << 20;

const MAGIC: &[u8; 8] = b"PARLEYLG";
const VERSION: u8 = 1;
pub(super) const HEADER: usize = 28;
/// Length and complement.
pub(super) const HEAD: usize = 8;
pub(super) const NONCE: usize = 12;
pub(super) const TAG: usize = 16;
/// The ending of such a file's name.
pub(crate) const LOG: &str = "live";

/// Which log this is, and its key.
pub(super) struct LogCipher {
    key: LessSafeKey,
    pub(super) header: [u8; HEADER],
}

impl LogCipher {
    pub(super) fn new(
        media: MediaId,
        stream: LiveStream,
        key: &DataKey,
    ) -> Result<Self, SealedError> {
        let key = UnboundKey::new(&AES_256_GCM, key.secret().expose())
            .map_err(|_| SealedError::MediaDamaged)?;
        let mut header = [0; HEADER];
        let kind = [VERSION, code(stream), 0, 0];
        let parts = MAGIC.iter().chain(&kind).chain(media.0.as_bytes());
        for (to, from) in header.iter_mut().zip(parts) {
            *to = *from;
        }
        Ok(Self {
            key: LessSafeKey::new(key),
            header,
        })
    }

    fn associated(&self, number: u64) -> Aad<[u8; HEADER + 8]> {
        let mut aad = [0; HEADER + 8];
        let number = number.to_be_bytes();
        for (to, from) in aad.iter_mut().zip(self.header.iter().chain(&number)) {
            *to = *from;
        }
        Aad::from(aad)
    }

    fn seal(&self, number: u64, plain: &[u8], rng: &dyn Rng) -> Result<Vec<u8>, SealedError> {
        let length = u32::try_from(plain.len()).map_err(|_| SealedError::TooLong)?;
        let mut nonce = [0; NONCE];
        rng.fill(&mut nonce);
        let mut record = Vec::with_capacity(HEAD + NONCE + plain.len() + TAG);
        record.extend_from_slice(&length.to_be_bytes());
        record.extend_from_slice(&(!length).to_be_bytes());
        record.extend_from_slice(&nonce);
        record.extend_from_slice(plain);
        let body = record.get_mut(HEAD + NONCE..).unwrap_or_default();
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self
            .key
            .seal_in_place_separate_tag(nonce, self.associated(number), body)
            .map_err(|_| SealedError::TooLong)?;
        record.extend_from_slice(tag.as_ref());
        Ok(record)
    }

    /// Opens `sealed`: nonce, ciphertext, tag.
    pub(super) fn open(&self, number: u64, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE>()?;
        let mut body = body.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self
            .key
            .open_in_place(nonce, self.associated(number), &mut body);
        let length = opened.ok()?.len();
        body.truncate(length);
        Some(body)
    }

    /// Whether a file's first bytes are this log's.
    pub(super) fn check(&self, header: &[u8; HEADER]) -> Result<(), SealedError> {
        let newer = header.starts_with(MAGIC) && header.get(8).is_some_and(|v| *v > VERSION);
        if newer {
            return Err(SealedError::MediaNewer);
        }
        if *header == self.header {
            Ok(())
        } else {
            Err(SealedError::MediaDamaged)
        }
    }
}

const fn code(stream: LiveStream) -> u8 {
    match stream {
        LiveStream::Caller => 0,
        LiveStream::Agent => 1,
        LiveStream::Lines => 2,
    }
}

/// What a log grows in.
pub trait Growing {
    /// Adds all of `bytes` at the end.
    ///
    /// # Errors
    /// As `Write::write_all`; some of them may be there then.
    fn grow(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Cuts it to `length` bytes.
    ///
    /// # Errors
    /// As `File::set_len`.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

/// Opened for appending.
impl Growing for File {
    fn grow(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}

impl Growing for Vec<u8> {
    fn grow(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(())
    }
}

/// Seals records one behind the other.
pub struct LogSealer<W> {
    out: W,
    cipher: LogCipher,
    records: u64,
    /// Length of what is whole.
    length: u64,
    /// The torn end of a failed record could not be cut off: more behind it would be
    /// taken for damage.
    torn: bool,
}

impl<W: Growing> LogSealer<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// [`SealedError::Io`]
    pub fn new(
        mut out: W,
        media: MediaId,
        stream: LiveStream,
        key: &DataKey,
    ) -> Result<Self, SealedError> {
        let cipher = LogCipher::new(media, stream, key)?;
        out.grow(&cipher.header)
            .map_err(|e| SealedError::from_io(&e))?;
        Ok(Self {
            out,
            cipher,
            records: 0,
            length: HEADER as u64,
            torn: false,
        })
    }

    /// Appends one record.
    ///
    /// # Errors
    /// [`SealedError::TooLong`] beyond [`MOST_RECORD_BYTES`], otherwise
    /// [`SealedError::Io`]; the log is as it was before, and the next may be tried.
    pub fn append(&mut self, plain: &[u8], rng: &dyn Rng) -> Result<(), SealedError> {
        if plain.len() > MOST_RECORD_BYTES {
            return Err(SealedError::TooLong);
        }
        let io = |e: io::Error| SealedError::from_io(&e);
        if self.torn {
            self.out.cut(self.length).map_err(io)?;
            self.torn = false;
        }
        let record = self.cipher.seal(self.records, plain, rng)?;
        if let Err(error) = self.out.grow(&record) {
            self.torn = self.out.cut(self.length).is_err();
            return Err(io(error));
        }
        self.records += 1;
        self.length += record.len() as u64;
        Ok(())
    }

    /// What was written, back.
    #[must_use]
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W> fmt::Debug for LogSealer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogSealer")
            .field("records", &self.records)
            .finish_non_exhaustive()
    }
}

/// Where the log `media` lies in `folder` (the workspace's `media/`).
#[must_use]
pub fn log_path(folder: &Path, media: MediaId) -> PathBuf {
    folder.join(format!("{media}.{LOG}"))
}

/// Begins the log of `media` in `folder`, readable by its owner only.
///
/// # Errors
/// [`SealedError::MediaExists`] if it is there, otherwise [`SealedError::Io`]; nothing is
/// left then.
pub fn create_log(
    folder: &Path,
    media: MediaId,
    stream: LiveStream,
    key: &DataKey,
) -> Result<LogSealer<File>, SealedError> {
    let path = log_path(folder, media);
    let mut options = OpenOptions::new();
    options.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => SealedError::MediaExists,
        _ => SealedError::from_io(&e),
    })?;
    let begun = LogSealer::new(file, media, stream, key);
    if begun.is_err() {
        let _ = fs::remove_file(&path);
    }
    begun
}

/// Deletes the log of `media`, durably.
///
/// # Errors
/// [`SealedError::MediaMissing`] if it was not there, or [`SealedError::Io`].
pub fn remove_log(folder: &Path, media: MediaId) -> Result<(), SealedError> {
    fs::remove_file(log_path(folder, media)).map_err(|e| SealedError::from_io(&e))?;
    super::sync_folder(folder).map_err(|e| SealedError::from_io(&e))
}
