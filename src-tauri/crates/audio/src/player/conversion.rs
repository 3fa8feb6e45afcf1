//! From a recording's frames to the device's: two channels, the device's rate.

use super::resample::Resampler;

pub(crate) struct Conversion {
    channels: usize,
    resampler: Resampler,
    stereo: Vec<[f32; 2]>,
}

impl Conversion {
    pub(crate) fn new(channels: u16, from_hz: u32, to_hz: u32) -> Self {
        Self {
            channels: usize::from(channels.max(1)),
            resampler: Resampler::new(from_hz, to_hz),
            stereo: Vec::new(),
        }
    }

    /// Frames to feed before the first one that is to be heard.
    pub(crate) fn lead(&self) -> usize {
        self.resampler.lead()
    }

    /// Silence in place of frames there are none of.
    pub(crate) fn push_silence(&mut self, frames: usize, out: &mut Vec<[f32; 2]>) {
        self.stereo.clear();
        self.stereo.resize(frames, [0.0; 2]);
        self.resampler.push(&self.stereo, out);
    }

    /// Mono goes to both sides; of two channels the first is left.
    pub(crate) fn push(&mut self, interleaved: &[f32], out: &mut Vec<[f32; 2]>) {
        self.stereo.clear();
        let frames = interleaved.chunks_exact(self.channels);
        self.stereo.extend(frames.map(|frame| match frame {
            [left, right, ..] => [*left, *right],
            [one] => [*one; 2],
            [] => [0.0; 2],
        }));
        self.resampler.push(&self.stereo, out);
    }

    /// Brings out the rest at the end of the recording.
    pub(crate) fn finish(&mut self, out: &mut Vec<[f32; 2]>) {
        let tail = self.resampler.tail();
        self.push_silence(tail, out);
    }
}
