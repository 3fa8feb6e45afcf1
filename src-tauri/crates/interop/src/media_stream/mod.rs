//! The messages carriers send while they stream a call's audio, as JSON lines.
//! They name a call and hold none: known, and refused.

use parley_app::import::{CallDraft, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, not_a_call};
use crate::json::{at, str_at};

/// A log of media-stream messages.
pub(crate) struct MediaStream;

impl Format for MediaStream {
    fn name(&self) -> &'static str {
        "media-stream"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        let Some(line) = input
            .text()
            .and_then(|text| text.trim_start().lines().next())
        else {
            return false;
        };
        // A message is short; a long first line is another format on one line.
        line.len() < 64 * 1024 && serde_json::from_str(line).is_ok_and(|json| is_message(&json))
    }

    fn read(&self, _: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        Err(not_a_call("media stream"))
    }
}

fn is_message(json: &Value) -> bool {
    match str_at(json, &["event"]) {
        Some("connected") => true,
        Some("start" | "media" | "mark" | "dtmf" | "stop") => {
            at(json, &["start"]).is_some()
                || at(json, &["streamSid"]).is_some()
                || at(json, &["streamId"]).is_some()
        }
        Some(_) => false,
        None => {
            let has_stream = |value: &Value| {
                at(value, &["streamId"]).is_some() && at(value, &["callId"]).is_some()
            };
            has_stream(json) || at(json, &["start"]).is_some_and(has_stream)
        }
    }
}
