//! Deepgram: answers of the pre-recorded API, and event logs of voice agents.
//! Times are seconds. The answer names speakers by number and never says which
//! side they are on; its `created` is when it was transcribed, not the call.
//! Source: developers.deepgram.com, "Pre-recorded audio" response.

mod agent_log;
mod answer;

use parley_app::import::{CallDraft, Refusal};

use crate::format::{Format, Input, not_a_call};
use crate::json::{has_list, str_at};

pub(crate) use agent_log::AgentLog;
pub(crate) use answer::{alternative_turns, fill};

/// The answer of the pre-recorded API.
pub(crate) struct Deepgram;

impl Format for Deepgram {
    fn name(&self) -> &'static str {
        "deepgram"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input
            .json()
            .is_some_and(|json| is_answer(json) || is_streaming_result(json))
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let Some(json) = input.json().filter(|json| is_answer(json)) else {
            return Err(not_a_call("Results"));
        };
        let mut draft = CallDraft::default();
        fill(&mut draft, json);
        Ok(vec![draft])
    }
}

/// Whether a value is an answer of the pre-recorded API.
pub(crate) fn is_answer(json: &serde_json::Value) -> bool {
    let channels = crate::json::list_at(json, &["results", "channels"]);
    channels
        .first()
        .is_some_and(|channel| has_list(channel, &["alternatives"]))
}

/// One message of the streaming API: a part of a call, often not final.
fn is_streaming_result(json: &serde_json::Value) -> bool {
    str_at(json, &["type"]) == Some("Results") && has_list(json, &["channel", "alternatives"])
}
