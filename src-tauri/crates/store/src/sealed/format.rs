//! The file header and the arithmetic from file length to chunks.

use parley_domain::ids::MediaId;
use parley_domain::rng::Rng;
use uuid::Uuid;

use super::SealedError;

/// Plaintext bytes per chunk of the files written today.
pub const CHUNK_BYTES: usize = 1 << CHUNK_LOG2;

const CHUNK_LOG2: u8 = 16;
const MAGIC: &[u8; 8] = b"PARLEYMF";
const VERSION: u8 = 1;
const PREFIX: usize = 7;
pub(super) const HEADER: usize = 36;
pub(super) const TAG: usize = 16;
/// Chunk numbers are 32 bits.
const MAX_CHUNKS: u64 = 1 << 32;

/// A file header: kept as bytes, since the bytes are the associated data.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileHeader {
    pub bytes: [u8; HEADER],
    prefix: [u8; PREFIX],
    pub chunk_bytes: usize,
}

impl FileHeader {
    pub(super) fn new(media: MediaId, rng: &dyn Rng) -> Self {
        let mut prefix = [0u8; PREFIX];
        rng.fill(&mut prefix);
        let mut bytes = [0u8; HEADER];
        let parts = MAGIC
            .iter()
            .chain(&[VERSION, CHUNK_LOG2, 0, 0])
            .chain(media.0.as_bytes())
            .chain(&prefix);
        for (to, from) in bytes.iter_mut().zip(parts) {
            *to = *from;
        }
        Self {
            bytes,
            prefix,
            chunk_bytes: CHUNK_BYTES,
        }
    }

    /// Reads a header and checks that it is `media`'s.
    pub(super) fn parse(bytes: &[u8; HEADER], media: MediaId) -> Result<Self, SealedError> {
        let (magic, rest) = bytes
            .split_first_chunk::<8>()
            .ok_or(SealedError::MediaDamaged)?;
        let (kind, rest) = rest
            .split_first_chunk::<4>()
            .ok_or(SealedError::MediaDamaged)?;
        let (id, rest) = rest
            .split_first_chunk::<16>()
            .ok_or(SealedError::MediaDamaged)?;
        let (prefix, end) = rest
            .split_first_chunk::<7>()
            .ok_or(SealedError::MediaDamaged)?;
        if magic != MAGIC {
            return Err(SealedError::MediaDamaged);
        }
        let [version, chunk_log2, reserved @ ..] = kind;
        if *version > VERSION {
            return Err(SealedError::MediaNewer);
        }
        // 4 KiB to 1 MiB: what a version 1 file may say, so that a damaged one
        // cannot ask for gigabytes of buffer.
        let sane = *version == VERSION
            && (12..=20).contains(chunk_log2)
            && reserved == &[0, 0]
            && end == [0]
            && Uuid::from_bytes(*id) == media.0;
        if !sane {
            return Err(SealedError::MediaDamaged);
        }
        Ok(Self {
            bytes: *bytes,
            prefix: *prefix,
            chunk_bytes: 1usize << chunk_log2,
        })
    }

    pub(super) fn nonce(&self, chunk: u32, last: bool) -> [u8; 12] {
        let mut nonce = [0u8; 12];
        let number = chunk.to_be_bytes();
        let parts = self.prefix.iter().chain(&number).copied();
        for (to, from) in nonce.iter_mut().zip(parts.chain([u8::from(last)])) {
            *to = from;
        }
        nonce
    }
}

/// How a file of a given length is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    pub chunks: u64,
    pub plain_len: u64,
    pub last_plain: usize,
}

impl Layout {
    /// `file_len` includes the header. Lengths that the writer never makes are damage.
    pub(super) fn of(file_len: u64, chunk_bytes: usize) -> Result<Self, SealedError> {
        let damaged = SealedError::MediaDamaged;
        let tag = TAG as u64;
        let sealed_chunk = chunk_bytes as u64 + tag;
        let body = file_len.checked_sub(HEADER as u64).ok_or(damaged)?;
        let chunks = body.div_ceil(sealed_chunk);
        if chunks == 0 || chunks > MAX_CHUNKS {
            return Err(damaged);
        }
        let last_sealed = body - (chunks - 1) * sealed_chunk;
        let last_plain = last_sealed.checked_sub(tag).ok_or(damaged)?;
        if last_plain == 0 && chunks > 1 {
            return Err(damaged);
        }
        Ok(Self {
            chunks,
            plain_len: (chunks - 1) * chunk_bytes as u64 + last_plain,
            last_plain: usize::try_from(last_plain).map_err(|_| damaged)?,
        })
    }
}
