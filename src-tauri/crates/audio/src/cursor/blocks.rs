//! From blocks that a codec yields at its own pace to frames at any place.
//!
//! Blocks carry their place on the recording's time line. What lies before the
//! wanted frame is dropped, what overlaps is cut, what is missing becomes silence,
//! so that a damaged packet never shifts what comes after it.

use super::FrameSource;
use crate::fault::DecodeFault;

/// Silence put in for missing audio at most; a longer hole is a broken time line.
const MAX_HOLE_FRAMES: i64 = 48_000 * 30;

/// A decoder that yields block after block.
pub(crate) trait BlockSource: Send {
    /// Arranges that blocks from here on cover `frame` and that the decoder has
    /// settled by then.
    fn reposition(&mut self, frame: u64) -> Result<(), DecodeFault>;

    /// Decodes the next block into `out` (interleaved; cleared first) and returns
    /// its first frame, which may lie before 0; `None` at the end.
    fn next_block(&mut self, out: &mut Vec<f32>) -> Result<Option<i64>, DecodeFault>;
}

pub(crate) struct BlockFrames<B> {
    blocks: B,
    channels: usize,
    next: i64,
    /// Silence still owed before the block.
    hole: usize,
    block: Vec<f32>,
    used: usize,
}

impl<B: BlockSource> BlockFrames<B> {
    pub(crate) fn new(blocks: B, channels: usize) -> Self {
        Self {
            blocks,
            channels,
            next: 0,
            hole: 0,
            block: Vec::new(),
            used: 0,
        }
    }

    pub(crate) fn blocks(&self) -> &B {
        &self.blocks
    }

    /// Brings in the next block that reaches past `next`; false at the end.
    fn refill(&mut self) -> Result<bool, DecodeFault> {
        loop {
            let Some(start) = self.blocks.next_block(&mut self.block)? else {
                self.block.clear();
                self.used = 0;
                return Ok(false);
            };
            let frames = i64::try_from(self.block.len() / self.channels).unwrap_or(i64::MAX);
            let end = start.saturating_add(frames);
            if end <= self.next {
                continue;
            }
            let lead = start.saturating_sub(self.next);
            if lead > MAX_HOLE_FRAMES {
                return Err(DecodeFault::Broken("time line"));
            }
            self.hole = usize::try_from(lead).unwrap_or(0);
            self.used = usize::try_from(-lead).unwrap_or(0) * self.channels;
            return Ok(true);
        }
    }
}

impl<B: BlockSource> FrameSource for BlockFrames<B> {
    fn seek(&mut self, frame: u64) -> Result<(), DecodeFault> {
        self.block.clear();
        self.used = 0;
        self.hole = 0;
        self.next = i64::try_from(frame).map_err(|_| DecodeFault::Broken("seek"))?;
        self.blocks.reposition(frame)
    }

    fn read(&mut self, out: &mut [f32]) -> Result<usize, DecodeFault> {
        let wanted = out.len() / self.channels;
        let mut done = 0;
        while done < wanted {
            if self.hole == 0 && self.used >= self.block.len() && !self.refill()? {
                break;
            }
            let room = &mut out[done * self.channels..wanted * self.channels];
            let frames = if self.hole > 0 {
                let silent = self.hole.min(wanted - done);
                room[..silent * self.channels].fill(0.0);
                self.hole -= silent;
                silent
            } else {
                let rest = &self.block[self.used..];
                let len = rest.len().min(room.len());
                room[..len].copy_from_slice(&rest[..len]);
                self.used += len;
                len / self.channels
            };
            done += frames;
            self.next += i64::try_from(frames).unwrap_or(0);
        }
        Ok(done)
    }
}
