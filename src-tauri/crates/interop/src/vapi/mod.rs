//! Vapi: call objects (one, a list, a page), end-of-call reports and simulation
//! run reports. Other server messages are known and refused: a partial
//! transcript must never become a turn. Source: docs.vapi.ai, call object and
//! server events.

mod call;
mod ended;
mod turns;

use parley_app::import::{CallDraft, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, each, malformed, not_a_call};
use crate::json::{at, flag_at, has_list, list_at, str_at};

/// A Vapi call, or a message about one.
pub(crate) struct Vapi;

impl Format for Vapi {
    fn name(&self) -> &'static str {
        "vapi"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        let Some(json) = input.json() else {
            return false;
        };
        is_server_message(json)
            || is_call(json)
            || calls(json).is_some_and(|calls| calls.first().is_some_and(is_call))
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        if let Some(calls) = calls(json) {
            return each(calls, call::draft);
        }
        let report = match str_at(json, &["message", "type"]) {
            Some("end-of-call-report") => json.get("message").unwrap_or(json),
            Some(other) if !is_call(json) => return Err(not_a_call(known_word(other))),
            _ => json,
        };
        call::draft(report).map(|draft| vec![draft])
    }
}

/// The calls of a list or a page of one.
fn calls(json: &Value) -> Option<&[Value]> {
    if let Some(list) = json.as_array() {
        return Some(list);
    }
    let is_page = has_list(json, &["results"]) && at(json, &["metadata"]).is_some();
    is_page.then(|| list_at(json, &["results"]))
}

/// The message types Vapi sends to a server.
const SERVER_MESSAGES: &[&str] = &[
    "assistant-request",
    "call.ringing",
    "conversation-update",
    "end-of-call-report",
    "hang",
    "knowledge-base-request",
    "language-change-detected",
    "language-changed",
    "model-output",
    "phone-call-control",
    "request-complete",
    "request-failed",
    "request-start",
    "session.created",
    "speech-update",
    "status-update",
    "tool-calls",
    "transcript",
    "transcript[transcriptType='final']",
    "transfer-destination-request",
    "transfer-update",
    "user-interrupted",
    "voice-input",
    "voice-request",
];

fn is_server_message(json: &Value) -> bool {
    str_at(json, &["message", "type"]).is_some_and(|kind| SERVER_MESSAGES.contains(&kind))
}

/// The word itself if it is one of ours: notes must not carry what a file says.
fn known_word(kind: &str) -> &'static str {
    SERVER_MESSAGES
        .iter()
        .copied()
        .find(|known| *known == kind)
        .unwrap_or("message")
}

fn is_call(json: &Value) -> bool {
    let has = |path: &[&str]| at(json, path).is_some();
    let has_artifact = [
        "messages",
        "transcript",
        "messagesOpenAIFormatted",
        "recordingUrl",
        "recording",
    ]
    .iter()
    .any(|key| has(&["artifact", key]));
    let ended =
        has(&["endedReason"]) && (has(&["status"]) || has(&["artifact"]) || has(&["orgId"]));
    let typed =
        call::way(json).is_some() && (has(&["orgId"]) || has(&["assistantId"]) || has(&["status"]));
    has_artifact || ended || typed || flag_at(json, &["isSimulation"])
}
