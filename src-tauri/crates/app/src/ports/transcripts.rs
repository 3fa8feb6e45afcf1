//! The port behind which transcript and call-data formats live.

use std::collections::BTreeMap;

use parley_domain::access::Role;
use parley_domain::audit::Purpose;
use parley_domain::call::{CapturedVariable, Turn};
use parley_domain::captured::CapturedValue;
use parley_domain::export::{CaseLanguage, TranscriptFormat};
use parley_domain::ids::{CallId, ExportId};
use parley_domain::time::UtcMillis;

use crate::comments::ThreadView;
use crate::error::AppResult;
use crate::import::{CallDraft, Refusal};
use crate::scorecards::ScoreView;

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
    /// What people laid over it.
    pub overlay: LeavingOverlay,
    /// When it leaves.
    pub at: UtcMillis,
}

/// What people laid over a call that leaves: how it came, and what they disagree about.
/// All by place, and only where there is something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LeavingOverlay {
    /// The turns as they were imported, where they read otherwise now.
    pub turns: BTreeMap<u32, Turn>,
    /// Of a turn in dispute all the texts, oldest first; the call has the first of them.
    pub turn_versions: BTreeMap<u32, Vec<String>>,
    /// The captured variables as they were imported, likewise.
    pub variables: BTreeMap<u32, CapturedVariable>,
    /// Of a variable in dispute all that is said.
    pub variable_versions: BTreeMap<u32, Vec<CapturedVariable>>,
}

/// Writes one call in each format Parley hands out. Pure: a call in, a file's
/// whole text out.
pub trait CallDataWriter: Send + Sync {
    /// # Errors
    /// `no_times` when the format is subtitles and a turn has no start.
    fn write(&self, format: TranscriptFormat, call: &LeavingCall) -> AppResult<String>;

    /// A page that any browser opens, without a network.
    fn case_file(&self, case: &CaseFile) -> CasePage;

    /// A PDF: the whole file. The same paper gives the same bytes.
    ///
    /// # Errors
    /// `invalid_input` for a zone that is none.
    fn paper(&self, paper: &Paper) -> AppResult<Vec<u8>>;
}

/// What a PDF of a call shows.
#[derive(Debug)]
pub struct Paper {
    pub call: LeavingCall,
    pub language: CaseLanguage,
    /// IANA's name of the zone it tells times in; UTC if absent.
    pub zone: Option<String>,
    pub export_id: ExportId,
    pub workspace: String,
    pub exported_by: String,
    pub role: Role,
    pub purpose: Purpose,
}

/// What a case file shows.
#[derive(Debug)]
pub struct CaseFile {
    pub call: LeavingCall,
    pub language: CaseLanguage,
    pub export_id: ExportId,
    pub workspace: String,
    pub exported_by: String,
    pub role: Role,
    pub purpose: Purpose,
    pub sound: Option<CaseSound>,
    /// Of captured variables, withdrawn ones too, oldest first.
    pub corrections: Vec<CaseCorrection>,
    /// What people wrote for all to see, oldest first; deleted ones only as a place.
    pub comments: Vec<ThreadView>,
    /// The scores that were handed in, newest first; absent for a role that may not see
    /// any.
    pub scores: Option<Vec<ScoreView>>,
}

/// A correction of a captured variable in a case file.
#[derive(Debug)]
pub struct CaseCorrection {
    /// The variable's place.
    pub variable: u32,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    pub before: CapturedValue,
    pub after: CapturedValue,
    pub reason: Option<String>,
    /// Whether it chose among values in dispute.
    pub is_choice: bool,
    /// Who took it back, and when.
    pub withdrawn: Option<(String, UtcMillis)>,
}

/// The recording in a case file.
#[derive(Debug)]
pub struct CaseSound {
    /// What browsers know it as.
    pub media_type: &'static str,
    /// Whether it is the original, byte for byte.
    pub original: bool,
    /// Of the original.
    pub sha256: [u8; 32],
}

/// A case file around its sound, which is written in Base64 between the two parts.
#[derive(Debug)]
pub struct CasePage {
    pub before: String,
    pub after: String,
}
