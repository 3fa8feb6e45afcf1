//! The analyses: transcripts of several vendors and summaries. The richest
//! transcript wins: one with words, then one that names speakers, then text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use parley_app::import::{CallDraft, ImportNoteCode};
use parley_domain::time::UtcMillis;
use serde_json::Value;

use super::parties::{VconParty, index};
use crate::instant::{ms_between, ms_of_seconds, rfc3339};
use crate::json::{at, has_list, list_at, number, number_at, str_at, text_at};
use crate::language::tag_at;
use crate::roles::side_of;
use crate::transcript::{Spoken, Transcript, note, paragraphs};
use crate::{deepgram, media, text, whisper};

/// What kind of transcript a body is, the richest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Turns,
    Words,
}

pub(super) fn summary(vcon: &Value) -> Option<String> {
    let analyses = list_at(vcon, &["analysis"]).iter();
    let mut summaries = analyses.filter(|one| str_at(one, &["type"]) == Some("summary"));
    summaries.find_map(|one| {
        let body = body(one)?;
        match &*body {
            Value::String(summary) => text::stated(summary),
            other => text_at(other, &["summary"]),
        }
    })
}

/// Fills the draft's turns from the best transcript among the analyses.
pub(super) fn fill_turns(draft: &mut CallDraft, vcon: &Value, parties: &[VconParty]) {
    let mut best: Option<(Kind, Cow<'_, Value>)> = None;
    for analysis in list_at(vcon, &["analysis"]) {
        if str_at(analysis, &["type"]) == Some("summary") {
            continue;
        }
        let Some(body) = body(analysis) else {
            continue;
        };
        let named = is_transcript(str_at(analysis, &["type"]).unwrap_or_default());
        if let Some(kind) = kind(&body, named)
            && best.as_ref().is_none_or(|(known, _)| kind > *known)
        {
            best = Some((kind, body));
        }
    }
    let Some((kind, body)) = best else {
        return;
    };
    draft.language = tag_at(&body, &["detected_language"]);
    match kind {
        Kind::Words if deepgram::is_answer(&body) => {
            // The call has its own id; the answer's is the transcriber's.
            let id = draft.external_id.take();
            deepgram::fill(draft, &body);
            draft.external_id = id;
        }
        Kind::Words if whisper::is_segmented(&body) => whisper::fill(draft, &body),
        Kind::Words => give(draft, deepgram::alternative_turns(&body)),
        Kind::Turns => {
            let begin = draft.started_at;
            let turns = turn_list(&body);
            let lone = speaks_alone(turns);
            give(
                draft,
                turns.iter().map(|turn| spoken(turn, parties, begin, lone)),
            );
        }
        Kind::Text => give(
            draft,
            paragraphs(transcript_text(&body).unwrap_or_default()),
        ),
    }
    let speakers: BTreeSet<_> = draft.turns.iter().map(|turn| &turn.speaker).collect();
    let named = draft.turns.iter().any(|turn| turn.speaker.is_some());
    if named && speakers.len() == 1 && parties.len() > 1 {
        note(draft, ImportNoteCode::SingleSpeakerManyParties);
    }
}

fn give(draft: &mut CallDraft, turns: impl IntoIterator<Item = Spoken>) {
    let mut transcript = Transcript::default();
    turns.into_iter().for_each(|turn| transcript.push(turn));
    transcript.give_to(draft);
}

fn is_transcript(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.contains("transcript") || kind.contains("diari")
}

/// The body: JSON as it is, or parsed where the encoding says it is text.
fn body(analysis: &Value) -> Option<Cow<'_, Value>> {
    let body = at(analysis, &["body"])?;
    let Value::String(encoded) = body else {
        return Some(Cow::Borrowed(body));
    };
    let decoded = match str_at(analysis, &["encoding"]) {
        Some("json") => serde_json::from_str(encoded).ok(),
        Some("base64url") => {
            let bytes = media::base64_either(encoded)?;
            let text = String::from_utf8(bytes).ok()?;
            Some(serde_json::from_str(&text).unwrap_or(Value::String(text)))
        }
        _ => None,
    };
    Some(decoded.map_or(Cow::Borrowed(body), Cow::Owned))
}

/// Text alone counts only in an analysis that calls itself a transcript.
fn kind(body: &Value, named: bool) -> Option<Kind> {
    let has_words = has_list(body, &["words"]) && str_at(body, &["transcript"]).is_some();
    if deepgram::is_answer(body) || whisper::is_segmented(body) || has_words {
        return Some(Kind::Words);
    }
    if turn_list(body).iter().any(|turn| turn_text(turn).is_some()) {
        return Some(Kind::Turns);
    }
    (named && transcript_text(body).is_some()).then_some(Kind::Text)
}

fn transcript_text(body: &Value) -> Option<&str> {
    body.as_str()
        .or_else(|| str_at(body, &["transcript"]))
        .filter(|text| !text.trim().is_empty())
}

/// A list of turns, bare or under one of the usual members.
fn turn_list(body: &Value) -> &[Value] {
    if let Some(list) = body.as_array() {
        return list;
    }
    ["conversation", "turns", "utterances", "transcript"]
        .iter()
        .map(|key| list_at(body, &[key]))
        .find(|list| !list.is_empty())
        .unwrap_or_default()
}

fn turn_text(turn: &Value) -> Option<String> {
    ["text", "message", "content"]
        .iter()
        .find_map(|key| text_at(turn, &[key]))
}

/// The party a turn names by number.
fn party_of(turn: &Value) -> Option<&Value> {
    let party = at(turn, &["parties"]).or_else(|| at(turn, &["party"]))?;
    match party {
        Value::Array(list) if list.len() == 1 => list.first(),
        other => Some(other),
    }
}

/// Whether all turns name the same party: then nobody told them apart, and the
/// number says nothing of who spoke.
fn speaks_alone(turns: &[Value]) -> bool {
    let mut named = turns.iter().map(party_of);
    let Some(first) = named.next() else {
        return true;
    };
    named.all(|party| party == first)
}

fn spoken(turn: &Value, parties: &[VconParty], begin: Option<UtcMillis>, lone: bool) -> Spoken {
    let role = text_at(turn, &["role"]);
    let label = text_at(turn, &["speaker"]).or_else(|| role.clone());
    let named = party_of(turn);
    let party = named
        .filter(|_| !lone)
        .and_then(|number| parties.get(index(number, parties)?));
    let start = at(turn, &["start"]).and_then(|start| match start {
        Value::String(instant) if rfc3339(instant).is_some() => {
            ms_between(begin?, rfc3339(instant)?)
        }
        seconds => number(seconds).and_then(ms_of_seconds),
    });
    let end = number_at(turn, &["duration"])
        .and_then(ms_of_seconds)
        .and_then(|length| start?.checked_add(length))
        .or_else(|| number_at(turn, &["end"]).and_then(ms_of_seconds));
    Spoken {
        side: role
            .as_deref()
            .and_then(side_of)
            .or_else(|| label.as_deref().and_then(side_of))
            .or_else(|| party.and_then(|party| party.side)),
        speaker: label
            .or_else(|| party.and_then(VconParty::label))
            .or_else(|| {
                named
                    .and_then(Value::as_u64)
                    .map(|number| number.to_string())
            }),
        text: turn_text(turn),
        start,
        end,
        words: Vec::new(),
    }
}
