//! One pass over a recording: what it is, its picture, where to start for a seek.

use std::io::SeekFrom;

use parley_app::import::{ImportNote, ImportNoteCode, Refusal};
use parley_app::ports::{MediaStream, RecordingFacts, RecordingScan};

use crate::cursor::{BlockFrames, FrameSource, shielded};
use crate::fault::DecodeFault;
use crate::flac::{FlacIndex, first_frame_offset};
use crate::media::read_up_to;
use crate::mp3::Mp3Blocks;
use crate::packets;
use crate::peaks::PeaksBuilder;
use crate::recognise::{Container, recognise};
use crate::wav::{ImaBlocks, PlainSamples, WavCodec, WavLayout, chunk_extremes};

/// Bytes looked at to recognise a file.
const HEAD: usize = 4096;
/// Nothing longer is a call: two days.
const MAX_SECONDS: u64 = 48 * 3600;
/// Rates a recording may state.
const RATES: std::ops::RangeInclusive<u32> = 1_000..=384_000;
/// Frames decoded at a time.
const STEP: usize = 8192;

struct Found {
    codec: String,
    rate_hz: u32,
    channels: u16,
    peaks: PeaksBuilder,
    seek_index: Vec<u8>,
    truncated: bool,
    undecodable: u64,
}

pub(crate) fn scan(
    file_name: &str,
    mut stream: Box<dyn MediaStream>,
) -> Result<RecordingScan, Refusal> {
    if stream.byte_len() == 0 {
        return Err(Refusal::new(ImportNoteCode::Empty));
    }
    let container = read_head(&mut *stream).map_err(DecodeFault::into_refusal)?;
    let found = shielded(|| match container {
        Container::Wav => scan_wav(stream),
        Container::Mp3 => scan_mp3(stream),
        Container::Mp4 | Container::Flac | Container::Ogg => scan_packets(stream, container),
        _ => Err(DecodeFault::Unsupported(container.name().to_owned())),
    })
    .map_err(DecodeFault::into_refusal)?;
    finish(file_name, container, found)
}

fn read_head(stream: &mut dyn MediaStream) -> Result<Container, DecodeFault> {
    let mut head = [0u8; HEAD];
    stream.seek(SeekFrom::Start(0))?;
    let got = read_up_to(stream, &mut head)?;
    let container = recognise(&head[..got]).ok_or(DecodeFault::NotAudio)?;
    stream.seek(SeekFrom::Start(0))?;
    Ok(container)
}

fn finish(file_name: &str, container: Container, found: Found) -> Result<RecordingScan, Refusal> {
    let peaks = found.peaks.finish();
    if peaks.frames() == 0 {
        return Err(Refusal::with(ImportNoteCode::NoAudioFrames, found.codec));
    }
    let mut notes = Vec::new();
    let mut note = |code, detail| notes.push(ImportNote { code, detail });
    if !ending_fits(file_name, container) {
        note(
            ImportNoteCode::WrongExtension,
            Some(container.name().to_owned()),
        );
    }
    if found.truncated {
        note(ImportNoteCode::TruncatedAudio, None);
    }
    if found.undecodable > 0 {
        note(
            ImportNoteCode::EntriesSkipped,
            Some(found.undecodable.to_string()),
        );
    }
    Ok(RecordingScan {
        facts: RecordingFacts {
            codec: found.codec,
            container: container.name().to_owned(),
            rate_hz: found.rate_hz,
            channels: found.channels,
            frames: peaks.frames(),
            notes,
        },
        peaks: peaks.to_bytes(),
        seek_index: found.seek_index,
    })
}

/// A name without an ending says nothing wrong.
fn ending_fits(file_name: &str, container: Container) -> bool {
    let Some((_, ending)) = file_name.rsplit_once('.') else {
        return true;
    };
    let ending = ending.to_ascii_lowercase();
    container.usual_endings().contains(&ending.as_str())
}

fn check_shape(rate_hz: u32, channels: usize) -> Result<u16, DecodeFault> {
    if !RATES.contains(&rate_hz) {
        return Err(DecodeFault::Broken("rate"));
    }
    match channels {
        1 => Ok(1),
        2 => Ok(2),
        n => Err(DecodeFault::Unsupported(format!("{n} channels"))),
    }
}

fn scan_wav(mut stream: Box<dyn MediaStream>) -> Result<Found, DecodeFault> {
    let layout = WavLayout::read(&mut *stream)?;
    let coding = match &layout.codec {
        WavCodec::Plain(coding) => *coding,
        WavCodec::ImaAdpcm { block_bytes } => return scan_ima(stream, &layout, *block_bytes),
        WavCodec::Other(name) => return Err(DecodeFault::Unsupported(name.clone())),
    };
    let channels = check_shape(layout.rate_hz, usize::from(layout.channels))?;
    let frame_bytes = layout.frame_bytes(coding);
    let longest = MAX_SECONDS * u64::from(layout.rate_hz);
    if layout.data_len / frame_bytes as u64 > longest {
        return Err(DecodeFault::TooLong);
    }
    let mut samples = PlainSamples::new(stream, &layout, coding)?;
    let mut peaks = PeaksBuilder::new(channels, layout.rate_hz);
    let bucket = peaks.bucket_frames();
    loop {
        // Whole buckets at a time, so that a chunk never straddles two.
        let raw = samples.raw_frames(bucket * (STEP * 4 / bucket).max(1))?;
        if raw.is_empty() {
            break;
        }
        for chunk in raw.chunks(bucket * frame_bytes) {
            let extremes = chunk_extremes(coding, usize::from(channels), chunk);
            peaks.push_extremes(extremes, chunk.len() / frame_bytes);
        }
    }
    Ok(Found {
        codec: coding.name().to_owned(),
        rate_hz: layout.rate_hz,
        channels,
        peaks,
        seek_index: Vec::new(),
        truncated: layout.truncated,
        undecodable: 0,
    })
}

fn scan_ima(
    stream: Box<dyn MediaStream>,
    layout: &WavLayout,
    block_bytes: u16,
) -> Result<Found, DecodeFault> {
    let channels = check_shape(layout.rate_hz, usize::from(layout.channels))?;
    let blocks = ImaBlocks::new(stream, layout, block_bytes)?;
    let mut frames = BlockFrames::new(blocks, usize::from(channels));
    let mut peaks = PeaksBuilder::new(channels, layout.rate_hz);
    decode_all(
        &mut frames,
        usize::from(channels),
        layout.rate_hz,
        |samples| {
            peaks.push(samples);
        },
    )?;
    Ok(Found {
        codec: "adpcm_ima_wav".to_owned(),
        rate_hz: layout.rate_hz,
        channels,
        peaks,
        seek_index: Vec::new(),
        truncated: layout.truncated,
        undecodable: 0,
    })
}

fn scan_mp3(stream: Box<dyn MediaStream>) -> Result<Found, DecodeFault> {
    let blocks = Mp3Blocks::scan(stream)?;
    let (rate_hz, channels) = (blocks.index().rate_hz, blocks.index().channels);
    let mut frames = BlockFrames::new(blocks, usize::from(channels));
    let mut peaks = PeaksBuilder::new(channels, rate_hz);
    // The padding at the end is known before its frames are reached, but not where
    // they are: hold back that many frames until more come.
    let held = frames.blocks().index().trim.end as usize * usize::from(channels);
    let mut late: Vec<f32> = Vec::new();
    decode_all(&mut frames, usize::from(channels), rate_hz, |samples| {
        late.extend_from_slice(samples);
        let ready = late.len().saturating_sub(held);
        peaks.push(&late[..ready]);
        late.drain(..ready);
    })?;
    let blocks = frames.blocks();
    Ok(Found {
        codec: "mp3".to_owned(),
        rate_hz,
        channels,
        peaks,
        seek_index: blocks.index().to_bytes(),
        truncated: blocks.truncated(),
        undecodable: blocks.undecodable,
    })
}

fn scan_packets(
    mut stream: Box<dyn MediaStream>,
    container: Container,
) -> Result<Found, DecodeFault> {
    // A FLAC file behind an ID3 tag plays all the same, only without an index.
    let flac = (container == Container::Flac)
        .then(|| first_frame_offset(&mut *stream).ok())
        .flatten()
        .map(|first| (first, stream.byte_len()));
    let mut blocks = packets::open(stream, container.name())?;
    blocks.lengths = flac.map(|_| Vec::new());
    let rate_hz = blocks.rate_hz();
    let channels = check_shape(rate_hz, blocks.channels())?;
    let codec = blocks.codec_name().to_owned();
    let mut frames = BlockFrames::new(blocks, usize::from(channels));
    let mut peaks = PeaksBuilder::new(channels, rate_hz);
    decode_all(&mut frames, usize::from(channels), rate_hz, |samples| {
        peaks.push(samples);
    })?;
    let blocks = frames.blocks();
    let index = flac
        .filter(|_| blocks.undecodable == 0)
        .zip(blocks.lengths.as_deref())
        .and_then(|((first, end), lengths)| FlacIndex::new(first, end, lengths));
    Ok(Found {
        codec,
        rate_hz,
        channels,
        peaks,
        seek_index: index.map(|index| index.to_bytes()).unwrap_or_default(),
        truncated: blocks.truncated,
        undecodable: blocks.undecodable,
    })
}

fn decode_all(
    source: &mut dyn FrameSource,
    channels: usize,
    rate_hz: u32,
    mut sink: impl FnMut(&[f32]),
) -> Result<(), DecodeFault> {
    let mut buffer = vec![0.0; STEP * channels];
    let mut frames = 0u64;
    loop {
        let got = source.read(&mut buffer)?;
        if got == 0 {
            return Ok(());
        }
        frames += got as u64;
        if frames / u64::from(rate_hz) > MAX_SECONDS {
            return Err(DecodeFault::TooLong);
        }
        sink(&buffer[..got * channels]);
    }
}
