//! The Xing/Info frame some encoders put first: no audio, but how much silence
//! the encoder put before and after.

use super::FrameHeader;

/// What a decoder adds before the first sample by its own filters.
const DECODER_DELAY: u32 = 529;

/// Frames to drop at both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Trim {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// `Some` if `frame` is an information frame instead of audio.
pub(crate) fn read_information_frame(header: &FrameHeader, frame: &[u8]) -> Option<Trim> {
    // Where a Xing frame puts its tag does not depend on the CRC bit.
    let tag = frame.get(4 + header.side_info_len()..)?;
    if let Some(vbri) = frame.get(36..40)
        && vbri == b"VBRI"
    {
        return Some(Trim::default());
    }
    if !(tag.starts_with(b"Xing") || tag.starts_with(b"Info")) {
        return None;
    }
    let flags = u32::from_be_bytes(tag.get(4..8)?.try_into().ok()?);
    let optional: usize = [(1, 4), (2, 4), (4, 100), (8, 4)]
        .iter()
        .filter(|(bit, _)| flags & bit != 0)
        .map(|(_, len)| len)
        .sum();
    let lame = tag.get(8 + optional..).unwrap_or_default();
    let trim = match lame.get(21..24) {
        Some(&[a, b, c]) if lame.starts_with(b"LAME") || lame.starts_with(b"Lav") => {
            let delay = u32::from(a) << 4 | u32::from(b >> 4);
            let padding = u32::from(b & 0x0f) << 8 | u32::from(c);
            Trim {
                start: delay + DECODER_DELAY,
                end: padding.saturating_sub(DECODER_DELAY),
            }
        }
        _ => Trim::default(),
    };
    Some(trim)
}
