//! A call as it is kept.

use parley_domain::call::{AgentEvent, CapturedVariable, Party, Turn};
use parley_domain::ids::{CallId, ImportId, MediaId, PersonId};
use parley_domain::time::UtcMillis;

use super::CallRow;
use crate::import::ImportNote;
use crate::ports::RecordingFacts;

/// What a sealed file is. Originals are kept as they came; the rest is derived
/// from them and can be rebuilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// A recording as imported.
    Recording,
    /// A transcript or call-data file as imported.
    CallData,
    /// Peaks derived from a recording.
    Peaks,
    /// A seek index derived from a recording.
    SeekIndex,
    /// Where somebody is heard, derived from a recording when it is first asked for.
    Voice,
}

impl MediaKind {
    /// The name that is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recording => "recording",
            Self::CallData => "call_data",
            Self::Peaks => "peaks",
            Self::SeekIndex => "seek_index",
            Self::Voice => "voice",
        }
    }

    /// The kind of a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Recording,
            Self::CallData,
            Self::Peaks,
            Self::SeekIndex,
            Self::Voice,
        ]
        .into_iter()
        .find(|k| k.as_str() == text)
    }
}

/// A sealed file's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaRecord {
    pub id: MediaId,
    pub kind: MediaKind,
    /// Length of the clear bytes.
    pub byte_len: u64,
    /// SHA-256 of the clear bytes.
    pub sha256: [u8; 32],
    /// The file's data key, wrapped.
    pub wrapped_key: Vec<u8>,
    /// The one person it is about; `None` when it mixes people.
    pub person_id: Option<PersonId>,
    /// The name the source file had.
    pub file_name: Option<String>,
    /// What a derivative was made from.
    pub derived_from: Option<MediaId>,
}

/// Where a call came from: an original, and which entry of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    pub media_id: MediaId,
    /// SHA-256 of the original, followed by the entry's number when it holds several.
    pub item_hash: [u8; 32],
}

/// A call with everything the review screen needs except its turns.
#[derive(Debug, Clone, PartialEq)]
pub struct CallRecord {
    pub row: CallRow,
    pub person_id: PersonId,
    pub external_id: Option<String>,
    pub caller: Party,
    pub agent: Party,
    pub ended_reason: Option<String>,
    pub summary: Option<String>,
    pub variables: Vec<CapturedVariable>,
    /// What the agent did besides speaking.
    pub events: Vec<AgentEvent>,
    /// `deepgram`, `vcon`, `parley`, `wav` …
    pub source_format: String,
    pub source_name: String,
    pub notes: Vec<ImportNote>,
    pub import_id: Option<ImportId>,
    pub imported_at: UtcMillis,
    /// Which channel of a stereo recording is the caller.
    pub caller_channel: u8,
    /// The caller's leg where there is an agent's, else the one file with both.
    pub recording: Option<(MediaId, RecordingFacts)>,
    /// The agent's leg of a call that the runtime had; the facts are of both together.
    pub agent_recording: Option<MediaId>,
    pub peaks: Option<MediaId>,
    pub seek_index: Option<MediaId>,
}

impl CallRecord {
    /// The call's id.
    #[must_use]
    pub const fn id(&self) -> CallId {
        self.row.id
    }
}

/// A call to be kept: its record, turns and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCall {
    pub record: CallRecord,
    pub turns: Vec<Turn>,
    /// New sealed files; those that were already there are only named in `sources`.
    pub media: Vec<MediaRecord>,
    pub sources: Vec<SourceRecord>,
}
