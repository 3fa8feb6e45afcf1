//! MP3: the frames of the file, where they are, and decoding from any of them.
//!
//! MP3 has no table of contents, and a frame may borrow bits from those before it.
//! So import walks the frames once and keeps where each n-th begins; a later seek
//! starts enough frames early for the decoder to be in the very state it would
//! have had. Sources: ISO/IEC 11172-3, 13818-3; the LAME tag layout.

mod blocks;
mod header;
mod index;
mod tag;
mod walk;

pub(crate) use blocks::Mp3Blocks;
pub(crate) use header::FrameHeader;
pub(crate) use index::Mp3Index;
