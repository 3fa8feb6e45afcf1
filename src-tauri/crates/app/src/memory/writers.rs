//! The plain formats of [`super::readers`], written: what a test exports can be read
//! at a glance, and imported again.

use std::io::Write;

use parley_domain::call::Side;
use parley_domain::error_code::ErrorCode;
use parley_domain::export::TranscriptFormat;

use super::PlainCallData;
use crate::error::AppResult;
use crate::ports::{
    CallDataWriter, CaseFile, CasePage, LeavingCall, Paper, PlayableRecording, ReportWriter,
    Stretch, WeekPage, unwritable,
};

impl CallDataWriter for PlainCallData {
    fn write(&self, format: TranscriptFormat, call: &LeavingCall) -> AppResult<String> {
        let subtitles = matches!(format, TranscriptFormat::Srt | TranscriptFormat::Vtt);
        if subtitles && call.draft.turns.iter().any(|turn| turn.start_ms.is_none()) {
            return Err(ErrorCode::NoTimes.into());
        }
        Ok(plain(call))
    }

    fn case_file(&self, case: &CaseFile) -> CasePage {
        CasePage {
            before: format!("{}[", plain(&case.call)),
            after: "]\n".to_owned(),
        }
    }

    fn paper(&self, paper: &Paper) -> AppResult<Vec<u8>> {
        let language = paper.language.as_str();
        let zone = paper.zone.as_deref().unwrap_or("UTC");
        let head = format!("paper {language} {zone} {}\n", paper.exported_by);
        Ok((head + &plain(&paper.call)).into_bytes())
    }
}

impl ReportWriter for PlainCallData {
    fn weekly(&self, page: &WeekPage) -> String {
        format!(
            "week {} {} {:?} calls, {:?} open flags, {}\n",
            page.weekly.monday,
            page.language.as_str(),
            page.weekly.now.calls,
            page.open_flags.flags,
            page.made_by
        )
    }
}

fn plain(call: &LeavingCall) -> String {
    let draft = &call.draft;
    let mut text = "call\n".to_owned();
    let facts = [
        ("caller", &draft.caller.name),
        ("phone", &draft.caller.phone),
        ("agent", &draft.agent.name),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            text.push_str(&format!("{name}: {value}\n"));
        }
    }
    for turn in &draft.turns {
        let sign = if turn.side == Side::Agent { '<' } else { '>' };
        text.push_str(&format!("{sign} {}\n", turn.text));
    }
    text
}

/// A stretch of a tone is a shorter tone.
pub(super) fn clip(
    recording: &PlayableRecording,
    stretch: Stretch,
    out: &mut dyn Write,
) -> AppResult<()> {
    let facts = &recording.facts;
    let millis = stretch.to_ms.min(facts.duration_ms()) - stretch.from_ms;
    let text = format!("tone {millis} {}", facts.channels);
    out.write_all(text.as_bytes()).map_err(unwritable)
}
