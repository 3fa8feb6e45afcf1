//! From the JSON to a draft. A value of the wrong type or outside its closed
//! list is malformed; a word outside its text is dropped and counted.

use parley_app::import::{CallDraft, ImportNoteCode, RecordingRef, Refusal};
use parley_domain::call::{
    AgentEvent, CapturedVariable, Channel, Direction, Outcome, Party, Side, Turn, Word,
};
use serde_json::Value;

use crate::format::malformed;
use crate::instant::rfc3339;
use crate::json::{at, list_at};
use crate::language::tag;
use crate::media;
use crate::text::clean;
use crate::transcript::{note, note_with};

pub(super) fn draft(json: &Value) -> Result<CallDraft, Refusal> {
    let started_at = match string(json, "started_at")? {
        Some(text) => Some(rfc3339(&text).ok_or_else(|| malformed("started_at"))?),
        None => None,
    };
    let mut draft = CallDraft {
        external_id: string(json, "external_id")?,
        part_of: string(json, "part_of")?,
        started_at,
        stated_duration_ms: whole(json, "stated_duration_ms")?,
        channel: listed(json, "channel", Channel::parse)?,
        direction: listed(json, "direction", Direction::parse)?,
        language: match string(json, "language")? {
            Some(text) => Some(tag(&text).ok_or_else(|| malformed("language"))?),
            None => None,
        },
        outcome: listed(json, "outcome", Outcome::parse)?,
        ended_reason: string(json, "ended_reason")?,
        caller: party(json, "caller")?,
        agent: party(json, "agent")?,
        summary: string(json, "summary")?,
        variables: variables(json)?,
        events: events(json)?,
        tags: tags(json)?,
        simulated: match at(json, &["simulated"]) {
            Some(value) => value.as_bool().ok_or_else(|| malformed("simulated"))?,
            None => false,
        },
        recording: recording(json)?,
        ..CallDraft::default()
    };
    let mut skipped = 0;
    for one in list(json, "turns")? {
        draft.turns.push(turn(one, &mut skipped)?);
    }
    if draft.simulated {
        note(&mut draft, ImportNoteCode::Simulated);
    }
    if !draft.turns.is_empty() && draft.turns.iter().all(|turn| turn.start_ms.is_none()) {
        note(&mut draft, ImportNoteCode::NoTimes);
    }
    if skipped > 0 {
        note_with(
            &mut draft,
            ImportNoteCode::EntriesSkipped,
            skipped.to_string(),
        );
    }
    Ok(draft)
}

fn turn(json: &Value, skipped: &mut usize) -> Result<Turn, Refusal> {
    let side = match at(json, &["side"]).and_then(Value::as_str) {
        Some("caller") => Side::Caller,
        Some("agent") => Side::Agent,
        Some("other") => Side::Other,
        _ => return Err(malformed("turns.side")),
    };
    let text = string(json, "text")?.unwrap_or_default();
    let start_ms = moment(json, "start_ms")?;
    let end_ms = moment(json, "end_ms")?;
    let length = text.chars().count();
    let mut words: Vec<Word> = Vec::new();
    let mut free = 0;
    for entry in list(json, "words")? {
        // Words follow each other in the text and do not overlap.
        match word(entry, length).filter(|word| word.at >= free) {
            Some(word) => {
                free = word.at + word.len;
                words.push(word);
            }
            None => *skipped += 1,
        }
    }
    Ok(Turn {
        side,
        speaker: string(json, "speaker")?,
        text,
        start_ms,
        end_ms: end_ms.map(|end| end.max(start_ms.unwrap_or(0))),
        words,
    })
}

/// `[at, len, start_ms, end_ms, confidence or null]`, within a text of `length`.
fn word(entry: &Value, length: usize) -> Option<Word> {
    let parts = entry.as_array()?;
    let part = |index: usize| u32::try_from(parts.get(index)?.as_u64()?).ok();
    let (at, len, start_ms, end_ms) = (part(0)?, part(1)?, part(2)?, part(3)?);
    let end = usize::try_from(at.checked_add(len)?).ok()?;
    if len == 0 || end > length || end_ms < start_ms {
        return None;
    }
    let confidence = match parts.get(4) {
        None | Some(Value::Null) => Word::NO_CONFIDENCE,
        Some(_) => u8::try_from(part(4)?).ok().filter(|value| *value <= 100)?,
    };
    Some(Word {
        at,
        len,
        start_ms,
        end_ms,
        confidence,
    })
}

fn recording(json: &Value) -> Result<Option<RecordingRef>, Refusal> {
    let Some(recording) = at(json, &["recording"]) else {
        return Ok(None);
    };
    let file = string(recording, "file")?.ok_or_else(|| malformed("recording.file"))?;
    let file_name = media::bare_name(&file)
        .filter(|bare| *bare == file)
        .ok_or_else(|| malformed("recording.file"))?;
    let caller_channel = whole(recording, "caller_channel")?
        .map(|channel| u8::try_from(channel).map_err(|_| malformed("recording.caller_channel")))
        .transpose()?;
    let stated_hash = match string(recording, "content_hash")? {
        Some(text) => {
            let parts = text.split_once('-');
            let hash = parts.and_then(|(algorithm, value)| media::content_hash(algorithm, value));
            Some(hash.ok_or_else(|| malformed("recording.content_hash"))?)
        }
        None => None,
    };
    Ok(Some(RecordingRef::Sidecar {
        file_name,
        caller_channel,
        stated_hash,
    }))
}

fn party(json: &Value, key: &str) -> Result<Party, Refusal> {
    let Some(party) = at(json, &[key]) else {
        return Ok(Party::default());
    };
    Ok(Party {
        name: string(party, "name")?,
        phone: string(party, "phone")?,
        email: string(party, "email")?,
    })
}

fn variables(json: &Value) -> Result<Vec<CapturedVariable>, Refusal> {
    let mut variables = Vec::new();
    for entry in list(json, "variables")? {
        variables.push(CapturedVariable {
            name: string(entry, "name")?.ok_or_else(|| malformed("variables.name"))?,
            value: string(entry, "value")?.ok_or_else(|| malformed("variables.value"))?,
            said_at_ms: moment(entry, "said_at_ms")?,
        });
    }
    Ok(variables)
}

fn events(json: &Value) -> Result<Vec<AgentEvent>, Refusal> {
    let events = list(json, "events")?.iter();
    events
        .map(|event| serde_json::from_value(event.clone()).map_err(|_| malformed("events")))
        .collect()
}

fn tags(json: &Value) -> Result<Vec<String>, Refusal> {
    let tags = list(json, "tags")?.iter();
    tags.map(|tag| tag.as_str().map(clean).ok_or_else(|| malformed("tags")))
        .collect()
}

fn list<'a>(json: &'a Value, key: &'static str) -> Result<&'a [Value], Refusal> {
    match at(json, &[key]) {
        None | Some(Value::Array(_)) => Ok(list_at(json, &[key])),
        Some(_) => Err(malformed(key)),
    }
}

fn string(json: &Value, key: &'static str) -> Result<Option<String>, Refusal> {
    match at(json, &[key]) {
        None => Ok(None),
        Some(value) => value
            .as_str()
            .map(clean)
            .map(Some)
            .ok_or_else(|| malformed(key)),
    }
}

fn whole(json: &Value, key: &'static str) -> Result<Option<u64>, Refusal> {
    match at(json, &[key]) {
        None => Ok(None),
        Some(value) => value.as_u64().map(Some).ok_or_else(|| malformed(key)),
    }
}

fn moment(json: &Value, key: &'static str) -> Result<Option<u32>, Refusal> {
    whole(json, key)?
        .map(|ms| u32::try_from(ms).map_err(|_| malformed(key)))
        .transpose()
}

fn listed<T>(
    json: &Value,
    key: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    match at(json, &[key]) {
        None => Ok(None),
        Some(value) => value
            .as_str()
            .and_then(parse)
            .map(Some)
            .ok_or_else(|| malformed(key)),
    }
}
