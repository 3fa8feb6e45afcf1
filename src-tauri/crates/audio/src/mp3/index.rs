//! Where each n-th frame begins, as kept beside the recording.
//!
//! Layout, little endian: `PMP3`, version 1, then the fields of [`Mp3Index`] in
//! order, then the distances between entries as LEB128, then a FNV-1a 64 checksum.

use super::FrameHeader;
use super::tag::Trim;
use crate::fault::DecodeFault;
use crate::peaks::checksum;

const MAGIC: &[u8; 5] = b"PMP3\x01";
/// An entry each so many frames.
const STRIDE: u64 = 8;
/// Bits may be borrowed from this many bytes back (nine bits of `main_data_begin`).
const RESERVOIR_BYTES: usize = 511;

/// The seek index of one MP3.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Mp3Index {
    pub(crate) rate_hz: u32,
    pub(crate) channels: u16,
    /// Samples per channel in a frame.
    pub(crate) samples: u32,
    pub(crate) trim: Trim,
    /// Audio data in the leanest frame.
    least_main_data: u32,
    /// Number of MP3 frames with audio.
    pub(crate) frames: u64,
    offsets: Vec<u64>,
}

impl Mp3Index {
    pub(crate) fn new(header: &FrameHeader, trim: Trim) -> Self {
        Self {
            rate_hz: header.rate_hz,
            channels: header.channels,
            samples: header.samples(),
            trim,
            least_main_data: u32::MAX,
            frames: 0,
            offsets: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, offset: u64, header: &FrameHeader) {
        if self.frames.is_multiple_of(STRIDE) {
            self.offsets.push(offset);
        }
        let main = header.byte_len().saturating_sub(header.main_data_start());
        self.least_main_data = self
            .least_main_data
            .min(u32::try_from(main).unwrap_or(u32::MAX));
        self.frames += 1;
    }

    /// Where to start for the MP3 frame `wanted`: (frame number, byte offset).
    pub(crate) fn start_for(&self, wanted: u64) -> Option<(u64, u64)> {
        let main = (self.least_main_data as usize).max(1);
        // Two for the filters' memory, the rest for the borrowed bits.
        let early = 2 + RESERVOIR_BYTES.div_ceil(main).min(64) as u64;
        let entry = wanted.saturating_sub(early) / STRIDE;
        let offset = self.offsets.get(usize::try_from(entry).ok()?)?;
        Some((entry * STRIDE, *offset))
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.rate_hz.to_le_bytes());
        out.extend(self.channels.to_le_bytes());
        out.extend(self.samples.to_le_bytes());
        out.extend(self.trim.start.to_le_bytes());
        out.extend(self.trim.end.to_le_bytes());
        out.extend(self.least_main_data.to_le_bytes());
        out.extend(self.frames.to_le_bytes());
        let mut last = 0;
        for offset in &self.offsets {
            let mut distance = offset - last;
            while distance >= 0x80 {
                out.push((distance & 0x7f) as u8 | 0x80);
                distance >>= 7;
            }
            out.push(distance as u8);
            last = *offset;
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
        let mut rest = body.strip_prefix(MAGIC)?;
        let mut index = Self {
            rate_hz: u32::from_le_bytes(take(&mut rest)?),
            channels: u16::from_le_bytes(take(&mut rest)?),
            samples: u32::from_le_bytes(take(&mut rest)?),
            trim: Trim {
                start: u32::from_le_bytes(take(&mut rest)?),
                end: u32::from_le_bytes(take(&mut rest)?),
            },
            least_main_data: u32::from_le_bytes(take(&mut rest)?),
            frames: u64::from_le_bytes(take(&mut rest)?),
            offsets: Vec::new(),
        };
        let mut last = 0u64;
        while !rest.is_empty() {
            let mut distance = 0u64;
            let mut shift = 0;
            loop {
                let [byte] = take(&mut rest)?;
                distance |= u64::from(byte & 0x7f).checked_shl(shift)?;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            last = last.checked_add(distance)?;
            index.offsets.push(last);
        }
        let expected = index.frames.div_ceil(STRIDE);
        let sane =
            index.samples > 0 && index.samples <= 1152 && index.offsets.len() as u64 == expected;
        sane.then_some(index)
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_the_round_trip_and_refuses_damage() {
        let header = FrameHeader::parse([0xff, 0xfb, 0x90, 0x00]).unwrap();
        let mut index = Mp3Index::new(
            &header,
            Trim {
                start: 1105,
                end: 47,
            },
        );
        for i in 0..1000 {
            index.push(100 + i * 417, &header);
        }
        let bytes = index.to_bytes();
        assert_eq!(Mp3Index::from_bytes(&bytes).unwrap(), index);
        assert_eq!(index.start_for(0), Some((0, 100)));
        let (frame, offset) = index.start_for(500).unwrap();
        assert!(frame <= 496 && offset == 100 + frame * 417);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(Mp3Index::from_bytes(&damaged).is_err());
        }
        assert!(Mp3Index::from_bytes(&bytes[..40]).is_err());
        assert!(Mp3Index::from_bytes(&[]).is_err());
    }
}
