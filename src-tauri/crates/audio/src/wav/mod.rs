//! WAV with plain samples: read in place, without a demuxer. Every frame has a
//! fixed place in the file, so a seek is one multiplication.
//!
//! Compressed WAV that symphonia decodes (IMA ADPCM) goes through `packets`;
//! this module only tells that it is such.

mod coding;
mod extremes;
mod layout;
mod samples;

pub(crate) use coding::SampleCoding;
pub(crate) use extremes::chunk_extremes;
pub(crate) use layout::{WavCodec, WavLayout};
pub(crate) use samples::PlainSamples;
