//! How peaks are kept as bytes.
//!
//! Little endian: `PPK`, version 1, channels u8, rate u32 (Hz), frames u64, base
//! bucket u32 (frames), then level after level (base first, each next one four
//! times coarser, down to [`COARSEST`] buckets), in a level channel after channel,
//! in a channel bucket after bucket (lowest i8, highest i8; ±127 is full scale).
//! The last 8 bytes are FNV-1a 64 over all before. The length follows from the
//! header, so nothing is allocated on a stranger's word.

use parley_app::import::{ImportNoteCode, Refusal};

const MAGIC: &[u8; 4] = b"PPK\x01";
const HEADER: usize = 21;
/// Each level is coarser than the one before by this.
pub(super) const FACTOR: u64 = 4;
/// No coarser level is made once one has no more buckets than this.
pub(super) const COARSEST: u64 = 256;

/// (lowest, highest), full scale ±127.
pub(crate) type Peak = (i8, i8);

/// Multi-level peaks of one recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peaks {
    pub(super) rate_hz: u32,
    pub(super) frames: u64,
    pub(super) base: u32,
    /// level → channel → bucket.
    pub(super) levels: Vec<Vec<Vec<Peak>>>,
    pub(super) channels: u8,
}

/// Number of buckets of each level.
pub(super) fn level_lengths(frames: u64, base: u32) -> impl Iterator<Item = u64> {
    let first = frames.div_ceil(u64::from(base.max(1)));
    std::iter::successors(Some(first), |buckets| {
        (*buckets > COARSEST).then(|| buckets.div_ceil(FACTOR))
    })
}

impl Peaks {
    /// Length of the recording in frames.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.frames
    }

    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER + 8);
        out.extend(MAGIC);
        out.push(self.channels);
        out.extend(self.rate_hz.to_le_bytes());
        out.extend(self.frames.to_le_bytes());
        out.extend(self.base.to_le_bytes());
        for (low, high) in self.levels.iter().flatten().flatten() {
            out.extend([low.cast_unsigned(), high.cast_unsigned()]);
        }
        let sum = checksum(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    /// # Errors
    /// `Malformed` if a single bit is not as written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refusal> {
        Self::parse(bytes).ok_or_else(|| Refusal::with(ImportNoteCode::Malformed, "peaks"))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<8>()?;
        if checksum(body) != u64::from_le_bytes(*sum) || !body.starts_with(MAGIC) {
            return None;
        }
        let (head, mut rest) = body.split_at_checked(HEADER)?;
        let channels = head[4];
        let rate_hz = u32::from_le_bytes(*head.get(5..)?.first_chunk()?);
        let frames = u64::from_le_bytes(*head.get(9..)?.first_chunk()?);
        let base = u32::from_le_bytes(*head.get(17..)?.first_chunk()?);
        if rate_hz == 0 || base == 0 || !matches!(channels, 1 | 2) {
            return None;
        }
        let mut levels = Vec::new();
        for buckets in level_lengths(frames, base) {
            let mut level = Vec::new();
            for _ in 0..channels {
                let len = usize::try_from(buckets).ok()?.checked_mul(2)?;
                let (stored, tail) = rest.split_at_checked(len)?;
                rest = tail;
                let (pairs, _) = stored.as_chunks::<2>();
                level.push(
                    pairs
                        .iter()
                        .map(|[low, high]| (low.cast_signed(), high.cast_signed()))
                        .collect(),
                );
            }
            levels.push(level);
        }
        rest.is_empty().then_some(Self {
            rate_hz,
            frames,
            base,
            levels,
            channels,
        })
    }
}

/// FNV-1a with 64 bits, eight bytes at a time. Against damage, not against intent:
/// sealing is the store's work.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| {
        let mixed = (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        mixed ^ (mixed >> 29)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(0xcbf2_9ce4_8422_2325, |sum, w| {
        step(sum, u64::from_le_bytes(*w))
    });
    let sum = rest.iter().fold(sum, |sum, b| step(sum, u64::from(*b)));
    step(sum, bytes.len() as u64)
}
