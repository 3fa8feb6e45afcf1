//! A stretch of a recording as a file of its own, 16 bits a sample.

mod flac;
mod wav;

use std::io::{self, Write};

use parley_app::error::{AppError, AppResult};
use parley_app::ports::{PlayableRecording, Stretch, unwritable};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::ClipFormat;

use crate::cursor::RecordingCursor;
use crate::fault::DecodeFault;

/// Why a clip is not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClipFault {
    #[error(transparent)]
    Decode(#[from] DecodeFault),
    /// The recording ended before its own facts say.
    #[error("recording ends early")]
    EndsEarly,
    #[error("the format cannot hold it: {0}")]
    Unholdable(String),
    #[error("the clip cannot be written")]
    Write(#[source] io::Error),
}

impl From<ClipFault> for AppError {
    fn from(fault: ClipFault) -> Self {
        match fault {
            ClipFault::Write(error) => unwritable(error),
            other => Self::because(ErrorCode::RecordingUndecodable, other),
        }
    }
}

pub(crate) fn clip(
    recording: PlayableRecording,
    stretch: Stretch,
    format: ClipFormat,
    out: &mut dyn Write,
) -> AppResult<()> {
    let samples = Samples::open(recording, stretch)?;
    match format {
        ClipFormat::Wav => wav::write(samples, out)?,
        ClipFormat::Flac => flac::write(samples, out)?,
    }
    Ok(())
}

/// The frames of a stretch, in order.
struct Samples {
    cursor: RecordingCursor,
    left: u64,
    decoded: Vec<f32>,
}

impl Samples {
    fn open(recording: PlayableRecording, stretch: Stretch) -> Result<Self, ClipFault> {
        let PlayableRecording {
            stream,
            facts,
            seek_index,
            ..
        } = recording;
        let rate = u64::from(facts.rate_hz);
        let frame = |ms: u64| (ms.saturating_mul(rate) / 1000).min(facts.frames);
        let from = frame(stretch.from_ms);
        // The length in ms is rounded down: the end of the last one is the very end.
        let to = if stretch.to_ms >= facts.duration_ms() {
            facts.frames
        } else {
            frame(stretch.to_ms)
        };
        let mut cursor = RecordingCursor::open(stream, &facts, &seek_index)?;
        cursor.seek(from)?;
        Ok(Self {
            cursor,
            left: to.saturating_sub(from),
            decoded: Vec::new(),
        })
    }

    fn channels(&self) -> u16 {
        self.cursor.channels()
    }

    fn rate_hz(&self) -> u32 {
        self.cursor.rate_hz()
    }

    /// Frames still to come.
    fn left(&self) -> u64 {
        self.left
    }

    /// The next `frames`, fewer only at the end of the stretch, interleaved.
    fn next(&mut self, frames: usize) -> Result<Vec<i16>, ClipFault> {
        let channels = usize::from(self.channels());
        let want = frames.min(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.decoded.resize(want * channels, 0.0);
        let mut filled = 0;
        while filled < want {
            let got = self.cursor.read(&mut self.decoded[filled * channels..])?;
            if got == 0 {
                return Err(ClipFault::EndsEarly);
            }
            filled += got;
        }
        self.left -= want as u64;
        Ok(self
            .decoded
            .iter()
            .map(|sample| to_16_bits(*sample))
            .collect())
    }
}

/// Exact for what was recorded with 16 bits or fewer.
fn to_16_bits(sample: f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}
