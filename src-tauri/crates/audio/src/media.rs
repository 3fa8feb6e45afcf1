//! Streams of bytes in the shape that symphonia reads.

use std::io::{self, Read, Seek, SeekFrom};

use parley_app::ports::MediaStream;
use symphonia::core::io::MediaSource;

/// A [`MediaStream`] as symphonia's demuxers want it.
pub(crate) struct DemuxerInput(pub(crate) Box<dyn MediaStream>);

impl Read for DemuxerInput {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

impl Seek for DemuxerInput {
    fn seek(&mut self, pos: SeekFrom) -> io::Result<u64> {
        self.0.seek(pos)
    }
}

impl MediaSource for DemuxerInput {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.0.byte_len())
    }
}

/// Reads until `buf` is full or the stream ends; the number of bytes read.
pub(crate) fn read_up_to(stream: &mut dyn Read, buf: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buf.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match stream.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}
