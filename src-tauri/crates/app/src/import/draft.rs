//! What every importer yields: a call as the source describes it, before it
//! has an id. Importers fill what the source says and leave the rest empty;
//! they never guess a side, a time or a name.

use parley_domain::call::{AgentEvent, CapturedVariable, Channel, Direction, Outcome, Party, Turn};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// One call read from a source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallDraft {
    /// The source's own id (Twilio SID, Vapi call id, vCon uuid …).
    pub external_id: Option<String>,
    /// The source's id of what this is only a part of: a recording's call, a
    /// transcription's recording. Found in the same import, they are one call.
    pub part_of: Option<String>,
    pub started_at: Option<UtcMillis>,
    /// Length in ms as the source states it; the recording's own length wins later.
    pub stated_duration_ms: Option<u64>,
    pub channel: Option<Channel>,
    pub direction: Option<Direction>,
    /// Lower-case BCP 47 language, e.g. `en`, `hi`, `en-in`.
    pub language: Option<String>,
    pub outcome: Option<Outcome>,
    /// The source's own words for how it ended (`endedReason`, `status` …).
    pub ended_reason: Option<String>,
    pub caller: Party,
    pub agent: Party,
    pub turns: Vec<Turn>,
    /// What the agent did besides speaking, in the source's order.
    pub events: Vec<AgentEvent>,
    pub summary: Option<String>,
    pub variables: Vec<CapturedVariable>,
    pub tags: Vec<String>,
    /// True for simulated or test calls.
    pub simulated: bool,
    pub recording: Option<RecordingRef>,
    /// What the reader should know; each is shown in the report.
    pub notes: Vec<ImportNote>,
}

/// Where the source says the audio is. A URL is recorded and never fetched.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordingRef {
    /// The audio itself, carried inside the source.
    Inline {
        bytes: Vec<u8>,
        media_type: Option<String>,
        caller_channel: Option<u8>,
    },
    /// A file beside the source, by name only; with the content hash the source states.
    Sidecar {
        file_name: String,
        caller_channel: Option<u8>,
        stated_hash: Option<ContentHash>,
    },
    /// An address that Parley does not fetch. `file_name` is its last segment, matched
    /// against the audio files of the same import.
    Url {
        url: String,
        file_name: Option<String>,
        stated_hash: Option<ContentHash>,
    },
}

/// A content hash as a source states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentHash {
    Sha256([u8; 32]),
    Sha512([u8; 64]),
}

/// Something the reader of the report should know. Carries no personal data:
/// `detail` is a number, a member name or a format word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportNote {
    pub code: ImportNoteCode,
    pub detail: Option<String>,
}

/// The closed list of notes and refusals. The words come from i18n.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportNoteCode {
    // Imported, but know this:
    /// Turns or words ran backwards in time; they are shown in the source's order.
    TimesRunBackwards,
    /// Words without duration; they are shown for a moment each.
    ZeroLengthWords,
    /// The source does not tell who spoke.
    SpeakersUnknown,
    /// All turns are on one speaker though the source names several parties.
    SingleSpeakerManyParties,
    /// No times at all: text only.
    NoTimes,
    /// The text was not UTF-8; it was read as `detail`.
    ReencodedFrom,
    /// Some bytes could not be read as text and were replaced.
    UndecodableText,
    /// `detail` cues, rows or entries could not be read and were left out.
    EntriesSkipped,
    /// The stated duration and the times disagree.
    DurationsDisagree,
    /// The file's ending says one format, its bytes another (`detail`).
    WrongExtension,
    /// The audio ends before its header says.
    TruncatedAudio,
    /// A signature was checked and is good (`detail` = the leaf certificate's name).
    SignatureVerified,
    /// The certificate chain is not one Parley trusts; the signature itself is good.
    SignerNotTrusted,
    /// The source's content hash does not match the audio that was found.
    ContentHashMismatch,
    /// The source names a recording that was not among the files.
    RecordingNotFound,
    /// The recording is marked deleted by the carrier.
    RecordingDeleted,
    /// The recording is encrypted with a key Parley does not have.
    RecordingEncrypted,
    /// A simulated call.
    Simulated,
    /// The text was redacted before it came here.
    RedactedSource,
    /// Missing members the format requires (`detail` = their names).
    MissingMembers,
    /// Of a call that ran here not all could be written down: `detail` seconds of its
    /// sound are missing where that is known.
    RecordingCut,
    /// Parley ended while this call ran; what was written until then is kept.
    CallCutShort,
    // Refused:
    /// Zero bytes.
    Empty,
    /// Larger than Parley reads for this format.
    TooLarge,
    /// No importer knows this content.
    NotRecognised,
    /// A known format that is broken (`detail` = where).
    Malformed,
    /// Audio in a codec Parley cannot decode (`detail` = its name).
    CodecNotSupported,
    /// Audio with no samples in it.
    NoAudioFrames,
    /// Encrypted (JWE); the key is not here.
    Encrypted,
    /// A signature that does not verify.
    SignatureInvalid,
    /// Known, but not a call (an event, a list of media, a partial result).
    NotACall,
    /// The disk or the file could not be read.
    Unreadable,
    /// Cancelled before this file's turn.
    Cancelled,
}

/// A refusal: why this file yields nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("import refused: {code:?}")]
pub struct Refusal {
    pub code: ImportNoteCode,
    pub detail: Option<String>,
}

impl Refusal {
    #[must_use]
    pub fn new(code: ImportNoteCode) -> Self {
        Self { code, detail: None }
    }

    #[must_use]
    pub fn with(code: ImportNoteCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: Some(detail.into()),
        }
    }
}
