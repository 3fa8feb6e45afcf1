//! A stretch of a recording as a file of its own, 16 bits a sample; whole, or without
//! what a route leaves out, cut as the player cuts it.

mod flac;
mod wav;

use std::collections::VecDeque;
use std::io::{self, Write};

use parley_app::error::{AppError, AppResult};
use parley_app::ports::{PlayableRecording, Stretch, unwritable};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::ClipFormat;
use parley_domain::listening::Route;

use crate::cursor::RecordingCursor;
use crate::cut::{Frames, frames_of, soften};
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
    route: Option<&Route>,
    format: ClipFormat,
    out: &mut dyn Write,
) -> AppResult<()> {
    let samples = Samples::open(recording, stretch, route)?;
    match format {
        ClipFormat::Wav => wav::write(samples, out)?,
        ClipFormat::Flac => flac::write(samples, out)?,
    }
    Ok(())
}

/// What of a stretch is taken in one go.
struct Piece {
    frames: Frames,
    /// Where the sound is cut; absent where nothing is left out.
    edges: Option<Frames>,
}

/// The frames of a stretch, in order, without what its route leaves out.
struct Samples {
    cursor: RecordingCursor,
    /// Those still to come; the first may be taken in part.
    pieces: VecDeque<Piece>,
    decoded: Vec<f32>,
}

impl Samples {
    fn open(
        recording: PlayableRecording,
        stretch: Stretch,
        route: Option<&Route>,
    ) -> Result<Self, ClipFault> {
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
        let pieces = match route {
            None => VecDeque::from([Piece {
                frames: (from, to),
                edges: None,
            }]),
            Some(route) => {
                let spans = route.spans().iter();
                let edges = spans.map(|span| frames_of(*span, facts.rate_hz, facts.frames));
                let pieces = edges.map(|edges| Piece {
                    frames: (edges.0.max(from), edges.1.min(to)),
                    edges: Some(edges),
                });
                pieces.filter(|one| one.frames.0 < one.frames.1).collect()
            }
        };
        let mut samples = Self {
            cursor: RecordingCursor::open(stream, &facts, &seek_index)?,
            pieces,
            decoded: Vec::new(),
        };
        samples.go()?;
        Ok(samples)
    }

    /// To where the next piece begins.
    fn go(&mut self) -> Result<(), ClipFault> {
        if let Some(next) = self.pieces.front() {
            self.cursor.seek(next.frames.0)?;
        }
        Ok(())
    }

    fn channels(&self) -> u16 {
        self.cursor.channels()
    }

    fn rate_hz(&self) -> u32 {
        self.cursor.rate_hz()
    }

    /// Frames still to come.
    fn left(&self) -> u64 {
        let pieces = self.pieces.iter().map(|one| one.frames);
        pieces.map(|(from, to)| to.saturating_sub(from)).sum()
    }

    /// The next `frames`, fewer only at the end of the stretch, interleaved.
    fn next(&mut self, frames: usize) -> Result<Vec<i16>, ClipFault> {
        let channels = usize::from(self.channels());
        let want = frames.min(usize::try_from(self.left()).unwrap_or(usize::MAX));
        self.decoded.resize(want * channels, 0.0);
        let mut filled = 0;
        while filled < want {
            let got = self.read(filled * channels)?;
            if got == 0 {
                return Err(ClipFault::EndsEarly);
            }
            filled += got;
        }
        let samples = self.decoded.iter();
        Ok(samples.map(|sample| to_16_bits(*sample)).collect())
    }

    /// Reads into `decoded` from a place on, no further than the piece goes; gives how
    /// many frames.
    fn read(&mut self, at: usize) -> Result<usize, ClipFault> {
        let channels = usize::from(self.cursor.channels());
        let Some(piece) = self.pieces.front_mut() else {
            return Ok(0);
        };
        let (from, to) = piece.frames;
        let room = self.decoded.get_mut(at..).unwrap_or_default();
        let most = usize::try_from(to - from).unwrap_or(usize::MAX);
        let most = most.saturating_mul(channels).min(room.len());
        let got = self.cursor.read(&mut room[..most])?;
        if let Some(edges) = piece.edges {
            soften(
                &mut room[..got * channels],
                from,
                edges,
                self.cursor.shape(),
            );
        }
        piece.frames.0 += got as u64;
        if piece.frames.0 >= to {
            self.pieces.pop_front();
            self.go()?;
        }
        Ok(got)
    }
}

/// Exact for what was recorded with 16 bits or fewer.
fn to_16_bits(sample: f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}
