//! Containers that symphonia takes apart (MP4, FLAC, Ogg, ADPCM in WAV) and the
//! codecs in them: symphonia's decoders, and libopus for Opus.

mod edit_list;
mod ogg;
mod opus;

use parley_app::ports::MediaStream;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known as codec;
use symphonia::core::codecs::audio::{
    AudioCodecId, AudioCodecParameters, AudioDecoder, AudioDecoderOptions,
};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, SeekMode, SeekTo, Track, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;
use symphonia::core::units::Timestamp;

use self::edit_list::Edit;
use self::opus::OpusPackets;
use crate::cursor::BlockSource;
use crate::fault::DecodeFault;
use crate::media::DemuxerInput;

enum Decoder {
    Symphonia(Box<dyn AudioDecoder>),
    Opus(Box<OpusPackets>),
}

/// One track of a container, decoded packet by packet.
pub(crate) struct TrackBlocks {
    format: Box<dyn FormatReader>,
    decoder: Decoder,
    track_id: u32,
    start_ts: Timestamp,
    /// Seconds per tick of a packet's time, as a fraction.
    tick: (u32, u32),
    rate_hz: u32,
    channels: usize,
    codec: AudioCodecId,
    /// The frame on the track's own time line that is frame 0 for us.
    origin: i64,
    /// First frame (ours) that the container says is not to be heard.
    end: Option<i64>,
    /// (bytes, frames) of every packet so far, if wanted.
    pub(crate) lengths: Option<Vec<(u32, u32)>>,
    /// Packets that could not be decoded.
    pub(crate) undecodable: u64,
    /// The bytes ended inside the track.
    pub(crate) truncated: bool,
}

/// Opens the audio track of a container named in facts (`mp4`, `flac`, `ogg`, `wav`).
pub(crate) fn open(
    mut stream: Box<dyn MediaStream>,
    container: &str,
) -> Result<TrackBlocks, DecodeFault> {
    let edit = match container {
        "mp4" => edit_list::read(&mut *stream)?,
        "ogg" => {
            ogg::check_codec(&mut *stream)?;
            None
        }
        _ => None,
    };
    stream.seek(std::io::SeekFrom::Start(0))?;
    let input = MediaSourceStream::new(Box::new(DemuxerInput(stream)), Default::default());
    let format = symphonia::default::get_probe().probe(
        &Hint::new(),
        input,
        FormatOptions::default(),
        MetadataOptions::default(),
    );
    // "Unsupported" here is a container without its parts, not a codec.
    let format = format.map_err(|error| match error {
        Error::Unsupported(_) => DecodeFault::Broken("container"),
        other => other.into(),
    })?;
    // Symphonia's Ogg reader cannot seek among interleaved streams.
    if container == "ogg" && format.tracks().len() > 1 {
        return Err(DecodeFault::Unsupported(
            "ogg with several streams".to_owned(),
        ));
    }
    let track = format
        .default_track(TrackType::Audio)
        .or_else(|| format.first_track(TrackType::Audio))
        .ok_or(DecodeFault::Broken("no audio track"))?
        .clone();
    TrackBlocks::new(format, &track, edit)
}

impl TrackBlocks {
    fn new(
        format: Box<dyn FormatReader>,
        track: &Track,
        edit: Option<Edit>,
    ) -> Result<Self, DecodeFault> {
        let Some(CodecParameters::Audio(params)) = &track.codec_params else {
            return Err(DecodeFault::Broken("no audio track"));
        };
        let stored_rate = params.sample_rate.filter(|rate| *rate > 0);
        let mut origin = 0;
        let (decoder, rate_hz, channels) = if params.codec == codec::CODEC_ID_OPUS {
            let opus = OpusPackets::new(params.extra_data.as_deref().unwrap_or_default())?;
            let (rate, channels) = (opus.rate_hz(), opus.channels());
            origin = opus.lead();
            (Decoder::Opus(Box::new(opus)), rate, channels)
        } else {
            let channels = params.channels.as_ref().map_or(0, |c| c.count());
            (
                Decoder::Symphonia(symphonia_decoder(params)?),
                stored_rate.ok_or(DecodeFault::Broken("rate"))?,
                channels,
            )
        };
        let tick = track
            .time_base
            .map_or((1, rate_hz), |base| (base.numer.get(), base.denom.get()));
        let mut blocks = Self {
            format,
            decoder,
            track_id: track.id,
            start_ts: track.start_ts,
            tick,
            rate_hz,
            channels,
            codec: params.codec,
            origin,
            end: None,
            lengths: None,
            undecodable: 0,
            truncated: false,
        };
        if let Some(edit) = edit {
            blocks.origin = edit.start_frame(rate_hz);
            blocks.end = edit.end_frame(rate_hz);
        }
        if blocks.channels == 0 {
            blocks.learn_channels()?;
        }
        Ok(blocks)
    }

    pub(crate) fn rate_hz(&self) -> u32 {
        self.rate_hz
    }

    pub(crate) fn channels(&self) -> usize {
        self.channels
    }

    pub(crate) fn codec_name(&self) -> &'static str {
        codec_name(self.codec).unwrap_or("unknown")
    }

    /// Some MP4 files leave the channel count to the coded audio: decode until it shows.
    fn learn_channels(&mut self) -> Result<(), DecodeFault> {
        let Decoder::Symphonia(decoder) = &mut self.decoder else {
            return Ok(());
        };
        while let Some(packet) = self.format.next_packet()? {
            if packet.track_id == self.track_id
                && let Ok(decoded) = decoder.decode(&packet)
            {
                self.channels = decoded.spec().channels().count();
                break;
            }
        }
        self.reposition(0)
    }

    fn to_frames(&self, ticks: i64) -> i64 {
        let frames = i128::from(ticks) * i128::from(self.tick.0) * i128::from(self.rate_hz);
        let frames = frames.div_euclid(i128::from(self.tick.1.max(1)));
        i64::try_from(frames).unwrap_or(i64::MAX)
    }

    fn to_ticks(&self, frames: i64) -> i64 {
        let ticks = i128::from(frames) * i128::from(self.tick.1);
        let per_second = i128::from(self.tick.0) * i128::from(self.rate_hz);
        i64::try_from(ticks.div_euclid(per_second.max(1))).unwrap_or(i64::MAX)
    }

    /// Frames to decode before the wanted one until the decoder has settled.
    fn settling_frames(&self) -> i64 {
        match self.codec {
            // Windows overlap by one packet; two make the first one's rounding vanish.
            codec::CODEC_ID_AAC => 3 * 1024,
            // RFC 7845 section 4.6 asks for 80 ms; SILK's filters remember longer.
            codec::CODEC_ID_OPUS => i64::from(self.rate_hz) / 1000 * 320,
            // The longest block.
            codec::CODEC_ID_VORBIS => 8192,
            _ => 0,
        }
    }

    /// The next packet of our track; `None` at the end, orderly or not.
    fn next_packet(&mut self) -> Result<Option<Packet>, DecodeFault> {
        loop {
            match self.format.next_packet().map_err(DecodeFault::from) {
                Ok(Some(packet)) if packet.track_id == self.track_id => return Ok(Some(packet)),
                Ok(Some(_)) => {}
                Ok(None) => return Ok(None),
                Err(fault) if fault.is_early_end() => {
                    self.truncated = true;
                    return Ok(None);
                }
                // A stream chained behind the first, or a damaged end: what came so far counts.
                Err(DecodeFault::Broken(_)) => {
                    self.truncated = true;
                    return Ok(None);
                }
                Err(fault) => return Err(fault),
            }
        }
    }
}

impl BlockSource for TrackBlocks {
    fn reposition(&mut self, frame: u64) -> Result<(), DecodeFault> {
        let frame = i64::try_from(frame).map_err(|_| DecodeFault::Broken("seek"))?;
        let early = frame + self.origin - self.settling_frames();
        let ts = self.to_ticks(early).max(self.start_ts.get());
        let to = SeekTo::Timestamp {
            ts: Timestamp::new(ts),
            track_id: self.track_id,
        };
        self.format.seek(SeekMode::Accurate, to)?;
        match &mut self.decoder {
            Decoder::Symphonia(decoder) => {
                decoder.reset();
                Ok(())
            }
            Decoder::Opus(opus) => opus.reset(),
        }
    }

    fn next_block(&mut self, out: &mut Vec<f32>) -> Result<Option<i64>, DecodeFault> {
        loop {
            let Some(packet) = self.next_packet()? else {
                return Ok(None);
            };
            if let Some(lengths) = &mut self.lengths {
                let narrow = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
                lengths.push((narrow(packet.data.len() as u64), narrow(packet.dur.get())));
            }
            out.clear();
            let decoded = match &mut self.decoder {
                Decoder::Symphonia(decoder) => match decoder.decode(&packet) {
                    Ok(decoded) if decoded.spec().channels().count() == self.channels => {
                        decoded.copy_to_vec_interleaved(out);
                        true
                    }
                    _ => false,
                },
                Decoder::Opus(opus) => opus.decode(&packet.data, out).is_ok(),
            };
            if !decoded {
                self.undecodable += 1;
                continue;
            }
            let frames = i64::try_from(out.len() / self.channels.max(1)).unwrap_or(0);
            let whole = self.to_frames(i64::try_from(packet.block_dur().get()).unwrap_or(0));
            // A decoder that has just started may yield only the end of its first block.
            let missing = (whole - frames).max(0);
            let start = self.to_frames(packet.pts.get()).saturating_add(missing) - self.origin;
            let trim = self.to_frames(i64::try_from(packet.trim_end.get()).unwrap_or(0));
            let mut end = start
                .saturating_add(frames)
                .saturating_sub(trim.min(frames));
            if let Some(last) = self.end {
                end = end.min(last);
            }
            let keep = usize::try_from(end.saturating_sub(start)).unwrap_or(0);
            out.truncate(keep * self.channels);
            return Ok(Some(start));
        }
    }
}

fn symphonia_decoder(params: &AudioCodecParameters) -> Result<Box<dyn AudioDecoder>, DecodeFault> {
    let options = AudioDecoderOptions::default().gapless(false);
    symphonia::default::get_codecs()
        .make_audio_decoder(params, &options)
        .map_err(|_| {
            let name =
                codec_name(params.codec).map_or_else(|| params.codec.to_string(), str::to_owned);
            DecodeFault::Unsupported(name)
        })
}

fn codec_name(id: AudioCodecId) -> Option<&'static str> {
    Some(match id {
        codec::CODEC_ID_AAC => "aac",
        codec::CODEC_ID_ALAC => "alac",
        codec::CODEC_ID_FLAC => "flac",
        codec::CODEC_ID_VORBIS => "vorbis",
        codec::CODEC_ID_OPUS => "opus",
        codec::CODEC_ID_MP3 => "mp3",
        codec::CODEC_ID_ADPCM_IMA_WAV => "adpcm_ima_wav",
        codec::CODEC_ID_ADPCM_MS => "adpcm_ms",
        codec::CODEC_ID_SPEEX => "speex",
        codec::CODEC_ID_AC3 => "ac3",
        codec::CODEC_ID_EAC3 => "eac3",
        _ => return None,
    })
}
