//! Event logs of a voice agent: `[{type, timestamp, data}]`. Turns are the
//! `ConversationText` events; their time is when the text was sent, the only
//! one the log has. Timestamps are seconds since the epoch.

use parley_app::import::{CallDraft, Refusal};
use parley_domain::call::AgentDeed;
use serde_json::Value;

use crate::format::{Format, Input, not_a_call};
use crate::instant::{epoch_ms, ms_of_seconds};
use crate::json::{list_at, number_at, str_at, text_at};
use crate::roles::side_of;
use crate::transcript::{Deeds, Moment, Spoken, Transcript};

/// The log of a voice agent's events.
pub(crate) struct AgentLog;

impl Format for AgentLog {
    fn name(&self) -> &'static str {
        "deepgram-agent"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        events(input).is_some_and(|events| {
            let known = |event: &Value| {
                matches!(
                    str_at(event, &["type"]),
                    Some("Welcome" | "SettingsApplied" | "ConversationText" | "AgentAudioDone")
                ) && number_at(event, &["timestamp"]).is_some()
            };
            events.iter().take(20).any(known)
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let events = events(input).unwrap_or_default();
        let begin = events
            .iter()
            .find_map(|event| number_at(event, &["timestamp"]));
        let mut transcript = Transcript::default();
        let mut speaking = false;
        for event in events {
            let time = number_at(event, &["timestamp"]);
            let start = time
                .zip(begin)
                .and_then(|(time, begin)| ms_of_seconds(time - begin));
            let now = transcript.now(start);
            match str_at(event, &["type"]).unwrap_or_default() {
                "ConversationText" => {
                    let role = text_at(event, &["data", "role"]);
                    transcript.push(Spoken {
                        side: role.as_deref().and_then(side_of),
                        speaker: role,
                        text: text_at(event, &["data", "content"]),
                        start,
                        ..Spoken::default()
                    });
                }
                "AgentStartedSpeaking" => speaking = true,
                "AgentAudioDone" => speaking = false,
                "UserStartedSpeaking" if speaking => {
                    speaking = false;
                    transcript.deeds().push(now, AgentDeed::BargeIn);
                }
                "FunctionCallRequest" => {
                    for call in list_at(event, &["data", "functions"]) {
                        requested(transcript.deeds(), now, call);
                    }
                }
                "FunctionCallResponse" => {
                    let data = event.get("data").unwrap_or(event);
                    answered(transcript.deeds(), now, data, data.get("content"));
                }
                // The answers as they were put into the conversation's history.
                "Unhandled" => {
                    let raw = str_at(event, &["data", "raw"]).unwrap_or_default();
                    let raw: Value = serde_json::from_str(raw).unwrap_or_default();
                    for call in list_at(&raw, &["function_calls"]) {
                        answered(transcript.deeds(), now, call, call.get("response"));
                    }
                }
                _ => {}
            }
        }
        if transcript.is_empty() {
            return Err(not_a_call("events without conversation text"));
        }
        let mut draft = CallDraft {
            external_id: events
                .iter()
                .find_map(|event| text_at(event, &["data", "request_id"])),
            started_at: begin.and_then(|seconds| epoch_ms(seconds * 1000.0)),
            ..CallDraft::default()
        };
        transcript.give_to(&mut draft);
        Ok(vec![draft])
    }
}

fn requested(deeds: &mut Deeds, now: Moment, call: &Value) {
    let name = str_at(call, &["name"]).unwrap_or_default();
    deeds.called(now, str_at(call, &["id"]), name, call.get("arguments"));
}

fn answered(deeds: &mut Deeds, now: Moment, call: &Value, result: Option<&Value>) {
    let name = str_at(call, &["name"]).unwrap_or_default();
    deeds.answered(now, str_at(call, &["id"]), name, result, None);
}

fn events<'a>(input: &'a Input<'_>) -> Option<&'a [Value]> {
    input.json()?.as_array().map(Vec::as_slice)
}
