//! WAV: plain samples and IMA ADPCM, read in place, without a demuxer. Every frame
//! (or block of frames) has a fixed place in the file, so a seek is one
//! multiplication. Other codecs in a WAV are only named.

mod coding;
mod extremes;
mod ima;
mod layout;
mod samples;

pub(crate) use coding::SampleCoding;
pub(crate) use extremes::chunk_extremes;
pub(crate) use ima::ImaBlocks;
pub(crate) use layout::{WavCodec, WavLayout};
pub(crate) use samples::PlainSamples;
