//! Writing a sealed file from beginning to end.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use parley_domain::ids::MediaId;
use parley_domain::rng::Rng;
use ring::digest;
use zeroize::Zeroizing;

use crate::keys::DataKey;

use super::SealedError;
use super::chunk::ChunkCipher;
use super::folder::{create_part, media_path, part_path, sync_folder};
use super::format::{CHUNK_BYTES, FileHeader};

/// What was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedFacts {
    /// SHA-256 of the plaintext.
    pub sha256: [u8; 32],
    /// Length of the plaintext in bytes.
    pub byte_len: u64,
}

/// Seals a stream of bytes into any `Write`. Nothing is authentic until
/// [`Self::finish`] has written the last chunk.
pub struct ChunkSealer<W> {
    out: W,
    cipher: ChunkCipher,
    next_chunk: u32,
    /// Holds at least one byte back after the first, since only `finish` knows
    /// which chunk is the last.
    pending: Zeroizing<Vec<u8>>,
    hash: digest::Context,
    byte_len: u64,
    failed: bool,
}

impl<W: Write> ChunkSealer<W> {
    /// Writes the file header.
    ///
    /// # Errors
    /// [`SealedError::Io`]
    pub fn new(
        mut out: W,
        media: MediaId,
        key: &DataKey,
        rng: &dyn Rng,
    ) -> Result<Self, SealedError> {
        let header = FileHeader::new(media, rng);
        out.write_all(&header.bytes)
            .map_err(|e| SealedError::from_io(&e))?;
        Ok(Self {
            out,
            cipher: ChunkCipher::new(key, header)?,
            next_chunk: 0,
            pending: Zeroizing::new(Vec::with_capacity(CHUNK_BYTES)),
            hash: digest::Context::new(&digest::SHA256),
            byte_len: 0,
            failed: false,
        })
    }

    fn flush_chunk(&mut self, last: bool) -> Result<(), SealedError> {
        if self.failed {
            return Err(SealedError::Io(io::ErrorKind::Other));
        }
        // After a failed write the output may hold half a chunk: nothing more may
        // follow, and the nonce must not be used again.
        self.failed = true;
        let chunk = self.next_chunk;
        let tag = self.cipher.seal(chunk, last, &mut self.pending)?;
        self.out
            .write_all(&self.pending)
            .map_err(|e| SealedError::from_io(&e))?;
        self.out
            .write_all(tag.as_ref())
            .map_err(|e| SealedError::from_io(&e))?;
        self.pending.clear();
        if !last {
            self.next_chunk = chunk.checked_add(1).ok_or(SealedError::TooLong)?;
            self.failed = false;
        }
        Ok(())
    }

    /// Writes the last chunk and gives the output back, unflushed.
    ///
    /// # Errors
    /// [`SealedError`]; the output is worthless then.
    pub fn finish(mut self) -> Result<(W, SealedFacts), SealedError> {
        self.flush_chunk(true)?;
        let mut sha256 = [0u8; 32];
        sha256.copy_from_slice(self.hash.finish().as_ref());
        Ok((
            self.out,
            SealedFacts {
                sha256,
                byte_len: self.byte_len,
            },
        ))
    }
}

impl<W: Write> Write for ChunkSealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if self.pending.len() >= CHUNK_BYTES {
            self.flush_chunk(false)?;
        }
        let room = CHUNK_BYTES - self.pending.len();
        let taken = bytes.get(..room).unwrap_or(bytes);
        self.pending.extend_from_slice(taken);
        self.hash.update(taken);
        self.byte_len += taken.len() as u64;
        Ok(taken.len())
    }

    /// Full chunks are passed on as they fill; a part of one cannot be.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W> fmt::Debug for ChunkSealer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkSealer")
            .field("byte_len", &self.byte_len)
            .finish_non_exhaustive()
    }
}

/// Writes one media file. The file appears under its name only when
/// [`Self::finish`] has made it durable; until then, and after a crash, it is a
/// `.part`. Dropped unfinished, it removes its `.part`.
#[derive(Debug)]
pub struct SealedWriter {
    sealer: Option<ChunkSealer<File>>,
    part: PathBuf,
    path: PathBuf,
    folder: PathBuf,
}

impl SealedWriter {
    /// Begins the file of `media` in `folder` (the workspace's `media/`).
    ///
    /// # Errors
    /// [`SealedError::MediaExists`] if it is there, or being written; otherwise
    /// [`SealedError::Io`].
    pub fn create(
        folder: &Path,
        media: MediaId,
        key: &DataKey,
        rng: &dyn Rng,
    ) -> Result<Self, SealedError> {
        let (path, part) = (media_path(folder, media), part_path(folder, media));
        if path.try_exists().map_err(|e| SealedError::from_io(&e))? {
            return Err(SealedError::MediaExists);
        }
        let file = create_part(&part)?;
        let mut writer = Self {
            sealer: None,
            part,
            path,
            folder: folder.to_path_buf(),
        };
        writer.sealer = Some(ChunkSealer::new(file, media, key, rng)?);
        Ok(writer)
    }

    /// Makes the file durable and visible.
    ///
    /// # Errors
    /// [`SealedError`]; the `.part` is removed then.
    pub fn finish(mut self) -> Result<SealedFacts, SealedError> {
        let io = |e: io::Error| SealedError::from_io(&e);
        let sealer = self
            .sealer
            .take()
            .ok_or(SealedError::Io(io::ErrorKind::Other))?;
        let (file, facts) = sealer.finish()?;
        file.sync_all().map_err(io)?;
        drop(file);
        fs::rename(&self.part, &self.path).map_err(io)?;
        sync_folder(&self.folder).map_err(io)?;
        Ok(facts)
    }
}

impl Write for SealedWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sealer {
            Some(sealer) => sealer.write(bytes),
            None => Err(io::ErrorKind::Other.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sealer.as_mut().map_or(Ok(()), ChunkSealer::flush)
    }
}

impl Drop for SealedWriter {
    fn drop(&mut self) {
        // Closed first: Windows does not remove open files. After `finish` the
        // name is gone and this fails quietly; a leftover is listed at next start.
        drop(self.sealer.take());
        let _ = fs::remove_file(&self.part);
    }
}
