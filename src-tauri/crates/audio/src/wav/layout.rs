//! The chunks of a RIFF/WAVE file: where the samples are and how they are stored.
//! Source: Microsoft/IBM "Multimedia Programming Interface 1.0", RFC 2361 (tags).

use std::io::SeekFrom;

use parley_app::ports::MediaStream;

use super::SampleCoding;
use crate::fault::DecodeFault;
use crate::media::read_up_to;

/// More chunks than any real file has; ends a walk through garbage.
const MAX_CHUNKS: usize = 4096;

/// What the `fmt ` chunk names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WavCodec {
    Plain(SampleCoding),
    /// IMA ADPCM in blocks of so many bytes.
    ImaAdpcm {
        block_bytes: u16,
    },
    /// Anything else, by the word a refusal shows.
    Other(String),
}

/// A WAV file's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WavLayout {
    pub(crate) codec: WavCodec,
    pub(crate) channels: u16,
    pub(crate) rate_hz: u32,
    /// Byte offset of the first sample.
    pub(crate) data_start: u64,
    /// Bytes of samples that are really there.
    pub(crate) data_len: u64,
    /// The header promises more than is there.
    pub(crate) truncated: bool,
}

impl WavLayout {
    /// Bytes of one frame of plain samples.
    pub(crate) fn frame_bytes(&self, coding: SampleCoding) -> usize {
        coding.bytes() * usize::from(self.channels)
    }

    pub(crate) fn read(stream: &mut dyn MediaStream) -> Result<Self, DecodeFault> {
        let file_len = stream.byte_len();
        let mut at = 12u64;
        let mut format = None;
        for _ in 0..MAX_CHUNKS {
            let mut head = [0u8; 8];
            stream.seek(SeekFrom::Start(at))?;
            if read_up_to(stream, &mut head)? < 8 {
                break;
            }
            let [i0, i1, i2, i3, s0, s1, s2, s3] = head;
            let size = u32::from_le_bytes([s0, s1, s2, s3]);
            let body = at + 8;
            match &[i0, i1, i2, i3] {
                b"fmt " => format = Some(Format::read(stream, size)?),
                b"data" => {
                    let format = format.ok_or(DecodeFault::Broken("fmt"))?;
                    return Ok(format.with_data(body, size, file_len));
                }
                _ => {}
            }
            // Chunks are padded to even length.
            at = body + u64::from(size) + u64::from(size & 1);
        }
        Err(DecodeFault::Broken(if format.is_some() {
            "data"
        } else {
            "fmt"
        }))
    }
}

struct Format {
    codec: WavCodec,
    channels: u16,
    rate_hz: u32,
}

impl Format {
    fn read(stream: &mut dyn MediaStream, size: u32) -> Result<Self, DecodeFault> {
        let mut body = [0u8; 40];
        let want = body.len().min(usize::try_from(size).unwrap_or(usize::MAX));
        let got = read_up_to(stream, &mut body[..want])?;
        if got < 16 {
            return Err(DecodeFault::Broken("fmt"));
        }
        let u16_at = |i: usize| u16::from_le_bytes([body[i], body[i + 1]]);
        let mut tag = u16_at(0);
        // WAVE_FORMAT_EXTENSIBLE: the real tag opens the sub-format GUID.
        if tag == 0xfffe && got >= 26 {
            tag = u16_at(24);
        }
        let channels = u16_at(2);
        let rate_hz = u32::from_le_bytes([body[4], body[5], body[6], body[7]]);
        if channels == 0 {
            return Err(DecodeFault::Broken("channels"));
        }
        if rate_hz == 0 {
            return Err(DecodeFault::Broken("rate"));
        }
        Ok(Self {
            codec: codec_of(tag, u16_at(14), u16_at(12)),
            channels,
            rate_hz,
        })
    }

    fn with_data(self, data_start: u64, stated: u32, file_len: u64) -> WavLayout {
        let available = file_len.saturating_sub(data_start);
        // Recorders that stream write 0 or all ones and never come back to correct it.
        let open_ended = stated == u32::MAX || (stated == 0 && available > 0);
        let stated = u64::from(stated);
        WavLayout {
            codec: self.codec,
            channels: self.channels,
            rate_hz: self.rate_hz,
            data_start,
            data_len: if open_ended {
                available
            } else {
                stated.min(available)
            },
            truncated: !open_ended && stated > available,
        }
    }
}

fn codec_of(tag: u16, bits: u16, block_bytes: u16) -> WavCodec {
    let plain = match (tag, bits) {
        (0x0001, 8) => SampleCoding::U8,
        (0x0001, 16) => SampleCoding::S16,
        (0x0001, 24) => SampleCoding::S24,
        (0x0001, 32) => SampleCoding::S32,
        (0x0003, 32) => SampleCoding::F32,
        (0x0003, 64) => SampleCoding::F64,
        (0x0006, 8) => SampleCoding::ALaw,
        (0x0007, 8) => SampleCoding::MuLaw,
        (0x0011, 4) => return WavCodec::ImaAdpcm { block_bytes },
        _ => return WavCodec::Other(other_name(tag, bits)),
    };
    WavCodec::Plain(plain)
}

/// The word a refusal shows for a format tag of RFC 2361.
fn other_name(tag: u16, bits: u16) -> String {
    match tag {
        0x0001 => format!("pcm_{bits}bit"),
        0x0002 => "adpcm_ms".to_owned(),
        0x0011 => format!("adpcm_ima_{bits}bit"),
        0x0022 => "truespeech".to_owned(),
        0x0031 => "gsm".to_owned(),
        0x0040 | 0x0045 | 0x0064 => "g726".to_owned(),
        0x0042 | 0x0111 => "g723.1".to_owned(),
        0x0050 => "mp2".to_owned(),
        0x0055 => "mp3".to_owned(),
        0x0057 | 0x0058 => "amr".to_owned(),
        0x0065 => "g722".to_owned(),
        0x0083 | 0x0133 => "g729".to_owned(),
        0x00ff | 0x1600..=0x1610 => "aac".to_owned(),
        0x0160..=0x0163 => "wma".to_owned(),
        _ => format!("{tag:#06x}"),
    }
}
