//! FLAC. The frames are kept packed until the last one, because the head holds the
//! sum of them all: some 300 MB for a whole day of a telephone call.

use std::io::Write;

use flacenc::bitsink::ByteSink;
use flacenc::component::BitRepr as _;
use flacenc::error::{SourceError, SourceErrorReason, Verify as _};
use flacenc::source::{Fill, Source};

use super::{ClipFault, Samples};

/// Frames of one block; what the reference encoder takes.
const BLOCK: usize = 4096;

pub(super) fn write(samples: Samples, out: &mut dyn Write) -> Result<(), ClipFault> {
    let unholdable = |error: &dyn std::fmt::Debug| ClipFault::Unholdable(format!("{error:?}"));
    let config = flacenc::config::Encoder::default()
        .into_verified()
        .map_err(|(_, error)| unholdable(&error))?;
    let mut source = ClipSource {
        samples,
        fault: None,
    };
    let stream = flacenc::encode_with_fixed_block_size(&config, &mut source, BLOCK);
    if let Some(fault) = source.fault {
        return Err(fault);
    }
    let mut sink = ByteSink::new();
    let mut stream = stream.map_err(|error| unholdable(&error))?;
    // The last block is shorter, and the standard does not count it.
    stream
        .stream_info_mut()
        .set_block_sizes(BLOCK, BLOCK)
        .map_err(|error| unholdable(&error))?;
    stream
        .write(&mut sink)
        .map_err(|error| unholdable(&error))?;
    out.write_all(sink.as_slice()).map_err(ClipFault::Write)
}

/// The stretch as the encoder asks for it. Its errors say nothing of ours, so what
/// went wrong is kept here.
struct ClipSource {
    samples: Samples,
    fault: Option<ClipFault>,
}

impl Source for ClipSource {
    fn channels(&self) -> usize {
        self.samples.channels().into()
    }

    fn bits_per_sample(&self) -> usize {
        16
    }

    fn sample_rate(&self) -> usize {
        self.samples.rate_hz() as usize
    }

    fn read_samples<F: Fill>(&mut self, block: usize, dest: &mut F) -> Result<usize, SourceError> {
        let frames = self.samples.next(block).map_err(|fault| {
            self.fault = Some(fault);
            SourceError::by_reason(SourceErrorReason::IO(None))
        })?;
        let wide: Vec<i32> = frames.iter().map(|sample| i32::from(*sample)).collect();
        dest.fill_interleaved(&wide)?;
        Ok(frames.len() / self.channels())
    }
}
