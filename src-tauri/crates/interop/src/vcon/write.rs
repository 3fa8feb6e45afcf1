//! From a call to an unsigned vCon: the parties with their roles, one dialog for the
//! whole conversation, the transcript and the summary as analyses, and what was
//! captured as an attachment. The recording itself stays in the workspace; its name
//! and hash say which one it is.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use parley_app::import::{CallDraft, ContentHash, RecordingRef};
use parley_app::ports::LeavingCall;
use parley_domain::call::{CapturedVariable, Channel, Party, Side, Turn};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::instant::within_reason;

/// The places of the parties in the list.
const CALLER: u32 = 0;
const AGENT: u32 = 1;
const VENDOR: &str = "Parley";

pub(crate) fn write(call: &LeavingCall) -> String {
    let draft = &call.draft;
    let own = draft
        .external_id
        .as_deref()
        .and_then(|id| Uuid::parse_str(id).ok());
    let mut analyses = Vec::new();
    if !draft.turns.is_empty() {
        let turns = draft.turns.iter().map(turn).collect::<Value>();
        analyses.push(analysis("transcript", "application/json", "json", turns));
    }
    if let Some(summary) = &draft.summary {
        analyses.push(analysis("summary", "text/plain", "none", json!(summary)));
    }
    present([
        ("vcon", json!("0.3.0")),
        ("uuid", json!(own.unwrap_or(call.id.0))),
        ("created_at", json!(call.at.to_rfc3339())),
        (
            "parties",
            json!([
                party(&draft.caller, "customer"),
                party(&draft.agent, "agent")
            ]),
        ),
        ("dialog", json!([dialog(draft, call)])),
        ("analysis", json!(analyses)),
        ("attachments", json!(attachments(draft, call))),
    ])
    .to_string()
}

/// An object of the members that have a value.
fn present<const N: usize>(members: [(&str, Value); N]) -> Value {
    members
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.to_owned(), value))
        .collect::<Map<_, _>>()
        .into()
}

fn party(party: &Party, role: &str) -> Value {
    present([
        ("tel", json!(party.phone)),
        ("mailto", json!(party.email)),
        ("name", json!(party.name)),
        ("role", json!(role)),
    ])
}

fn start(draft: &CallDraft, call: &LeavingCall) -> String {
    let started = draft.started_at.and_then(|at| within_reason(at.0));
    started.unwrap_or(call.at).to_rfc3339()
}

fn dialog(draft: &CallDraft, call: &LeavingCall) -> Value {
    let spoken = matches!(draft.channel, None | Some(Channel::Phone | Channel::Web));
    let (file_name, hash) = match &draft.recording {
        Some(RecordingRef::Sidecar {
            file_name,
            stated_hash,
            ..
        }) => (Some(file_name), stated_hash.as_ref().map(content_hash)),
        _ => (None, None),
    };
    let meta = present([
        ("direction", json!(draft.direction.map(|one| one.as_str()))),
        ("disposition", json!(draft.ended_reason)),
        ("outcome", json!(draft.outcome.map(|one| one.as_str()))),
    ]);
    present([
        (
            "type",
            json!(if spoken || file_name.is_some() {
                "recording"
            } else {
                "text"
            }),
        ),
        ("start", json!(start(draft, call))),
        ("duration", json!(draft.stated_duration_ms.map(seconds))),
        ("parties", json!([CALLER, AGENT])),
        ("filename", json!(file_name)),
        ("content_hash", json!(hash)),
        ("meta", meta),
    ])
}

fn content_hash(hash: &ContentHash) -> String {
    match hash {
        ContentHash::Sha256(digest) => format!("sha256-{}", URL_SAFE_NO_PAD.encode(digest)),
        ContentHash::Sha512(digest) => format!("sha512-{}", URL_SAFE_NO_PAD.encode(digest)),
    }
}

fn analysis(kind: &str, media_type: &str, encoding: &str, body: Value) -> Value {
    json!({
        "type": kind, "dialog": 0, "vendor": VENDOR, "mediatype": media_type,
        "encoding": encoding, "body": body,
    })
}

/// Seconds with their milliseconds; exact, since a call is shorter than 2^53 ms.
fn seconds(ms: u64) -> f64 {
    ms as f64 / 1000.0
}

fn turn(turn: &Turn) -> Value {
    let (party, role) = match turn.side {
        Side::Caller => (Some(CALLER), Some("customer")),
        Side::Agent => (Some(AGENT), Some("agent")),
        Side::Other => (None, None),
    };
    present([
        ("party", json!(party)),
        ("role", json!(role)),
        ("speaker", json!(turn.speaker)),
        ("start", json!(turn.start_ms.map(|ms| seconds(ms.into())))),
        ("end", json!(turn.end_ms.map(|ms| seconds(ms.into())))),
        ("text", json!(turn.text)),
    ])
}

/// A variable's value and when it was said, in seconds.
fn said(variable: &CapturedVariable) -> Value {
    let said_at = variable.said_at_ms.map(|ms| seconds(ms.into()));
    json!({"value": variable.value, "said_at": said_at})
}

/// The tags as conservers keep them, and what the agent noted down.
fn attachments(draft: &CallDraft, call: &LeavingCall) -> Vec<Value> {
    let attachment = |kind: &str, body: Value| {
        json!({
            "type": kind, "start": start(draft, call), "party": AGENT, "dialog": 0,
            "mediatype": "application/json", "encoding": "json", "body": body,
        })
    };
    let mut attachments = Vec::new();
    if !draft.tags.is_empty() {
        attachments.push(attachment("tags", json!(draft.tags)));
    }
    if !draft.variables.is_empty() {
        let captured = draft.variables.iter().zip(0u32..).map(|(one, place)| {
            let versions = call.overlay.variable_versions.get(&place);
            let versions = versions.map(|all| all.iter().map(said).collect::<Value>());
            let imported = call.overlay.variables.get(&place).map(said);
            let mut members = said(one);
            if let Some(members) = members.as_object_mut() {
                members.insert("name".to_owned(), json!(one.name));
                members.extend(imported.map(|came| ("imported".to_owned(), came)));
                members.extend(versions.map(|all| ("versions".to_owned(), all)));
            }
            members
        });
        attachments.push(attachment("captured_variables", captured.collect()));
    }
    attachments
}
