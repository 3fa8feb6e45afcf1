//! The port behind which transcript and call-data formats live.

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
