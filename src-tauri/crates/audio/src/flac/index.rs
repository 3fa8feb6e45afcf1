//! How long each FLAC frame is, as kept beside the recording.
//!
//! Layout, little endian: `PFLC`, version 1, byte offset of the first frame (u64),
//! frames of audio per FLAC frame (u32), bytes of each FLAC frame (u32 each), FNV
//! checksum (u64).

use crate::fault::DecodeFault;
use crate::peaks::checksum;

const MAGIC: &[u8; 5] = b"PFLC\x01";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FlacIndex {
    /// Audio frames in each FLAC frame but the last.
    pub(crate) block: u32,
    /// Where each FLAC frame begins, and where the last one ends.
    pub(crate) offsets: Vec<u64>,
}

impl FlacIndex {
    /// From (bytes, audio frames) of all FLAC frames, in order. `None` if they do not
    /// fill the file up to `end`, or are of different sizes: then something else lies
    /// between them, or the encoder varied its blocks.
    pub(crate) fn new(first: u64, end: u64, lengths: &[(u32, u32)]) -> Option<Self> {
        let (_, block) = *lengths.first()?;
        let (_, all_but_last) = lengths.split_last()?;
        let uniform = block > 0 && all_but_last.iter().all(|(_, frames)| *frames == block);
        let bytes = lengths.iter().map(|(bytes, _)| *bytes);
        let offsets = offsets(first, bytes)?;
        (uniform && offsets.last() == Some(&end)).then_some(Self { block, offsets })
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.offsets.first().unwrap_or(&0).to_le_bytes());
        out.extend(self.block.to_le_bytes());
        for pair in self.offsets.windows(2) {
            let bytes = u32::try_from(pair[1] - pair[0]).unwrap_or(u32::MAX);
            out.extend(bytes.to_le_bytes());
        }
        let sum = checksum(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeFault> {
        Self::parse(bytes).ok_or(DecodeFault::Broken("seek index"))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<8>()?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return None;
        }
        let (first, rest) = body.strip_prefix(MAGIC)?.split_first_chunk::<8>()?;
        let (block, rest) = rest.split_first_chunk::<4>()?;
        let (lengths, rest) = rest.as_chunks::<4>();
        let lengths = lengths.iter().map(|bytes| u32::from_le_bytes(*bytes));
        let block = u32::from_le_bytes(*block);
        let offsets = offsets(u64::from_le_bytes(*first), lengths)?;
        (rest.is_empty() && block > 0).then_some(Self { block, offsets })
    }
}

fn offsets(first: u64, lengths: impl Iterator<Item = u32>) -> Option<Vec<u64>> {
    let mut all = vec![first];
    let mut at = first;
    for length in lengths {
        at = at.checked_add(u64::from(length))?;
        all.push(at);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_the_round_trip_and_refuses_the_rest() {
        let lengths = [(1_000, 4_096), (900, 4_096), (70, 100)];
        let index = FlacIndex::new(86, 2_056, &lengths).unwrap();
        assert_eq!(index.offsets, [86, 1_086, 1_986, 2_056]);
        let bytes = index.to_bytes();
        assert_eq!(FlacIndex::from_bytes(&bytes).unwrap(), index);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            assert!(FlacIndex::from_bytes(&damaged).is_err());
        }
        // Bytes behind the last frame; blocks of different sizes; nothing.
        assert!(FlacIndex::new(86, 2_057, &lengths).is_none());
        assert!(FlacIndex::new(86, 2_056, &[(1_000, 4_096), (900, 5), (70, 100)]).is_none());
        assert!(FlacIndex::new(86, 86, &[]).is_none());
    }
}
