//! Frames from anywhere in a recording. A read after a seek gives the samples a
//! straight decode gives there: exactly for lossless codecs and MP3, to within
//! the codec's own convergence for the rest.

mod blocks;

use std::panic::{AssertUnwindSafe, catch_unwind};

use parley_app::ports::{MediaStream, RecordingFacts};

pub(crate) use blocks::{BlockFrames, BlockSource};

use crate::cut::Shape;
use crate::fault::DecodeFault;
use crate::flac::{FlacBlocks, FlacIndex};
use crate::mp3::{Mp3Blocks, Mp3Index};
use crate::packets;
use crate::wav::{ImaBlocks, PlainSamples, WavCodec, WavLayout};

/// Something that yields interleaved frames from a movable place.
pub(crate) trait FrameSource: Send {
    /// The next read begins at `frame`.
    fn seek(&mut self, frame: u64) -> Result<(), DecodeFault>;

    /// Fills whole frames; returns how many, 0 at the end.
    fn read(&mut self, out: &mut [f32]) -> Result<usize, DecodeFault>;
}

/// A recording opened for decoding at any place.
pub struct RecordingCursor {
    source: Box<dyn FrameSource>,
    channels: u16,
    rate_hz: u32,
    frames: u64,
    position: u64,
}

impl std::fmt::Debug for RecordingCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordingCursor")
            .field("position", &self.position)
            .field("frames", &self.frames)
            .finish_non_exhaustive()
    }
}

impl RecordingCursor {
    /// Opens a recording that was scanned before; `facts` and `seek_index` come from the scan.
    ///
    /// # Errors
    /// [`DecodeFault`] when the stream cannot be read, or is not what `facts` say.
    pub fn open(
        stream: Box<dyn MediaStream>,
        facts: &RecordingFacts,
        seek_index: &[u8],
    ) -> Result<Self, DecodeFault> {
        if !matches!(facts.channels, 1 | 2) || facts.rate_hz == 0 {
            return Err(DecodeFault::Unsupported(format!(
                "{} channels",
                facts.channels
            )));
        }
        let channels = usize::from(facts.channels);
        let source: Box<dyn FrameSource> = shielded(|| {
            Ok(if facts.container == "wav" {
                open_wav(stream, facts)?
            } else if facts.codec == "mp3" {
                let index = Mp3Index::from_bytes(seek_index)?;
                let blocks = Mp3Blocks::open(stream, index)?;
                Box::new(BlockFrames::new(blocks, channels)) as Box<dyn FrameSource>
            } else if facts.container == "flac" && !seek_index.is_empty() {
                let index = FlacIndex::from_bytes(seek_index)?;
                let blocks = FlacBlocks::open(stream, index, channels, facts.rate_hz)?;
                Box::new(BlockFrames::new(blocks, channels)) as Box<dyn FrameSource>
            } else {
                let blocks = packets::open(stream, &facts.container)?;
                if blocks.channels() != channels {
                    return Err(DecodeFault::Broken("channels"));
                }
                Box::new(BlockFrames::new(blocks, channels)) as Box<dyn FrameSource>
            })
        })?;
        Ok(Self {
            source,
            channels: facts.channels,
            rate_hz: facts.rate_hz,
            frames: facts.frames,
            position: 0,
        })
    }

    #[must_use]
    pub fn channels(&self) -> u16 {
        self.channels
    }

    #[must_use]
    pub fn rate_hz(&self) -> u32 {
        self.rate_hz
    }

    /// Length in frames.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// What edges of a cut have to know.
    pub(crate) fn shape(&self) -> Shape {
        Shape {
            channels: self.channels,
            rate_hz: self.rate_hz,
            frames: self.frames,
        }
    }

    /// The frame the next read begins with.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Moves to `frame`, clamped to the end.
    ///
    /// # Errors
    /// [`DecodeFault`] when that place cannot be reached.
    pub fn seek(&mut self, frame: u64) -> Result<(), DecodeFault> {
        let frame = frame.min(self.frames);
        if frame < self.frames {
            let source = &mut self.source;
            shielded(|| source.seek(frame))?;
        }
        self.position = frame;
        Ok(())
    }

    /// Fills whole interleaved frames into `out`; returns how many, 0 at the end.
    ///
    /// # Errors
    /// [`DecodeFault`] when this place cannot be decoded.
    pub fn read(&mut self, out: &mut [f32]) -> Result<usize, DecodeFault> {
        let left = usize::try_from(self.frames - self.position).unwrap_or(usize::MAX);
        let channels = usize::from(self.channels);
        let want = (out.len() / channels).min(left);
        if want == 0 {
            return Ok(0);
        }
        let source = &mut self.source;
        let out = &mut out[..want * channels];
        let got = shielded(|| source.read(out))?;
        self.position += got as u64;
        Ok(got)
    }
}

fn open_wav(
    mut stream: Box<dyn MediaStream>,
    facts: &RecordingFacts,
) -> Result<Box<dyn FrameSource>, DecodeFault> {
    let layout = WavLayout::read(&mut *stream)?;
    if layout.channels != facts.channels {
        return Err(DecodeFault::Broken("channels"));
    }
    let channels = usize::from(layout.channels);
    match layout.codec {
        WavCodec::Plain(coding) => Ok(Box::new(PlainSamples::new(stream, &layout, coding)?)),
        WavCodec::ImaAdpcm { block_bytes } => {
            let blocks = ImaBlocks::new(stream, &layout, block_bytes)?;
            Ok(Box::new(BlockFrames::new(blocks, channels)))
        }
        WavCodec::Other(name) => Err(DecodeFault::Unsupported(name)),
    }
}

/// Runs decoding and turns a panic in it into an error. The demuxers and decoders
/// beneath are other people's code working on outsiders' bytes: a slip there must
/// cost one recording, not the program.
pub(crate) fn shielded<T>(
    decode: impl FnOnce() -> Result<T, DecodeFault>,
) -> Result<T, DecodeFault> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|_| {
        tracing::error!("a decoder panicked on a recording");
        Err(DecodeFault::Broken("decoder"))
    })
}
