//! One call object.

use parley_app::import::{CallDraft, ImportNoteCode, RecordingRef};
use parley_domain::call::{AgentDeed, Channel, Direction, Outcome, Party, Side};
use serde_json::Value;

use super::ended;
use crate::instant::{epoch_ms, ms_of_seconds};
use crate::json::{at, flag_at, list_at, number_at, str_at, text_at};
use crate::media;
use crate::roles::side_of;
use crate::transcript::{SourceWord, Spoken, Transcript, add_variables, labelled_lines, note};

pub(super) fn draft(call: &Value) -> CallDraft {
    let from = text_at(call, &["from_number"]);
    let to = text_at(call, &["to_number"]);
    let direction = match str_at(call, &["direction"]) {
        Some("inbound") => Some(Direction::Inbound),
        Some("outbound") => Some(Direction::Outbound),
        _ => None,
    };
    let (caller, business) = match direction {
        Some(Direction::Inbound) => (from, to),
        Some(Direction::Outbound) => (to, from),
        _ => (None, None),
    };
    let started_at = number_at(call, &["start_timestamp"]).and_then(epoch_ms);
    let ended_at = number_at(call, &["end_timestamp"]).and_then(epoch_ms);
    let ended_reason = text_at(call, &["disconnection_reason"]);
    let in_voicemail = flag_at(call, &["call_analysis", "in_voicemail"]);
    let mut draft = CallDraft {
        external_id: text_at(call, &["call_id"]),
        started_at,
        stated_duration_ms: number_at(call, &["duration_ms"])
            .filter(|ms| (0.0..1e12).contains(ms))
            .map(|ms| ms.round() as u64)
            .or_else(|| {
                let (from, to) = started_at.zip(ended_at)?;
                u64::try_from(to.0.checked_sub(from.0)?).ok()
            }),
        channel: match str_at(call, &["call_type"]) {
            Some("phone_call") => Some(Channel::Phone),
            Some("web_call") => Some(Channel::Web),
            _ => None,
        },
        direction,
        outcome: ended_reason
            .as_deref()
            .and_then(ended::outcome)
            .or(in_voicemail.then_some(Outcome::Voicemail)),
        ended_reason,
        caller: Party {
            phone: caller,
            ..Party::default()
        },
        agent: Party {
            name: text_at(call, &["agent_name"]),
            phone: business,
            email: None,
        },
        summary: text_at(call, &["call_analysis", "call_summary"]),
        ..CallDraft::default()
    };
    for set in [
        at(call, &["collected_dynamic_variables"]),
        at(call, &["call_analysis", "custom_analysis_data"]),
        at(call, &["retell_llm_dynamic_variables"]),
    ] {
        add_variables(&mut draft, set);
    }
    let (recording, scrubbed_recording) = recording(call);
    draft.recording = recording;
    let (transcript, scrubbed_text) = turns(call);
    transcript.give_to(&mut draft);
    let without_pii = str_at(call, &["data_storage_setting"]) == Some("everything_except_pii");
    if without_pii || scrubbed_text || scrubbed_recording {
        note(&mut draft, ImportNoteCode::RedactedSource);
    }
    draft
}

/// The recording with a channel per party if there is one; and whether only a
/// redacted one is left.
fn recording(call: &Value) -> (Option<RecordingRef>, bool) {
    let first = |keys: [&str; 2]| keys.iter().find_map(|key| str_at(call, &[key]));
    if let Some(url) = first(["recording_multi_channel_url", "recording_url"]) {
        return (media::by_url(url), false);
    }
    let scrubbed = first([
        "scrubbed_recording_multi_channel_url",
        "scrubbed_recording_url",
    ]);
    (scrubbed.and_then(media::by_url), scrubbed.is_some())
}

/// The turns, and whether only redacted ones were there.
fn turns(call: &Value) -> (Transcript, bool) {
    for key in ["transcript_with_tool_calls", "transcript_object"] {
        let transcript = spoken(list_at(call, &[key]));
        if !transcript.is_empty() {
            return (transcript, false);
        }
    }
    let mut transcript = Transcript::default();
    if let Some(text) = str_at(call, &["transcript"]) {
        labelled_lines(text)
            .into_iter()
            .for_each(|turn| transcript.push(turn));
    }
    if !transcript.is_empty() {
        return (transcript, false);
    }
    let scrubbed = spoken(list_at(call, &["scrubbed_transcript_with_tool_calls"]));
    let found = !scrubbed.is_empty();
    (scrubbed, found)
}

/// What was spoken, and between it what the agent did; injected context is neither.
fn spoken(list: &[Value]) -> Transcript {
    let mut transcript = Transcript::default();
    for utterance in list {
        let role = str_at(utterance, &["role"]).unwrap_or_default();
        let side = match role {
            // A person the call was handed to: of neither side the source names.
            "transfer_target" => Side::Other,
            role => match side_of(role) {
                Some(side) => side,
                None => {
                    deed(role, utterance, &mut transcript);
                    continue;
                }
            },
        };
        let words = list_at(utterance, &["words"]).iter().map(word).collect();
        transcript.push(Spoken {
            side: Some(side),
            speaker: Some(role.to_owned()),
            text: text_at(utterance, &["content"]),
            words,
            ..Spoken::default()
        });
    }
    transcript
}

/// Tool calls, node changes and keys. They have no times of their own.
fn deed(role: &str, utterance: &Value, transcript: &mut Transcript) {
    let now = transcript.now(None);
    let deeds = transcript.deeds();
    let id = str_at(utterance, &["tool_call_id"]);
    let name = str_at(utterance, &["name"]).unwrap_or_default();
    match role {
        "tool_call_invocation" => deeds.called(now, id, name, utterance.get("arguments")),
        "tool_call_result" => {
            let succeeded = at(utterance, &["successful"]).and_then(Value::as_bool);
            deeds.answered(now, id, name, utterance.get("content"), succeeded);
        }
        "node_transition" => {
            if let Some(name) = text_at(utterance, &["new_node_name"]) {
                deeds.push(now, AgentDeed::Step { name });
            }
        }
        "dtmf" => {
            if let Some(digits) = text_at(utterance, &["digit"]) {
                deeds.push(now, AgentDeed::Keys { digits });
            }
        }
        _ => {}
    }
}

fn word(word: &Value) -> SourceWord {
    SourceWord {
        text: str_at(word, &["word"]).unwrap_or_default().to_owned(),
        start: number_at(word, &["start"]).and_then(ms_of_seconds),
        end: number_at(word, &["end"]).and_then(ms_of_seconds),
        ..SourceWord::default()
    }
}
