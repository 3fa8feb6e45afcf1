//! Retell: call objects, lists of them, and the webhooks that carry one. Word
//! times are seconds of audio, timestamps epoch milliseconds.
//! Source: docs.retellai.com, "Get Call" and webhook events.

mod call;
mod ended;

use parley_app::import::{CallDraft, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, each, malformed, not_a_call};
use crate::json::{at, list_at, str_at};

/// A Retell call, a list of calls, or a webhook about one.
pub(crate) struct Retell;

impl Format for Retell {
    fn name(&self) -> &'static str {
        "retell"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input.json().is_some_and(|json| {
            is_call(json)
                || is_webhook(json)
                || calls(json).is_some_and(|calls| calls.first().is_some_and(is_call))
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        let one = if is_webhook(json) {
            json.get("call").unwrap_or(json)
        } else {
            json
        };
        let calls = calls(json).unwrap_or(std::slice::from_ref(one));
        each(calls, |call| match str_at(call, &["call_status"]) {
            Some(status @ ("registered" | "ongoing")) => Err(not_a_call(status)),
            _ if !is_call(call) => Err(malformed("call_id")),
            _ => Ok(call::draft(call)),
        })
    }
}

fn calls(json: &Value) -> Option<&[Value]> {
    match json {
        Value::Array(calls) => Some(calls),
        _ => {
            let items = list_at(json, &["items"]);
            (!items.is_empty()).then_some(items)
        }
    }
}

fn is_webhook(json: &Value) -> bool {
    let event = str_at(json, &["event"]).unwrap_or_default();
    event.starts_with("call_") && at(json, &["call"]).is_some_and(is_call)
}

fn is_call(json: &Value) -> bool {
    let has = |key| json.get(key).is_some();
    str_at(json, &["call_id"]).is_some()
        && (matches!(
            str_at(json, &["call_type"]),
            Some("phone_call" | "web_call")
        ) || has("transcript_object")
            || has("disconnection_reason")
            || (has("agent_id") && has("call_status")))
}
