//! Plain samples at any place of a WAV file.

use std::io::SeekFrom;

use parley_app::ports::MediaStream;

use super::{SampleCoding, WavLayout};
use crate::cursor::FrameSource;
use crate::fault::DecodeFault;
use crate::media::read_up_to;

/// Bytes taken from the stream at a time.
const CHUNK: usize = 32 * 1024;

pub(crate) struct PlainSamples {
    stream: Box<dyn MediaStream>,
    coding: SampleCoding,
    data_start: u64,
    frames: u64,
    frame_bytes: usize,
    next: u64,
    bytes: Vec<u8>,
}

impl PlainSamples {
    pub(crate) fn new(
        stream: Box<dyn MediaStream>,
        layout: &WavLayout,
        coding: SampleCoding,
    ) -> Result<Self, DecodeFault> {
        let frame_bytes = layout.frame_bytes(coding);
        let mut samples = Self {
            stream,
            coding,
            data_start: layout.data_start,
            frames: layout.data_len / frame_bytes as u64,
            frame_bytes,
            next: 0,
            bytes: Vec::new(),
        };
        samples.seek(0)?;
        Ok(samples)
    }

    /// The next whole frames as stored, at most `max` of them; empty at the end.
    pub(crate) fn raw_frames(&mut self, max: usize) -> Result<&[u8], DecodeFault> {
        let left = usize::try_from(self.frames - self.next).unwrap_or(usize::MAX);
        let want = max.min(left) * self.frame_bytes;
        self.bytes.resize(want, 0);
        let got = read_up_to(&mut *self.stream, &mut self.bytes)?;
        let whole = got / self.frame_bytes;
        self.next += whole as u64;
        Ok(&self.bytes[..whole * self.frame_bytes])
    }
}

impl FrameSource for PlainSamples {
    fn seek(&mut self, frame: u64) -> Result<(), DecodeFault> {
        self.next = frame.min(self.frames);
        let at = self.data_start + self.next * self.frame_bytes as u64;
        self.stream.seek(SeekFrom::Start(at))?;
        Ok(())
    }

    fn read(&mut self, out: &mut [f32]) -> Result<usize, DecodeFault> {
        let (coding, frame_bytes) = (self.coding, self.frame_bytes);
        let channels = frame_bytes / coding.bytes();
        let mut done = 0;
        while done < out.len() / channels {
            let want = (out.len() / channels - done).min(CHUNK / frame_bytes + 1);
            let raw = self.raw_frames(want)?;
            let got = raw.len() / frame_bytes;
            if got == 0 {
                break;
            }
            coding.to_f32(raw, &mut out[done * channels..]);
            done += got;
        }
        Ok(done)
    }
}
