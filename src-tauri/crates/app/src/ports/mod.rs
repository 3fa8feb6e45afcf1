//! Ports: what the use cases need from the world, as traits.

mod audio;
mod transcripts;

pub use audio::{
    MediaStream, PeaksView, PlayableRecording, Player, PlayerError, PlayerPosition,
    RecordingFacts, RecordingReader, RecordingScan,
};
pub use transcripts::CallDataReader;
