//! The edit list of an MP4 sound track: where in the coded audio the recording
//! begins and how long it is. Without it AAC starts some 25–50 ms late, because
//! encoders put a block of nothing first. Source: ISO/IEC 14496-12 section 8.6.6.

use std::io::SeekFrom;

use parley_app::ports::MediaStream;

use crate::fault::DecodeFault;
use crate::media::read_up_to;

/// Larger movie headers than any call has.
const MAX_MOOV: u64 = 64 * 1024 * 1024;
const MAX_BOXES: usize = 65_536;

/// The one stretch of the track that is to be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edit {
    /// In track ticks.
    media_time: i64,
    track_scale: u32,
    /// In movie ticks; 0 = to the end.
    length: u64,
    movie_scale: u32,
}

impl Edit {
    pub(crate) fn start_frame(&self, rate_hz: u32) -> i64 {
        let frames = i128::from(self.media_time) * i128::from(rate_hz);
        i64::try_from(frames / i128::from(self.track_scale.max(1))).unwrap_or(0)
    }

    pub(crate) fn end_frame(&self, rate_hz: u32) -> Option<i64> {
        let frames = u128::from(self.length) * u128::from(rate_hz);
        let frames = frames.div_ceil(u128::from(self.movie_scale.max(1)));
        i64::try_from(frames).ok().filter(|frames| *frames > 0)
    }
}

/// Reads the edit of the first sound track, if it is the plain kind: one stretch.
pub(crate) fn read(stream: &mut dyn MediaStream) -> Result<Option<Edit>, DecodeFault> {
    let len = stream.byte_len();
    let mut at = 0u64;
    for _ in 0..MAX_BOXES {
        let mut head = [0u8; 16];
        stream.seek(SeekFrom::Start(at))?;
        let got = read_up_to(stream, &mut head)?;
        let Some((kind, header, size)) = box_head(&head[..got], len - at) else {
            break;
        };
        if &kind == b"moov" {
            let body = size.saturating_sub(header).min(len - at).min(MAX_MOOV);
            let mut moov = vec![0; usize::try_from(body).unwrap_or(0)];
            stream.seek(SeekFrom::Start(at + header))?;
            let got = read_up_to(stream, &mut moov)?;
            moov.truncate(got);
            return Ok(edit_of(&moov));
        }
        at = at.saturating_add(size);
        if at >= len {
            break;
        }
    }
    // Recorders write the header last: a cut file has none, and nothing in it can be found.
    Err(DecodeFault::Broken("moov"))
}

/// (kind, header length, whole length) of the box that `bytes` opens.
fn box_head(bytes: &[u8], left: u64) -> Option<([u8; 4], u64, u64)> {
    let short = u32::from_be_bytes(*bytes.first_chunk()?);
    let kind: [u8; 4] = *bytes.get(4..)?.first_chunk()?;
    let (header, size) = match short {
        0 => (8, left),
        1 => (16, u64::from_be_bytes(*bytes.get(8..)?.first_chunk()?)),
        _ => (8, u64::from(short)),
    };
    (size >= header).then_some((kind, header, size))
}

/// The bodies of the boxes directly in `bytes`.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (kind, header, size) = box_head(rest, rest.len() as u64)?;
        let size = usize::try_from(size).ok()?.min(rest.len());
        let body = rest.get(usize::try_from(header).ok()?..size)?;
        rest = &rest[size..];
        Some((kind, body))
    })
}

fn child<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(bytes).find(|(k, _)| k == kind).map(|(_, body)| body)
}

fn edit_of(moov: &[u8]) -> Option<Edit> {
    let movie_scale = time_scale(child(moov, b"mvhd")?)?;
    let trak = boxes(moov)
        .filter(|(kind, _)| kind == b"trak")
        .map(|(_, body)| body)
        .find(|trak| is_sound(trak).unwrap_or(false))?;
    let track_scale = time_scale(child(child(trak, b"mdia")?, b"mdhd")?)?;
    let list = child(child(trak, b"edts")?, b"elst")?;
    let (&version, _) = list.split_first()?;
    let count = u32::from_be_bytes(*list.get(4..)?.first_chunk()?);
    let entry_len = if version == 1 { 20 } else { 12 };
    let mut heard = list
        .get(8..)?
        .chunks_exact(entry_len)
        .take(usize::try_from(count).unwrap_or(usize::MAX).min(MAX_BOXES))
        .filter_map(|entry| {
            Some(if version == 1 {
                let length = u64::from_be_bytes(*entry.first_chunk()?);
                (length, i64::from_be_bytes(*entry.get(8..)?.first_chunk()?))
            } else {
                let length = u32::from_be_bytes(*entry.first_chunk()?);
                let start = i32::from_be_bytes(*entry.get(4..)?.first_chunk()?);
                (u64::from(length), i64::from(start))
            })
        })
        // An empty edit (-1) only delays the track against a picture there is none of.
        .filter(|(_, media_time)| *media_time >= 0);
    let (length, media_time) = heard.next()?;
    // Several stretches: cut by an editor. Everything is heard then, uncut.
    heard.next().is_none().then_some(Edit {
        media_time,
        track_scale,
        length,
        movie_scale,
    })
}

fn is_sound(trak: &[u8]) -> Option<bool> {
    let hdlr = child(child(trak, b"mdia")?, b"hdlr")?;
    Some(hdlr.get(8..12)? == b"soun")
}

/// Ticks per second of an `mvhd` or `mdhd` body.
fn time_scale(body: &[u8]) -> Option<u32> {
    let at = if *body.first()? == 1 { 20 } else { 12 };
    let scale = u32::from_be_bytes(*body.get(at..)?.first_chunk()?);
    (scale > 0).then_some(scale)
}
