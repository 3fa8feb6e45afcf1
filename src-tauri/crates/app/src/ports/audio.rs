//! The ports behind which audio lives: reading recordings, and playing them.

use std::io::{Cursor, Read, Seek, Write};

use parley_domain::export::ClipFormat;
use parley_domain::listening::{ChannelMix, Route, Span, Speed};
use serde::{Deserialize, Serialize};

use super::Outputs;
use crate::error::AppResult;
use crate::import::{ImportNote, Refusal};

/// A recording's bytes, opened. Sealed files decrypt one chunk per seek behind it.
pub trait MediaStream: Read + Seek + Send + Sync {
    /// Length in bytes.
    fn byte_len(&self) -> u64;
}

/// Bytes in memory: those of a small file, of audio carried inside another file.
impl<T: AsRef<[u8]> + Send + Sync> MediaStream for Cursor<T> {
    fn byte_len(&self) -> u64 {
        self.get_ref().as_ref().len() as u64
    }
}

/// What a recording is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordingFacts {
    /// `pcm_s16le`, `pcm_mulaw`, `mp3`, `aac`, `flac`, `vorbis`, `opus` …
    pub codec: String,
    /// `wav`, `mp3`, `mp4`, `flac`, `ogg` …
    pub container: String,
    pub rate_hz: u32,
    pub channels: u16,
    /// Frames that decode (one frame = one sample per channel).
    pub frames: u64,
    pub notes: Vec<ImportNote>,
}

impl RecordingFacts {
    /// Length in ms, rounded down.
    #[must_use]
    pub fn duration_ms(&self) -> u64 {
        if self.rate_hz == 0 {
            return 0;
        }
        self.frames.saturating_mul(1000) / u64::from(self.rate_hz)
    }
}

/// All that import makes from one decode of a recording.
#[derive(Debug, Clone)]
pub struct RecordingScan {
    pub facts: RecordingFacts,
    /// Multi-level min/max peaks, serialised; see the audio crate for the layout.
    pub peaks: Vec<u8>,
    /// Where to start decoding for a given frame, serialised; empty when the
    /// container seeks exactly by itself (WAV).
    pub seek_index: Vec<u8>,
}

/// Peaks of one stretch at one resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeaksView {
    /// One entry per channel: `buckets` pairs (min, max), full scale ±127.
    pub channels: Vec<Vec<(i8, i8)>>,
    /// The length of the whole recording in ms.
    pub duration_ms: u64,
}

/// Which part of a recording, ms from its start; clamped to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub from_ms: u64,
    pub to_ms: u64,
}

/// Reads recordings.
pub trait RecordingReader: Send + Sync {
    /// `Some(container)` if the bytes look like audio Parley knows of, decodable or not.
    fn recognise(&self, file_name: &str, head: &[u8]) -> Option<&'static str>;

    /// Decodes the whole recording once.
    ///
    /// # Errors
    /// [`Refusal`] when nothing can be decoded.
    fn scan(&self, file_name: &str, stream: Box<dyn MediaStream>)
    -> Result<RecordingScan, Refusal>;

    /// Peaks for a stretch of a recording from its serialised peaks.
    ///
    /// # Errors
    /// [`Refusal`] with `Malformed` when `peaks` is damaged.
    fn peaks(
        &self,
        peaks: &[u8],
        from_ms: u64,
        to_ms: u64,
        buckets: u32,
    ) -> Result<PeaksView, Refusal>;

    /// Where somebody is heard, for each channel; decodes the whole recording.
    ///
    /// # Errors
    /// `recording_undecodable`.
    fn voice(&self, recording: PlayableRecording) -> AppResult<Vec<Vec<Span>>>;

    /// Writes a stretch of a recording as a file of its own; of a route only what it
    /// plays, cut as the player cuts it.
    ///
    /// # Errors
    /// `recording_undecodable`, also when `format` cannot hold so much, and those of
    /// the file.
    fn clip(
        &self,
        recording: PlayableRecording,
        stretch: Stretch,
        route: Option<&Route>,
        format: ClipFormat,
        out: &mut dyn Write,
    ) -> AppResult<()>;
}

/// A recording opened for listening.
pub struct PlayableRecording {
    pub stream: Box<dyn MediaStream>,
    pub file_name: String,
    pub facts: RecordingFacts,
    pub seek_index: Vec<u8>,
}

impl std::fmt::Debug for PlayableRecording {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlayableRecording")
            .field("facts", &self.facts)
            .finish_non_exhaustive()
    }
}

/// Why sound cannot come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlayerError {
    /// No output device, or it vanished. Reading goes on without sound.
    #[error("no audio output device")]
    NoDevice,
    /// The recording could not be decoded at this place.
    #[error("recording cannot be decoded")]
    Undecodable,
    /// Nothing is loaded.
    #[error("nothing is loaded")]
    NothingLoaded,
}

/// Where the player is. `position_ms` is what the ear hears now, output latency
/// already subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct PlayerPosition {
    #[ts(as = "f64")]
    pub position_ms: f64,
    #[ts(as = "f64")]
    pub duration_ms: f64,
    pub playing: bool,
    /// True once the end was reached.
    pub ended: bool,
    /// Times as fast as it was spoken.
    pub speed: f64,
    /// True once the device vanished while it played, until it plays again.
    pub device_lost: bool,
    /// True while the system's device plays in place of the chosen one, which is missing.
    pub stands_in: bool,
}

/// Plays one recording at a time. All methods return at once.
pub trait Player: Outputs {
    /// Makes `recording` the current one, paused at 0.
    ///
    /// # Errors
    /// [`PlayerError`]
    fn load(&self, recording: PlayableRecording) -> Result<(), PlayerError>;
    /// Starts or goes on.
    ///
    /// # Errors
    /// [`PlayerError`]
    fn play(&self) -> Result<(), PlayerError>;
    /// Stops at the present position.
    fn pause(&self);
    /// Moves to `position_ms`, clamped to the recording; keeps playing if it was.
    ///
    /// # Errors
    /// [`PlayerError`]
    fn seek(&self, position_ms: f64) -> Result<(), PlayerError>;
    /// Plays faster or slower from here on, at the same pitch; stays so for the
    /// recordings that follow.
    fn set_speed(&self, speed: Speed);
    /// How loud each channel is in each ear, at once; until the next recording.
    fn set_mix(&self, mix: ChannelMix);
    /// Plays `repeat` round and round, without a gap, from its start if the present
    /// place lies elsewhere; `None` goes on past its end. Until the next recording.
    ///
    /// # Errors
    /// [`PlayerError::NothingLoaded`]
    fn set_loop(&self, repeat: Option<Span>) -> Result<(), PlayerError>;
    /// Plays only the stretches of `route` from here on, without a gap between them;
    /// a place outside of them goes on at the next one. A loop is played whole all the
    /// same. `None` plays everything. Until the next recording.
    ///
    /// # Errors
    /// [`PlayerError::NothingLoaded`]
    fn set_route(&self, route: Option<&Route>) -> Result<(), PlayerError>;
    /// Forgets the recording.
    fn unload(&self);
    /// `None` when nothing is loaded.
    fn position(&self) -> Option<PlayerPosition>;
}
