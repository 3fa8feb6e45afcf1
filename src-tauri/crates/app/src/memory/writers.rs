//! The plain formats of [`super::readers`], written: what a test exports can be read
//! at a glance, and imported again.

use std::io::Write;

use parley_domain::call::Side;
use parley_domain::error_code::ErrorCode;
use parley_domain::export::TranscriptFormat;
use parley_domain::listening::Route;

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
            before: format!("{}{}[", plain(&case.call), reviewed(case)),
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

/// What colleagues made of the call, a line each.
fn reviewed(case: &CaseFile) -> String {
    let comments = case.comments.iter().map(|one| {
        let replies = one.replies.len();
        format!("comment {}: {} +{replies}\n", one.by, one.text)
    });
    let scores = case.scores.iter().flatten().map(|one| {
        let scorer = one.row.scorer_name.as_deref().unwrap_or("nobody");
        format!("score {scorer}: {}\n", one.row.state.as_str())
    });
    let corrections = case.corrections.iter().map(|one| {
        let (before, after) = (&one.before.value, &one.after.value);
        format!("corrected {}: {before} to {after}\n", one.by)
    });
    comments.chain(scores).chain(corrections).collect()
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
    for one in &draft.variables {
        text.push_str(&format!("noted: {} {}\n", one.name, one.value));
    }
    for turn in &draft.turns {
        let sign = if turn.side == Side::Agent { '<' } else { '>' };
        text.push_str(&format!("{sign} {}\n", turn.text));
    }
    text
}

/// A stretch of a tone is a shorter tone, and shorter still without what a route leaves out.
pub(super) fn clip(
    recording: &PlayableRecording,
    stretch: Stretch,
    route: Option<&Route>,
    out: &mut dyn Write,
) -> AppResult<()> {
    let facts = &recording.facts;
    let (from, to) = (stretch.from_ms, stretch.to_ms.min(facts.duration_ms()));
    let small = |ms: u64| u32::try_from(ms).unwrap_or(u32::MAX);
    let millis = route.map_or(to - from, |route| {
        route.between(small(from), small(to)).into()
    });
    let text = format!("tone {millis} {}", facts.channels);
    out.write_all(text.as_bytes()).map_err(unwritable)
}
