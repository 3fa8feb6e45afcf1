//! The port behind which transcript and call-data formats live.

use parley_domain::export::TranscriptFormat;
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;

use crate::error::AppResult;
use crate::import::{CallDraft, Refusal};

/// Reads call data and transcripts in every format Parley knows. Pure: bytes in,
/// drafts out; never opens a file, never fetches an address.
pub trait CallDataReader: Send + Sync {
    /// The format's name (`deepgram`, `vcon`, `srt` …) if the content is one of ours.
    fn recognise(&self, file_name: &str, bytes: &[u8]) -> Option<&'static str>;

    /// The calls in it. A list file yields several, each whole or refused by itself.
    ///
    /// # Errors
    /// A [`Refusal`] when the file as a whole yields nothing.
    fn read(&self, file_name: &str, bytes: &[u8]) -> Result<Vec<CallDraft>, Refusal>;
}

/// A call on its way out: the same shape that importers yield, so that what is
/// written can be read again.
#[derive(Debug, Clone, PartialEq)]
pub struct LeavingCall {
    pub id: CallId,
    pub draft: CallDraft,
    /// When it leaves.
    pub at: UtcMillis,
}

/// Writes one call in each format Parley hands out. Pure: a call in, a file's
/// whole text out.
pub trait CallDataWriter: Send + Sync {
    /// # Errors
    /// `no_times` when the format is subtitles and a turn has no start.
    fn write(&self, format: TranscriptFormat, call: &LeavingCall) -> AppResult<String>;
}
