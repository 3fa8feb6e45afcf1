//! IMA ADPCM: four bits a sample, in blocks that each begin anew.
//! Source: IMA Digital Audio Focus and Technical Working Group, "Recommended
//! Practices", 1992; the block layout is Microsoft's (RFC 2361 tag 0x11).

use std::io::SeekFrom;

use parley_app::ports::MediaStream;

use super::WavLayout;
use crate::cursor::BlockSource;
use crate::fault::DecodeFault;
use crate::media::read_up_to;

const STEPS: [i32; 89] = [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66,
    73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449,
    494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272,
    2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493,
    10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
];
const STEP_CHANGES: [i32; 8] = [-1, -1, -1, -1, 2, 4, 6, 8];

/// The blocks of one IMA ADPCM WAV.
pub(crate) struct ImaBlocks {
    stream: Box<dyn MediaStream>,
    channels: usize,
    data_start: u64,
    data_len: u64,
    block_bytes: usize,
    next: u64,
    bytes: Vec<u8>,
}

impl ImaBlocks {
    pub(crate) fn new(
        stream: Box<dyn MediaStream>,
        layout: &WavLayout,
        block_bytes: u16,
    ) -> Result<Self, DecodeFault> {
        let channels = usize::from(layout.channels);
        let block_bytes = usize::from(block_bytes);
        // A header and at least one group of samples per channel.
        if block_bytes < 8 * channels {
            return Err(DecodeFault::Broken("block"));
        }
        let mut blocks = Self {
            stream,
            channels,
            data_start: layout.data_start,
            data_len: layout.data_len,
            block_bytes,
            next: 0,
            bytes: Vec::new(),
        };
        blocks.reposition(0)?;
        Ok(blocks)
    }

    fn frames_per_block(&self) -> u64 {
        let groups = (self.block_bytes - 4 * self.channels) / (4 * self.channels);
        groups as u64 * 8 + 1
    }
}

impl BlockSource for ImaBlocks {
    fn reposition(&mut self, frame: u64) -> Result<(), DecodeFault> {
        self.next = frame / self.frames_per_block();
        let offset = self.next.saturating_mul(self.block_bytes as u64);
        let at = self.data_start.saturating_add(offset.min(self.data_len));
        self.stream.seek(SeekFrom::Start(at))?;
        Ok(())
    }

    fn next_block(&mut self, out: &mut Vec<f32>) -> Result<Option<i64>, DecodeFault> {
        out.clear();
        let offset = self.next.saturating_mul(self.block_bytes as u64);
        let left = self.data_len.saturating_sub(offset);
        let len = usize::try_from(left)
            .unwrap_or(usize::MAX)
            .min(self.block_bytes);
        self.bytes.resize(len, 0);
        let got = read_up_to(&mut *self.stream, &mut self.bytes)?;
        let Some((heads, body)) = self.bytes[..got].split_at_checked(4 * self.channels) else {
            return Ok(None);
        };
        let frames = body.len() / (4 * self.channels) * 8 + 1;
        out.resize(frames * self.channels, 0.0);
        for channel in 0..self.channels {
            let head = &heads[4 * channel..];
            let mut voice = Voice {
                value: i32::from(i16::from_le_bytes([head[0], head[1]])),
                step: usize::from(head[2]).min(STEPS.len() - 1),
            };
            let mut places = out.iter_mut().skip(channel).step_by(self.channels);
            if let Some(place) = places.next() {
                *place = voice.sample();
            }
            // Four bytes (eight samples) of one channel, then four of the other.
            let groups = body.chunks_exact(4).skip(channel).step_by(self.channels);
            let nibbles = groups.flatten().flat_map(|byte| [byte & 0x0f, byte >> 4]);
            for (place, nibble) in places.zip(nibbles) {
                voice.take(nibble);
                *place = voice.sample();
            }
        }
        let start = self.next.saturating_mul(self.frames_per_block());
        self.next += 1;
        Ok(Some(
            i64::try_from(start).map_err(|_| DecodeFault::TooLong)?,
        ))
    }
}

/// The predictor of one channel.
struct Voice {
    value: i32,
    step: usize,
}

impl Voice {
    fn take(&mut self, nibble: u8) {
        let step = STEPS[self.step];
        let mut change = step >> 3;
        for (bit, part) in [(4, step), (2, step >> 1), (1, step >> 2)] {
            if nibble & bit != 0 {
                change += part;
            }
        }
        let signed = if nibble & 8 != 0 { -change } else { change };
        self.value = (self.value + signed).clamp(i32::from(i16::MIN), i32::from(i16::MAX));
        let moved = self.step as i32 + STEP_CHANGES[usize::from(nibble & 7)];
        self.step = usize::try_from(moved).unwrap_or(0).min(STEPS.len() - 1);
    }

    fn sample(&self) -> f32 {
        self.value as f32 / 32_768.0
    }
}
