//! From a draft to the JSON. Notes are about an import and are not written;
//! audio carried inline is not either, only the name of a file beside the call.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use parley_app::import::{CallDraft, ContentHash, RecordingRef};
use parley_app::ports::LeavingOverlay;
use parley_domain::call::{CapturedVariable, Party, Side, Turn, Word};
use serde_json::{Map, Value, json};

use super::{FORMAT, VERSION};
use crate::instant::within_reason;

/// The call as version 1 of Parley's JSON, members without a value left out.
#[must_use]
pub fn write(draft: &CallDraft) -> String {
    write_with(draft, &LeavingOverlay::default())
}

/// The same of a call that was corrected: a turn or variable that was carries as
/// `imported` how it came; one that people disagree about, as `versions`, all they say.
pub(crate) fn write_with(draft: &CallDraft, overlay: &LeavingOverlay) -> String {
    let mut members = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::Array(list) => list.is_empty(),
            Value::Object(object) => object.is_empty(),
            _ => false,
        };
        if !empty {
            members.insert(key.to_owned(), value);
        }
    };
    put("format", json!(FORMAT));
    put("version", json!(VERSION));
    put("external_id", json!(draft.external_id));
    put("part_of", json!(draft.part_of));
    let started_at = draft.started_at.and_then(|at| within_reason(at.0));
    put("started_at", json!(started_at.map(|at| at.to_rfc3339())));
    put("stated_duration_ms", json!(draft.stated_duration_ms));
    put("channel", json!(draft.channel.map(|one| one.as_str())));
    put("direction", json!(draft.direction.map(|one| one.as_str())));
    put("language", json!(draft.language));
    put("outcome", json!(draft.outcome.map(|one| one.as_str())));
    put("ended_reason", json!(draft.ended_reason));
    put("caller", party(&draft.caller));
    put("agent", party(&draft.agent));
    put("summary", json!(draft.summary));
    let variables = draft.variables.iter().zip(0u32..).map(|(now, place)| {
        let mut members = said(now);
        members.insert("name".to_owned(), json!(now.name));
        if let Some(came) = overlay.variables.get(&place) {
            members.insert("imported".to_owned(), said(came).into());
        }
        if let Some(versions) = overlay.variable_versions.get(&place) {
            let versions = versions.iter().map(said).map(Value::from);
            members.insert("versions".to_owned(), versions.collect());
        }
        Value::from(members)
    });
    put("variables", variables.collect());
    put("events", json!(draft.events));
    put("tags", json!(draft.tags));
    put(
        "simulated",
        if draft.simulated {
            json!(true)
        } else {
            Value::Null
        },
    );
    put("recording", recording(draft.recording.as_ref()));
    let turns = draft.turns.iter().zip(0u32..);
    let turns = turns.map(|(now, place)| {
        let mut value = turn(now);
        if let Some(members) = value.as_object_mut() {
            if let Some(came) = overlay.turns.get(&place) {
                members.insert("imported".to_owned(), turn(came));
            }
            if let Some(versions) = overlay.turn_versions.get(&place) {
                members.insert("versions".to_owned(), json!(versions));
            }
        }
        value
    });
    put("turns", turns.collect());
    Value::Object(members).to_string()
}

/// A variable's value and when it was said.
fn said(variable: &CapturedVariable) -> Map<String, Value> {
    Map::from_iter([
        ("value".to_owned(), json!(variable.value)),
        ("said_at_ms".to_owned(), json!(variable.said_at_ms)),
    ])
}

fn party(party: &Party) -> Value {
    let members = [
        ("name", &party.name),
        ("phone", &party.phone),
        ("email", &party.email),
    ];
    members
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), json!(value.as_ref()?))))
        .collect::<Map<_, _>>()
        .into()
}

fn recording(recording: Option<&RecordingRef>) -> Value {
    let (file, channel, hash) = match recording {
        Some(RecordingRef::Sidecar {
            file_name,
            caller_channel,
            stated_hash,
        }) => (file_name, *caller_channel, stated_hash),
        Some(RecordingRef::Url {
            file_name: Some(file_name),
            stated_hash,
            ..
        }) => (file_name, None, stated_hash),
        _ => return Value::Null,
    };
    json!({"file": file, "caller_channel": channel, "content_hash": hash.as_ref().map(stated)})
}

fn stated(hash: &ContentHash) -> String {
    match hash {
        ContentHash::Sha256(digest) => format!("sha256-{}", URL_SAFE_NO_PAD.encode(digest)),
        ContentHash::Sha512(digest) => format!("sha512-{}", URL_SAFE_NO_PAD.encode(digest)),
    }
}

fn turn(turn: &Turn) -> Value {
    let side = match turn.side {
        Side::Caller => "caller",
        Side::Agent => "agent",
        Side::Other => "other",
    };
    json!({
        "side": side,
        "speaker": turn.speaker,
        "text": turn.text,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "words": turn.words.iter().map(word).collect::<Value>(),
    })
}

fn word(word: &Word) -> Value {
    let confidence = (word.confidence != Word::NO_CONFIDENCE).then_some(word.confidence);
    json!([word.at, word.len, word.start_ms, word.end_ms, confidence])
}
