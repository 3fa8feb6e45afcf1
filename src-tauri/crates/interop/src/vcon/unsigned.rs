//! The plain JSON form: from its members to a draft.

use parley_app::import::{CallDraft, ImportNoteCode, Refusal};
use parley_domain::call::{Direction, Side};
use serde_json::Value;

use super::dialog::Dialogs;
use super::parties::{self, VconParty};
use super::{analysis, dialog};
use crate::format::malformed;
use crate::json::{at, list_at, str_at, text_at};
use crate::transcript::{add_variable, note, note_with};

/// Reads an unsigned vCon.
pub(super) fn draft(vcon: &Value) -> Result<CallDraft, Refusal> {
    let nothing = ["parties", "dialog", "analysis"]
        .iter()
        .all(|key| list_at(vcon, &[key]).is_empty());
    if nothing {
        return Err(malformed("no parties, dialog or analysis"));
    }
    let parties = parties::read(vcon);
    let Dialogs {
        recording,
        recordings,
        transcript,
        started_at,
        length,
        channel,
        outcome,
        ended_reason,
        mut missing,
    } = dialog::read(vcon, &parties);
    let mut draft = CallDraft {
        external_id: text_at(vcon, &["uuid"]),
        started_at,
        stated_duration_ms: length,
        channel,
        direction: direction(vcon, &parties),
        outcome,
        ended_reason,
        tags: tags(vcon),
        recording,
        ..CallDraft::default()
    };
    parties::assign(&mut draft, &parties);
    if let Some(subject) = vcon.get("subject") {
        add_variable(&mut draft, "subject", subject);
    }
    draft.summary = analysis::summary(vcon);
    // Analyses are about recordings; texts stand for themselves.
    if transcript.is_empty() || recordings > 0 {
        analysis::fill_turns(&mut draft, vcon, &parties);
    }
    let spoken = draft.turns.len();
    transcript.give_to(&mut draft);
    if spoken > 0 && draft.turns.len() > spoken {
        draft.turns.sort_by_key(|turn| turn.start_ms);
    }
    let redacted = vcon.get("redacted").and_then(Value::as_object);
    if redacted.is_some_and(|members| !members.is_empty()) {
        note(&mut draft, ImportNoteCode::RedactedSource);
        // A name is all that is left of the recording, and it names the audio
        // before redaction: attaching that would undo it.
        if at_most_named(&draft) {
            draft.recording = None;
        }
    }
    if recordings > 1 {
        note_with(
            &mut draft,
            ImportNoteCode::EntriesSkipped,
            (recordings - 1).to_string(),
        );
    }
    let root = ["uuid", "created_at"];
    let absent = root.iter().filter(|key| text_at(vcon, &[key]).is_none());
    missing.splice(0..0, absent.map(|key| (*key).to_owned()));
    if !vcon.get("parties").is_some_and(Value::is_array) {
        missing.push("parties".to_owned());
    }
    if !missing.is_empty() {
        note_with(
            &mut draft,
            ImportNoteCode::MissingMembers,
            missing.join(", "),
        );
    }
    Ok(draft)
}

fn at_most_named(draft: &CallDraft) -> bool {
    use parley_app::import::RecordingRef;
    matches!(draft.recording, Some(RecordingRef::Sidecar { .. }))
}

/// As `meta` says, else from the role of the party that began the first dialog.
fn direction(vcon: &Value, parties: &[VconParty]) -> Option<Direction> {
    let first = list_at(vcon, &["dialog"]).first();
    let stated =
        str_at(vcon, &["meta", "direction"]).or_else(|| str_at(first?, &["meta", "direction"]));
    match stated {
        Some("in" | "inbound") => return Some(Direction::Inbound),
        Some("out" | "outbound") => return Some(Direction::Outbound),
        _ => {}
    }
    let originator = parties.get(parties::originator(first?, parties)?)?;
    match originator.side? {
        Side::Caller => Some(Direction::Inbound),
        Side::Agent => Some(Direction::Outbound),
        Side::Other => None,
    }
}

/// The `tags` attachment that conservers write: a list of `name:value`.
fn tags(vcon: &Value) -> Vec<String> {
    let mut tags = Vec::new();
    for attachment in list_at(vcon, &["attachments"]) {
        if str_at(attachment, &["type"]) == Some("tags") {
            let body = at(attachment, &["body"]).and_then(Value::as_array);
            let words = body.into_iter().flatten().filter_map(Value::as_str);
            tags.extend(words.filter_map(crate::text::stated));
        }
    }
    tags
}
