//! Reading a sealed file: any place, one chunk decrypted at a time.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use parley_app::ports::MediaStream;
use parley_domain::ids::MediaId;
use zeroize::Zeroizing;

use crate::keys::DataKey;

use super::chunk::ChunkCipher;
use super::folder::media_path;
use super::format::{FileHeader, HEADER, Layout, TAG};
use super::{PositionedFile, ReadAt, SealedError};

/// The plaintext of a sealed file, as a stream. Holds one chunk of plaintext, which
/// is wiped on drop. Damage found while reading comes as an `io::Error` of kind
/// `InvalidData`; [`super::sealed_error_of`] gives the [`SealedError`] back.
pub struct SealedReader<S> {
    source: S,
    cipher: ChunkCipher,
    layout: Layout,
    position: u64,
    cached: Option<u32>,
    cached_len: usize,
    buffer: Zeroizing<Vec<u8>>,
}

/// Opens the media file `media` in `folder` (the workspace's `media/`).
///
/// # Errors
/// [`SealedError::MediaMissing`], and as [`SealedReader::open`].
pub fn open_media(
    folder: &Path,
    media: MediaId,
    key: &DataKey,
) -> Result<SealedReader<PositionedFile>, SealedError> {
    let file = File::open(media_path(folder, media)).map_err(|e| SealedError::from_io(&e))?;
    SealedReader::open(PositionedFile::new(file), media, key)
}

impl<S: ReadAt> SealedReader<S> {
    /// Reads the header and decrypts the last chunk, so that a file cut or extended
    /// anywhere is refused here and the length can be relied on.
    ///
    /// # Errors
    /// [`SealedError`]
    pub fn open(source: S, media: MediaId, key: &DataKey) -> Result<Self, SealedError> {
        let file_len = source.total_len().map_err(|e| SealedError::from_io(&e))?;
        let mut bytes = [0u8; HEADER];
        source
            .read_exact_at(&mut bytes, 0)
            .map_err(|e| damage_or_io(&e))?;
        let header = FileHeader::parse(&bytes, media)?;
        let layout = Layout::of(file_len, header.chunk_bytes)?;
        // A short file needs no full-size buffer.
        let widest = if layout.chunks > 1 {
            header.chunk_bytes
        } else {
            layout.last_plain
        };
        let mut reader = Self {
            source,
            cipher: ChunkCipher::new(key, header)?,
            layout,
            position: 0,
            cached: None,
            cached_len: 0,
            buffer: Zeroizing::new(vec![0; widest + TAG]),
        };
        reader.load(layout.chunks - 1)?;
        Ok(reader)
    }

    /// Length of the plaintext in bytes.
    #[must_use]
    pub fn plain_len(&self) -> u64 {
        self.layout.plain_len
    }

    /// Puts chunk `number` into the buffer, unless it is there already.
    fn load(&mut self, number: u64) -> Result<(), SealedError> {
        let chunk = u32::try_from(number).map_err(|_| SealedError::MediaDamaged)?;
        if self.cached == Some(chunk) {
            return Ok(());
        }
        let chunk_bytes = self.cipher.header().chunk_bytes;
        let last = number + 1 == self.layout.chunks;
        let plain = if last {
            self.layout.last_plain
        } else {
            chunk_bytes
        };
        let offset = HEADER as u64 + number * (chunk_bytes + TAG) as u64;
        let sealed = self
            .buffer
            .get_mut(..plain + TAG)
            .ok_or(SealedError::MediaDamaged)?;
        // Until the tag has been checked, the buffer holds nothing to be read.
        self.cached = None;
        self.cached_len = 0;
        self.source
            .read_exact_at(sealed, offset)
            .map_err(|e| damage_or_io(&e))?;
        self.cached_len = self.cipher.open(chunk, last, sealed)?;
        self.cached = Some(chunk);
        Ok(())
    }
}

/// A file that ends early is damaged; other trouble is the disk's.
fn damage_or_io(error: &io::Error) -> SealedError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => SealedError::MediaDamaged,
        _ => SealedError::from_io(error),
    }
}

impl<S: ReadAt> Read for SealedReader<S> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() || self.position >= self.layout.plain_len {
            return Ok(0);
        }
        let chunk_bytes = self.cipher.header().chunk_bytes as u64;
        self.load(self.position / chunk_bytes)?;
        let start =
            usize::try_from(self.position % chunk_bytes).map_err(|_| SealedError::MediaDamaged)?;
        let rest = self.buffer.get(start..self.cached_len).unwrap_or_default();
        let count = rest.len().min(buf.len());
        if let (Some(to), Some(from)) = (buf.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.position += count as u64;
        Ok(count)
    }
}

impl<S> Seek for SealedReader<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(delta) => self.layout.plain_len.checked_add_signed(delta),
            SeekFrom::Current(delta) => self.position.checked_add_signed(delta),
        };
        self.position = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

impl<S: ReadAt + Send + Sync> MediaStream for SealedReader<S> {
    fn byte_len(&self) -> u64 {
        self.layout.plain_len
    }
}

impl<S> fmt::Debug for SealedReader<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedReader")
            .field("plain_len", &self.layout.plain_len)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}
