//! Decodes MP3 frames, from the start (building the index) or from any place (using it).

use parley_app::ports::MediaStream;
use symphonia::core::codecs::audio::well_known::CODEC_ID_MP3;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};

use super::tag::read_information_frame;
use super::walk::FrameWalk;
use super::{FrameHeader, Mp3Index};
use crate::cursor::BlockSource;
use crate::fault::DecodeFault;

pub(crate) struct Mp3Blocks {
    walk: FrameWalk,
    decoder: Box<dyn AudioDecoder>,
    index: Mp3Index,
    /// True while the index is being built.
    indexing: bool,
    /// Read ahead to learn the format; decoded by the first call.
    first: Option<(u64, FrameHeader)>,
    /// Number of the MP3 frame that comes next.
    next: u64,
    frame: Vec<u8>,
    /// Frames that could not be decoded and became silence.
    pub(crate) undecodable: u64,
}

impl Mp3Blocks {
    /// Starts a first pass, which builds the index.
    pub(crate) fn scan(stream: Box<dyn MediaStream>) -> Result<Self, DecodeFault> {
        let mut walk = FrameWalk::new(stream)?;
        let mut frame = Vec::new();
        let (mut offset, mut header) = walk.next_frame(&mut frame)?.ok_or(DecodeFault::NotAudio)?;
        let trim = read_information_frame(&header, &frame);
        if trim.is_some() {
            (offset, header) = walk
                .next_frame(&mut frame)?
                .ok_or(DecodeFault::Broken("frames"))?;
        }
        let index = Mp3Index::new(&header, trim.unwrap_or_default());
        Ok(Self {
            walk,
            decoder: decoder(&header)?,
            index,
            indexing: true,
            first: Some((offset, header)),
            next: 0,
            frame,
            undecodable: 0,
        })
    }

    /// Opens with the index of an earlier pass.
    pub(crate) fn open(stream: Box<dyn MediaStream>, index: Mp3Index) -> Result<Self, DecodeFault> {
        let mut blocks = Self::scan(stream)?;
        blocks.indexing = false;
        blocks.index = index;
        Ok(blocks)
    }

    pub(crate) fn index(&self) -> &Mp3Index {
        &self.index
    }

    pub(crate) fn truncated(&self) -> bool {
        self.walk.truncated
    }
}

fn decoder(header: &FrameHeader) -> Result<Box<dyn AudioDecoder>, DecodeFault> {
    let mut params = AudioCodecParameters::new();
    params
        .for_codec(CODEC_ID_MP3)
        .with_sample_rate(header.rate_hz);
    let options = AudioDecoderOptions::default().gapless(false);
    Ok(symphonia::default::get_codecs().make_audio_decoder(&params, &options)?)
}

impl BlockSource for Mp3Blocks {
    fn reposition(&mut self, frame: u64) -> Result<(), DecodeFault> {
        let wanted = (frame + u64::from(self.index.trim.start)) / u64::from(self.index.samples);
        let (number, offset) = self
            .index
            .start_for(wanted)
            .ok_or(DecodeFault::Broken("seek index"))?;
        self.walk.go_to(offset)?;
        self.decoder.reset();
        self.first = None;
        self.next = number;
        Ok(())
    }

    fn next_block(&mut self, out: &mut Vec<f32>) -> Result<Option<i64>, DecodeFault> {
        let found = match self.first.take() {
            Some(first) => Some(first),
            None => self.walk.next_frame(&mut self.frame)?,
        };
        let Some((offset, header)) = found else {
            return Ok(None);
        };
        if self.indexing {
            self.index.push(offset, &header);
        }
        let (channels, samples) = (
            usize::from(self.index.channels),
            self.index.samples as usize,
        );
        out.clear();
        let packet = PacketRef::new(
            0,
            Timestamp::ZERO,
            Duration::new(samples as u64),
            &self.frame,
        );
        match self.decoder.decode_ref(&packet) {
            Ok(decoded) => decoded.copy_to_vec_interleaved(out),
            Err(_) => self.undecodable += 1,
        }
        // A frame that cannot be decoded is silent; its time passes all the same.
        out.resize(samples * channels, 0.0);
        let start = i64::try_from(self.next * samples as u64)
            .map_err(|_| DecodeFault::TooLong)?
            .saturating_sub(i64::from(self.index.trim.start));
        self.next += 1;
        Ok(Some(start))
    }
}
