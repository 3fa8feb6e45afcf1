//! Recordings: telling what they are, decoding them, drawing them, playing them.
//!
//! This crate implements the audio ports of `parley-app`. It sees bytes through
//! [`parley_app::ports::MediaStream`] and must not know where they come
//! from: no paths, no keys, no database, no transcript.
//!
//! - [`Recordings`]: recognise by content, scan once, cut peaks for a view.
//! - [`RecordingCursor`]: frames from anywhere in a recording, the same samples a
//!   straight decode yields there.
//! - [`SpeakerPlayer`]: plays a recording on the output device with a clock that
//!   tells what the ear hears.
//!
//! Samples are `f32`, full scale ±1, interleaved; a *frame* is one sample per
//! channel; positions are counted in frames of the recording's own rate.

mod clip;
mod cursor;
mod cut;
mod exercise;
mod fault;
mod flac;
mod media;
mod microphone;
mod mp3;
mod packets;
mod peaks;
pub mod player;
mod reader;
mod recognise;
mod scan;
mod voice;
mod wav;

pub use cursor::RecordingCursor;
pub use exercise::exercise;
pub use fault::DecodeFault;
pub use microphone::SystemMicrophone;
pub use peaks::{Peaks, PeaksBuilder};
pub use player::SpeakerPlayer;
pub use reader::Recordings;
pub use recognise::{Container, recognise};
