//! Event logs of a voice agent: `[{type, timestamp, data}]`. Turns are the
//! `ConversationText` events; their time is when the text was sent, the only
//! one the log has. Timestamps are seconds since the epoch.

use parley_app::import::{CallDraft, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, not_a_call};
use crate::instant::{epoch_ms, ms_of_seconds};
use crate::json::{number_at, str_at, text_at};
use crate::roles::side_of;
use crate::transcript::{Spoken, Transcript};

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
        for event in events {
            if str_at(event, &["type"]) != Some("ConversationText") {
                continue;
            }
            let role = text_at(event, &["data", "role"]);
            let time = number_at(event, &["timestamp"]);
            transcript.push(Spoken {
                side: role.as_deref().and_then(side_of),
                speaker: role,
                text: text_at(event, &["data", "content"]),
                start: time
                    .zip(begin)
                    .and_then(|(time, begin)| ms_of_seconds(time - begin)),
                ..Spoken::default()
            });
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

fn events<'a>(input: &'a Input<'_>) -> Option<&'a [Value]> {
    input.json()?.as_array().map(Vec::as_slice)
}
