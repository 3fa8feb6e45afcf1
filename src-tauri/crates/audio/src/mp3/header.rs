//! The four bytes that open every MPEG layer 3 frame.

/// A layer 3 frame header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FrameHeader {
    /// MPEG 1, not 2 or 2.5.
    mpeg1: bool,
    pub(crate) rate_hz: u32,
    pub(crate) channels: u16,
    kbit_per_s: u32,
    padded: bool,
    crc: bool,
}

const KBIT_MPEG1: [u32; 16] = [
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0,
];
const KBIT_MPEG2: [u32; 16] = [
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0,
];

impl FrameHeader {
    /// `None` if `head` is not a layer 3 header with a known length (free format has none).
    pub(crate) fn parse(head: [u8; 4]) -> Option<Self> {
        let [sync, a, b, c] = head;
        if sync != 0xff || a & 0xe0 != 0xe0 {
            return None;
        }
        let version = (a >> 3) & 3;
        let layer3 = (a >> 1) & 3 == 1;
        let rate_code = usize::from((b >> 2) & 3);
        let (mpeg1, divisor) = match version {
            3 => (true, 1),
            2 => (false, 2),
            0 => (false, 4),
            _ => return None,
        };
        let rate_hz = [44_100u32, 48_000, 32_000].get(rate_code)? / divisor;
        let table = if mpeg1 { &KBIT_MPEG1 } else { &KBIT_MPEG2 };
        let kbit_per_s = table[usize::from(b >> 4)];
        if !layer3 || kbit_per_s == 0 {
            return None;
        }
        Some(Self {
            mpeg1,
            rate_hz,
            channels: if c >> 6 == 3 { 1 } else { 2 },
            kbit_per_s,
            padded: b & 2 != 0,
            crc: a & 1 == 0,
        })
    }

    /// Frames of audio (per channel) in this frame.
    pub(crate) fn samples(&self) -> u32 {
        if self.mpeg1 { 1152 } else { 576 }
    }

    /// Length of the whole frame in bytes, header included.
    pub(crate) fn byte_len(&self) -> usize {
        let len = self.samples() / 8 * self.kbit_per_s * 1000 / self.rate_hz;
        len as usize + usize::from(self.padded)
    }

    /// Bytes of side information behind the header (and its CRC).
    pub(crate) fn side_info_len(&self) -> usize {
        match (self.mpeg1, self.channels) {
            (true, 2) => 32,
            (true, _) | (false, 2) => 17,
            (false, _) => 9,
        }
    }

    /// Where the audio data proper begins in the frame.
    pub(crate) fn main_data_start(&self) -> usize {
        4 + if self.crc { 2 } else { 0 } + self.side_info_len()
    }

    /// Whether this frame can follow `other` in one stream.
    pub(crate) fn continues(&self, other: &Self) -> bool {
        self.mpeg1 == other.mpeg1
            && self.rate_hz == other.rate_hz
            && self.channels == other.channels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rates_and_lengths() {
        let h = FrameHeader::parse([0xff, 0xfb, 0x90, 0x00]).unwrap();
        assert_eq!(
            (h.rate_hz, h.channels, h.samples(), h.byte_len()),
            (44_100, 2, 1152, 417)
        );
        let h = FrameHeader::parse([0xff, 0xe3, 0x18, 0xc4]).unwrap();
        assert_eq!(
            (h.rate_hz, h.channels, h.samples(), h.byte_len()),
            (8_000, 1, 576, 72)
        );
    }

    #[test]
    fn refuses_what_is_not_layer_3() {
        assert!(FrameHeader::parse([0xff, 0xf1, 0x50, 0x80]).is_none());
        assert!(FrameHeader::parse([0xff, 0xfb, 0x00, 0x00]).is_none());
        assert!(FrameHeader::parse([0xff, 0xfb, 0xf0, 0x00]).is_none());
        assert!(FrameHeader::parse([0xfe, 0xfb, 0x90, 0x00]).is_none());
    }
}
