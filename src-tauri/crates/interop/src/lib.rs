//! Reads call data and transcripts of other systems into [`CallDraft`]s, and writes
//! what Parley hands out, one folder per format. Pure: bytes in, drafts out. Must not know: the disk, the
//! network, the store, the present time.

use parley_app::error::{AppError, AppResult};
use parley_app::import::{CallDraft, ImportNoteCode, Refusal};
use parley_app::ports::{
    CallDataReader, CallDataWriter, CaseFile, CasePage, LeavingCall, Paper, ReportWriter, WeekPage,
};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::TranscriptFormat;

mod amazon;
mod assemblyai;
mod azure;
mod case_file;
mod cues;
mod deepgram;
mod format;
mod html;
mod instant;
mod json;
mod language;
mod media;
mod media_stream;
mod paper;
pub mod parley;
mod plain;
mod retell;
mod roles;
mod srt;
mod text;
mod transcript;
mod twilio;
mod vapi;
mod vcon;
mod webvtt;
mod week_page;
mod whisper;
mod words;

use format::{Format, Input};

/// Every format, in the order they are asked. A content belongs to the first
/// that knows it, so the particular stand before the general.
const FORMATS: &[&dyn Format] = &[
    &parley::Parley,            // Parley's own JSON, version 1
    &vcon::Vcon,                // vCon: plain, signed (JWS); encrypted is refused
    &deepgram::Deepgram,        // Deepgram pre-recorded answers
    &deepgram::AgentLog,        // Deepgram voice-agent event logs
    &assemblyai::AssemblyAi,    // AssemblyAI transcripts
    &vapi::Vapi,                // Vapi call objects and end-of-call reports
    &retell::Retell,            // Retell call objects and call webhooks
    &twilio::Twilio,            // Twilio calls, recordings, messages, transcriptions
    &media_stream::MediaStream, // carrier media streams: known, refused
    &amazon::CallAnalytics,     // Amazon Transcribe Call Analytics, Contact Lens
    &amazon::PostCall,          // Amazon post-call analytics
    &amazon::AudioInsight,      // Amazon Bedrock data automation, audio
    &azure::Conversation,       // Azure conversation analysis input
    &whisper::Whisper,          // Whisper JSON, verbose_json, whisper-timestamped, whisper.cpp
    &plain::Plain,              // Parley's transcript for reading
    &webvtt::WebVtt,            // WebVTT
    &srt::Srt,                  // SubRip
];

/// The name reported for JSON that cannot be parsed, or is too large to try.
const BROKEN_JSON: &str = "json";

/// The transcript formats Parley reads, behind the port of `parley-app`.
#[derive(Debug, Clone, Copy, Default)]
pub struct CallDataFormats;

impl CallDataFormats {
    /// The names of all formats, in the order they are asked.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        FORMATS.iter().map(|format| format.name()).collect()
    }
}

impl CallDataReader for CallDataFormats {
    fn recognise(&self, file_name: &str, bytes: &[u8]) -> Option<&'static str> {
        let input = Input::new(file_name, bytes);
        match format_of(&input) {
            Some(format) => Some(format.name()),
            None if input.is_broken_json() => Some(BROKEN_JSON),
            None => None,
        }
    }

    fn read(&self, file_name: &str, bytes: &[u8]) -> Result<Vec<CallDraft>, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::new(ImportNoteCode::Empty));
        }
        let input = Input::new(file_name, bytes);
        let Some(format) = format_of(&input) else {
            return Err(input.why_not_recognised());
        };
        if bytes.len() > format.max_bytes() {
            let mib = format.max_bytes() >> 20;
            return Err(Refusal::with(
                ImportNoteCode::TooLarge,
                format!("{mib} MiB"),
            ));
        }
        let mut drafts = format.read(&input)?;
        let wrong_ending = ending_says_other(file_name, format.name());
        for draft in &mut drafts {
            draft.notes.extend(input.encoding_notes());
            if wrong_ending {
                let found = format.name().to_owned();
                transcript::note_with(draft, ImportNoteCode::WrongExtension, found);
            }
        }
        Ok(drafts)
    }
}

impl CallDataWriter for CallDataFormats {
    fn write(&self, format: TranscriptFormat, call: &LeavingCall) -> AppResult<String> {
        let timed = |written: Result<String, cues::NoTimes>| {
            written.map_err(|error| AppError::because(ErrorCode::NoTimes, error))
        };
        match format {
            TranscriptFormat::Text => Ok(plain::write(call)),
            TranscriptFormat::Srt => timed(srt::write(&call.draft.turns)),
            TranscriptFormat::Vtt => timed(webvtt::write(&call.draft.turns)),
            TranscriptFormat::Json => Ok(parley::write_with(&call.draft, &call.overlay)),
            TranscriptFormat::Vcon => Ok(vcon::write(call)),
        }
    }

    fn case_file(&self, case: &CaseFile) -> CasePage {
        case_file::write(case)
    }

    fn paper(&self, paper: &Paper) -> AppResult<Vec<u8>> {
        paper::write(paper)
    }
}

/// The pages of reports, behind the port of `parley-app`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportPages;

impl ReportWriter for ReportPages {
    fn weekly(&self, page: &WeekPage) -> String {
        week_page::write(page)
    }
}

fn format_of(input: &Input<'_>) -> Option<&'static dyn Format> {
    FORMATS
        .iter()
        .copied()
        .find(|format| format.recognise(input))
}

/// Whether a file's ending belongs to another format than was found in it.
/// Endings that say nothing of call data are not judged.
fn ending_says_other(file_name: &str, found: &str) -> bool {
    let Some((_, ending)) = file_name.rsplit_once('.') else {
        return false;
    };
    let is_subtitle = matches!(found, "webvtt" | "srt");
    match ending.to_ascii_lowercase().as_str() {
        "vtt" => found != "webvtt",
        "srt" => found != "srt",
        "vcon" => found != "vcon",
        "json" => is_subtitle,
        "wav" | "mp3" | "m4a" | "flac" | "ogg" | "opus" | "csv" | "ics" => true,
        _ => false,
    }
}
