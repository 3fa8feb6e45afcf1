//! Two sealed legs of one call, read as one stereo recording: a WAV header in front, then
//! a code of the caller's, a code of the agent's, and so on. A seek decrypts one chunk of
//! each leg. Must not know: how the legs came to be.

use std::io::{self, Read, Seek, SeekFrom};

use parley_domain::error_code::ErrorCode;

use super::MediaRecord;
use crate::error::{AppError, AppResult};
use crate::ports::{MediaStream, MediaVault};

/// Nobody says anything, in µ-law (ITU-T G.711: positive zero).
pub(crate) const SILENCE: u8 = 0xff;
/// Length of [`wav_header`].
pub(crate) const WAV_HEADER: usize = 58;
/// Samples of each leg read at once.
const BLOCK: usize = 8_192;

/// The head of a WAV file of µ-law at 8 kHz, with the chunks that the format asks for
/// where it is not plain PCM (RFC 2361, Microsoft RIFF: `fmt ` of 18 bytes, `fact`).
pub(crate) fn wav_header(channels: u16, frames: u64) -> [u8; WAV_HEADER] {
    let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let bytes = frames.saturating_mul(channels.into());
    let rate = 8_000;
    let fields: [&[u8]; 17] = [
        b"RIFF",
        &small(bytes.saturating_add(50)),
        b"WAVE",
        b"fmt ",
        &small(18),
        // WAVE_FORMAT_MULAW
        &7u16.to_le_bytes(),
        &channels.to_le_bytes(),
        &small(rate),
        &small(rate * u64::from(channels)),
        &channels.to_le_bytes(),
        &8u16.to_le_bytes(),
        &0u16.to_le_bytes(),
        b"fact",
        &small(4),
        &small(frames),
        b"data",
        &small(bytes),
    ];
    let mut header = [0; WAV_HEADER];
    for (to, from) in header.iter_mut().zip(fields.into_iter().flatten()) {
        *to = *from;
    }
    header
}

/// Length of both legs as one recording, in bytes.
pub(crate) const fn legs_len(frames: u64) -> u64 {
    frames.saturating_mul(2).saturating_add(WAV_HEADER as u64)
}

/// Both legs as one recording, the caller left. A leg that is gone for good, because its
/// person was forgotten, is silence.
///
/// # Errors
/// `media_missing` when neither is there, `media_damaged`.
pub(crate) fn open_legs(
    vault: &dyn MediaVault,
    caller: &MediaRecord,
    agent: &MediaRecord,
) -> AppResult<LegsStream> {
    let open = |record: &MediaRecord| match vault.open(record) {
        Ok(stream) => Leg::open(stream).map(Some),
        Err(error) if error.code == ErrorCode::MediaMissing => Ok(None),
        Err(error) => Err(error),
    };
    LegsStream::new(open(caller)?, open(agent)?)
}

/// One of them, behind its header.
struct Leg {
    stream: Box<dyn MediaStream>,
    frames: u64,
}

impl Leg {
    fn open(mut stream: Box<dyn MediaStream>) -> AppResult<Self> {
        let damaged = |e| AppError::because(ErrorCode::MediaDamaged, e);
        let frames = stream.byte_len().saturating_sub(WAV_HEADER as u64);
        let mut header = [0; WAV_HEADER];
        stream.read_exact(&mut header).map_err(damaged)?;
        if header == wav_header(1, frames) {
            Ok(Self { stream, frames })
        } else {
            Err(ErrorCode::MediaDamaged.into())
        }
    }
}

/// The codes of a leg from sample `at` on; silence behind its end.
fn fill(leg: Option<&mut Leg>, at: u64, codes: &mut [u8]) -> io::Result<()> {
    codes.fill(SILENCE);
    let Some(leg) = leg else { return Ok(()) };
    let left = usize::try_from(leg.frames.saturating_sub(at)).unwrap_or(usize::MAX);
    let there = codes.len().min(left);
    if there == 0 {
        return Ok(());
    }
    leg.stream
        .seek(SeekFrom::Start((WAV_HEADER as u64).saturating_add(at)))?;
    leg.stream
        .read_exact(codes.get_mut(..there).unwrap_or_default())
}

/// The recording.
pub(crate) struct LegsStream {
    caller: Option<Leg>,
    agent: Option<Leg>,
    header: [u8; WAV_HEADER],
    frames: u64,
    position: u64,
    codes: [Vec<u8>; 2],
}

impl LegsStream {
    fn new(caller: Option<Leg>, agent: Option<Leg>) -> AppResult<Self> {
        let frames = [&caller, &agent]
            .into_iter()
            .flatten()
            .map(|leg| leg.frames);
        let frames = frames.max().ok_or(AppError::new(ErrorCode::MediaMissing))?;
        Ok(Self {
            caller,
            agent,
            header: wav_header(2, frames),
            frames,
            position: 0,
            codes: [Vec::new(), Vec::new()],
        })
    }

    /// Reads the sound from byte `at` of it.
    fn sound(&mut self, at: u64, buf: &mut [u8]) -> io::Result<usize> {
        let (frame, second) = (at / 2, at % 2 == 1);
        let left = usize::try_from(self.frames.saturating_sub(frame)).unwrap_or(usize::MAX);
        let asked = (buf.len() + usize::from(second)).div_ceil(2);
        let count = asked.min(left).min(BLOCK);
        let [caller, agent] = &mut self.codes;
        for (leg, codes) in [(&mut self.caller, &mut *caller), (&mut self.agent, agent)] {
            codes.resize(count, SILENCE);
            fill(leg.as_mut(), frame, codes)?;
        }
        let [caller, agent] = &self.codes;
        let both = caller
            .iter()
            .zip(agent)
            .flat_map(|(left, right)| [left, right]);
        let mut written = 0;
        for (to, from) in buf.iter_mut().zip(both.skip(usize::from(second))) {
            *to = *from;
            written += 1;
        }
        Ok(written)
    }
}

impl Read for LegsStream {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let header = WAV_HEADER as u64;
        let count = match self.position.checked_sub(header) {
            None => {
                let from = usize::try_from(self.position).unwrap_or(WAV_HEADER);
                self.header.get(from..).unwrap_or_default().read(buf)?
            }
            Some(at) if at >= self.frames.saturating_mul(2) => 0,
            Some(at) => self.sound(at, buf)?,
        };
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for LegsStream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(delta) => self.byte_len().checked_add_signed(delta),
            SeekFrom::Current(delta) => self.position.checked_add_signed(delta),
        };
        self.position = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

impl MediaStream for LegsStream {
    fn byte_len(&self) -> u64 {
        legs_len(self.frames)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn leg(codes: &[u8]) -> Option<Leg> {
        let mut bytes = wav_header(1, codes.len() as u64).to_vec();
        bytes.extend_from_slice(codes);
        Some(Leg::open(Box::new(Cursor::new(bytes))).unwrap())
    }

    fn all(stream: &mut LegsStream) -> Vec<u8> {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn two_legs_are_one_stereo_file_wherever_it_is_read() {
        let caller: Vec<u8> = (0..20_000u32).map(|i| (i % 251) as u8).collect();
        let agent: Vec<u8> = (0..20_002u32).map(|i| (i % 241) as u8).collect();
        let mut stream = LegsStream::new(leg(&caller), leg(&agent)).unwrap();
        let whole = all(&mut stream);
        assert_eq!(whole.len() as u64, stream.byte_len());
        assert_eq!(whole[..WAV_HEADER], wav_header(2, 20_002));
        let left = whole[WAV_HEADER..].iter().step_by(2);
        assert!(left.copied().eq(caller.iter().copied().chain([SILENCE; 2])));
        let right = whole[WAV_HEADER + 1..].iter().step_by(2);
        assert!(right.eq(&agent));
        for (from, count) in [
            (0, 1),
            (57, 2),
            (58, 1),
            (59, 3),
            (16_443, 9_000),
            (40_061, 5),
        ] {
            stream.seek(SeekFrom::Start(from as u64)).unwrap();
            let mut got = Vec::new();
            let mut some = (&mut stream).take(count);
            some.read_to_end(&mut got).unwrap();
            let to = whole.len().min(from + count as usize);
            assert_eq!(got, whole[from..to], "{from}");
        }
        assert_eq!(
            stream.seek(SeekFrom::End(4)).unwrap(),
            stream.byte_len() + 4
        );
        assert_eq!(stream.read(&mut [0; 4]).unwrap(), 0);
        assert!(stream.seek(SeekFrom::Start(0)).is_ok());
        assert!(stream.seek(SeekFrom::Current(-1)).is_err());
    }

    #[test]
    fn a_leg_that_is_gone_is_silence_and_a_strange_one_is_damage() {
        let mut stream = LegsStream::new(None, leg(&[1, 2])).unwrap();
        assert_eq!(all(&mut stream)[WAV_HEADER..], [SILENCE, 1, SILENCE, 2]);
        assert!(LegsStream::new(None, None).is_err());
        let mut bytes = wav_header(1, 2).to_vec();
        bytes.extend_from_slice(&[1, 2, 3]);
        assert!(Leg::open(Box::new(Cursor::new(bytes))).is_err());
    }
}
