//! Playing one recording, with a clock that tells what the ear hears.
//!
//! A thread decodes ahead into a bounded ring ([`run`]); the device's thread takes
//! from it ([`render`]) and never waits. Each seek starts a new run and cross-fades
//! to it, so a seek is heard at once and nothing clicks. Another speed is a new run,
//! too, taken up in the same place. The position is the number of frames handed to
//! the device whose time has come ([`clock`]), laid on the run's way through the
//! recording ([`course`]): each buffer is stamped with the moment the device says it
//! will sound, so output latency is subtracted by construction.
//!
//! Nothing here knows of windows, users or files. The device sits behind
//! [`output::Output`].

mod clock;
pub(crate) mod conversion;
mod course;
mod device;
pub(crate) mod devices;
mod feeder;
mod gains;
mod monitor;
pub mod output;
mod render;
mod resample;
mod ring;
mod run;
mod speaker;
mod state;
pub mod tempo;
#[cfg(test)]
mod tests;
mod way;

pub use speaker::SpeakerPlayer;
