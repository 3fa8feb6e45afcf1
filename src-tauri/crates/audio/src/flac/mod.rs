//! Native FLAC played from anywhere. Symphonia's demuxer decodes it from the start,
//! but finds a place by bisection, the longer the farther; the lengths of the frames,
//! noted in that first pass, make it one step. Source: RFC 9639.

mod blocks;
mod index;

pub(crate) use blocks::{FlacBlocks, first_frame_offset};
pub(crate) use index::FlacIndex;
