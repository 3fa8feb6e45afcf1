//! FLAC frames by their place in the file.

use std::io::{Read, Seek, SeekFrom};

use parley_app::ports::MediaStream;
use symphonia::core::codecs::audio::well_known::CODEC_ID_FLAC;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};

use super::FlacIndex;
use crate::cursor::BlockSource;
use crate::fault::DecodeFault;
use crate::media::read_up_to;

/// Metadata blocks a file may have; pictures and tags are a handful.
const MAX_METADATA: usize = 1024;
/// Bytes of the STREAMINFO block.
const STREAM_INFO: usize = 34;

pub(crate) struct FlacBlocks {
    stream: Box<dyn MediaStream>,
    decoder: Box<dyn AudioDecoder>,
    channels: usize,
    index: FlacIndex,
    next: usize,
    /// The stream stands at the frame that comes next.
    in_place: bool,
    data: Vec<u8>,
}

impl FlacBlocks {
    pub(crate) fn open(
        mut stream: Box<dyn MediaStream>,
        index: FlacIndex,
        channels: usize,
        rate_hz: u32,
    ) -> Result<Self, DecodeFault> {
        let (info, _) = read_metadata(&mut *stream)?;
        let mut params = AudioCodecParameters::new();
        params
            .for_codec(CODEC_ID_FLAC)
            .with_sample_rate(rate_hz)
            .with_extra_data(Box::new(info));
        let options = AudioDecoderOptions::default();
        Ok(Self {
            stream,
            decoder: symphonia::default::get_codecs().make_audio_decoder(&params, &options)?,
            channels,
            index,
            next: 0,
            in_place: false,
            data: Vec::new(),
        })
    }
}

impl BlockSource for FlacBlocks {
    fn reposition(&mut self, frame: u64) -> Result<(), DecodeFault> {
        let number = frame / u64::from(self.index.block);
        self.next = usize::try_from(number).map_err(|_| DecodeFault::Broken("seek"))?;
        self.in_place = false;
        Ok(())
    }

    fn next_block(&mut self, out: &mut Vec<f32>) -> Result<Option<i64>, DecodeFault> {
        let Some(&[from, to]) = self
            .index
            .offsets
            .get(self.next..self.next.saturating_add(2))
        else {
            return Ok(None);
        };
        if !self.in_place {
            self.stream.seek(SeekFrom::Start(from))?;
        }
        self.data.clear();
        (&mut self.stream)
            .take(to - from)
            .read_to_end(&mut self.data)?;
        self.in_place = true;
        let start = self.next as u64 * u64::from(self.index.block);
        let start = i64::try_from(start).map_err(|_| DecodeFault::TooLong)?;
        self.next += 1;
        let duration = Duration::new(u64::from(self.index.block));
        let packet = PacketRef::new(0, Timestamp::new(start), duration, &self.data);
        out.clear();
        let decoded = self.decoder.decode_ref(&packet)?;
        if decoded.spec().channels().count() != self.channels {
            return Err(DecodeFault::Broken("channels"));
        }
        decoded.copy_to_vec_interleaved(out);
        Ok(Some(start))
    }
}

/// Byte offset of the first frame of a native FLAC file.
pub(crate) fn first_frame_offset(stream: &mut dyn MediaStream) -> Result<u64, DecodeFault> {
    Ok(read_metadata(stream)?.1)
}

/// The STREAMINFO block, and where the metadata ends.
fn read_metadata(stream: &mut dyn MediaStream) -> Result<([u8; STREAM_INFO], u64), DecodeFault> {
    let broken = || DecodeFault::Broken("flac metadata");
    let mut magic = [0u8; 4];
    stream.seek(SeekFrom::Start(0))?;
    if read_up_to(stream, &mut magic)? < 4 || &magic != b"fLaC" {
        return Err(broken());
    }
    let mut at = 4u64;
    let mut info = None;
    for _ in 0..MAX_METADATA {
        let mut head = [0u8; 4];
        stream.seek(SeekFrom::Start(at))?;
        if read_up_to(stream, &mut head)? < 4 {
            break;
        }
        let [kind, a, b, c] = head;
        if kind & 0x7f == 0 {
            let mut body = [0u8; STREAM_INFO];
            if read_up_to(stream, &mut body)? == STREAM_INFO {
                info = Some(body);
            }
        }
        at += 4 + u64::from(u32::from_be_bytes([0, a, b, c]));
        if kind & 0x80 != 0 {
            return Ok((info.ok_or_else(broken)?, at));
        }
    }
    Err(broken())
}
