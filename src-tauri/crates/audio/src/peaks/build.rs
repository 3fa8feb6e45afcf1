//! Peaks from samples as they are decoded.

use super::layout::{COARSEST, FACTOR, Peak, Peaks};

/// Frames per base bucket at 8 kHz: 32 ms, one pixel of a screen-wide view of 40 s.
const BASE_AT_8K: u32 = 256;

/// Collects the base level bucket by bucket.
#[derive(Debug)]
pub struct PeaksBuilder {
    channels: usize,
    rate_hz: u32,
    base: u32,
    frames: u64,
    /// Frames in the open bucket.
    filled: usize,
    open: [(f32, f32); 2],
    buckets: Vec<Vec<Peak>>,
}

const NOTHING: (f32, f32) = (f32::INFINITY, f32::NEG_INFINITY);

impl PeaksBuilder {
    /// `channels` is 1 or 2.
    #[must_use]
    pub fn new(channels: u16, rate_hz: u32) -> Self {
        let channels = usize::from(channels.clamp(1, 2));
        let base = (u64::from(BASE_AT_8K) * u64::from(rate_hz)).div_ceil(8_000);
        Self {
            channels,
            rate_hz,
            base: u32::try_from(base).unwrap_or(u32::MAX).max(1),
            frames: 0,
            filled: 0,
            open: [NOTHING; 2],
            buckets: vec![Vec::new(); channels],
        }
    }

    /// Frames per base bucket.
    #[must_use]
    pub fn bucket_frames(&self) -> usize {
        self.base as usize
    }

    /// Takes interleaved samples, whole frames.
    pub fn push(&mut self, samples: &[f32]) {
        let mut rest = samples;
        while !rest.is_empty() {
            let room = (self.base as usize - self.filled) * self.channels;
            let (chunk, tail) = rest.split_at(room.min(rest.len()));
            if self.channels == 1 {
                let [(low, high), _] = &mut self.open;
                let (l, h) = mono_extremes(chunk);
                (*low, *high) = (low.min(l), high.max(h));
            } else {
                for (open, found) in self.open.iter_mut().zip(stereo_extremes(chunk)) {
                    *open = (open.0.min(found.0), open.1.max(found.1));
                }
            }
            self.grow(chunk.len() / self.channels);
            rest = tail;
        }
    }

    /// Takes what is known of the next `frames` frames, which must not reach past
    /// the open bucket.
    pub(crate) fn push_extremes(&mut self, extremes: [(f32, f32); 2], frames: usize) {
        for (open, found) in self.open.iter_mut().zip(extremes) {
            *open = (open.0.min(found.0), open.1.max(found.1));
        }
        self.grow(frames);
    }

    fn grow(&mut self, frames: usize) {
        self.frames += frames as u64;
        self.filled += frames;
        if self.filled >= self.base as usize {
            self.close();
        }
    }

    fn close(&mut self) {
        for (buckets, (low, high)) in self.buckets.iter_mut().zip(self.open) {
            buckets.push((quantise(low), quantise(high)));
        }
        self.open = [NOTHING; 2];
        self.filled = 0;
    }

    /// All levels.
    #[must_use]
    pub fn finish(mut self) -> Peaks {
        if self.filled > 0 {
            self.close();
        }
        let mut levels = vec![self.buckets];
        while let Some(finest) = levels.last()
            && finest.first().is_some_and(|c| c.len() as u64 > COARSEST)
        {
            let coarser = finest.iter().map(|c| coarsen(c)).collect();
            levels.push(coarser);
        }
        Peaks {
            rate_hz: self.rate_hz,
            frames: self.frames,
            base: self.base,
            levels,
            channels: self.channels as u8,
        }
    }
}

fn coarsen(buckets: &[Peak]) -> Vec<Peak> {
    buckets.chunks(FACTOR as usize).map(merge).collect()
}

/// The extremes of several buckets; silence for none.
pub(super) fn merge(buckets: &[Peak]) -> Peak {
    let low = buckets.iter().map(|p| p.0).min().unwrap_or(0);
    let high = buckets.iter().map(|p| p.1).max().unwrap_or(0);
    (low, high)
}

fn quantise(value: f32) -> i8 {
    // Float to int saturates, and NaN becomes 0.
    (value.clamp(-1.0, 1.0) * 127.0).round() as i8
}

const LANES: usize = 16;

fn lane_extremes(samples: &[f32]) -> ([f32; LANES], [f32; LANES]) {
    let mut low = [f32::INFINITY; LANES];
    let mut high = [f32::NEG_INFINITY; LANES];
    let (blocks, rest) = samples.as_chunks::<LANES>();
    // Plain comparisons vectorise; `f32::min` has to mind NaN and does not.
    for block in blocks {
        for i in 0..LANES {
            let value = block[i];
            low[i] = if value < low[i] { value } else { low[i] };
            high[i] = if value > high[i] { value } else { high[i] };
        }
    }
    for (i, value) in rest.iter().enumerate() {
        low[i] = low[i].min(*value);
        high[i] = high[i].max(*value);
    }
    (low, high)
}

fn mono_extremes(samples: &[f32]) -> (f32, f32) {
    let (low, high) = lane_extremes(samples);
    (
        low.into_iter().fold(f32::INFINITY, f32::min),
        high.into_iter().fold(f32::NEG_INFINITY, f32::max),
    )
}

fn stereo_extremes(samples: &[f32]) -> [(f32, f32); 2] {
    let (low, high) = lane_extremes(samples);
    let side = |side: usize| {
        (
            low.iter()
                .skip(side)
                .step_by(2)
                .copied()
                .fold(f32::INFINITY, f32::min),
            high.iter()
                .skip(side)
                .step_by(2)
                .copied()
                .fold(f32::NEG_INFINITY, f32::max),
        )
    };
    [side(0), side(1)]
}
