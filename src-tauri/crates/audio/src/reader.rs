//! The [`RecordingReader`] port.

use std::io::Write;

use parley_app::error::AppResult;
use parley_app::import::Refusal;
use parley_app::ports::{
    MediaStream, PeaksView, PlayableRecording, RecordingReader, RecordingScan, Stretch,
};
use parley_domain::export::ClipFormat;
use parley_domain::listening::{Route, Span};

use crate::clip::clip;
use crate::peaks::Peaks;
use crate::recognise::recognise;
use crate::scan::scan;
use crate::voice::voice;

/// Reads recordings of every container and codec this crate knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recordings;

impl RecordingReader for Recordings {
    /// By content alone; the name is compared later, in [`Recordings::scan`].
    fn recognise(&self, _file_name: &str, head: &[u8]) -> Option<&'static str> {
        recognise(head).map(|container| container.name())
    }

    fn scan(
        &self,
        file_name: &str,
        stream: Box<dyn MediaStream>,
    ) -> Result<RecordingScan, Refusal> {
        scan(file_name, stream)
    }

    fn peaks(
        &self,
        peaks: &[u8],
        from_ms: u64,
        to_ms: u64,
        buckets: u32,
    ) -> Result<PeaksView, Refusal> {
        Ok(Peaks::from_bytes(peaks)?.view(from_ms, to_ms, buckets))
    }

    fn voice(&self, recording: PlayableRecording) -> AppResult<Vec<Vec<Span>>> {
        voice(recording)
    }

    fn clip(
        &self,
        recording: PlayableRecording,
        stretch: Stretch,
        route: Option<&Route>,
        format: ClipFormat,
        out: &mut dyn Write,
    ) -> AppResult<()> {
        clip(recording, stretch, route, format, out)
    }
}
