//! The turns of a call: its messages, else its transcript (text or list), else
//! the messages in OpenAI's shape. System and tool messages are not turns.

use parley_domain::call::Side;
use serde_json::Value;

use crate::instant::{epoch_ms, ms_of_seconds};
use crate::json::{list_at, number_at, str_at, text_at};
use crate::roles::side_of;
use crate::transcript::{Spoken, Transcript, labelled_lines};

/// Text with at least one letter or digit; documentation writes `...`.
pub(super) fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

pub(super) fn read(value: &Value) -> Transcript {
    let lists: [&[&str]; 4] = [
        &["artifact", "messages"],
        &["messages"],
        &["artifact", "transcript"],
        &["transcript"],
    ];
    for path in lists {
        let transcript = messages(list_at(value, path));
        if !transcript.is_empty() {
            return transcript;
        }
    }
    let texts: [&[&str]; 2] = [&["artifact", "transcript"], &["transcript"]];
    for path in texts {
        if let Some(text) = str_at(value, path).filter(|text| says_something(text)) {
            let mut transcript = Transcript::default();
            labelled_lines(text)
                .into_iter()
                .for_each(|turn| transcript.push(turn));
            return transcript;
        }
    }
    messages(list_at(value, &["artifact", "messagesOpenAIFormatted"]))
}

fn messages(list: &[Value]) -> Transcript {
    let mut transcript = Transcript::default();
    for message in list {
        let Some(role) = text_at(message, &["role"]) else {
            transcript.skip(1);
            continue;
        };
        let (start, end) = times(message);
        tools(message, &mut transcript, start);
        let Some(side) = side_of(&role) else {
            continue;
        };
        let label = match side {
            Side::Agent => text_at(message, &["assistantName"]),
            _ => text_at(message, &["speakerLabel"]),
        };
        transcript.push(Spoken {
            side: Some(side),
            speaker: label.or(Some(role)),
            text: text_at(message, &["message"]).or_else(|| text_at(message, &["content"])),
            start,
            end,
            words: Vec::new(),
        });
    }
    transcript
}

/// Tool calls and answers: `tool_calls` and `tool_call_result` messages, and those of
/// the OpenAI shape.
fn tools(message: &Value, transcript: &mut Transcript, at_ms: Option<u32>) {
    let now = transcript.now(at_ms);
    for key in ["toolCalls", "tool_calls"] {
        for call in list_at(message, &[key]) {
            let name = str_at(call, &["function", "name"]).or(str_at(call, &["name"]));
            let function = call.get("function").unwrap_or(call);
            let arguments = function.get("arguments");
            let id = str_at(call, &["id"]);
            let deeds = transcript.deeds();
            deeds.called(now, id, name.unwrap_or_default(), arguments);
        }
    }
    let (id, result) = match str_at(message, &["role"]) {
        Some("tool_call_result") => (str_at(message, &["toolCallId"]), message.get("result")),
        Some("tool") => (str_at(message, &["tool_call_id"]), message.get("content")),
        _ => return,
    };
    let name = str_at(message, &["name"]).unwrap_or_default();
    transcript.deeds().answered(now, id, name, result, None);
}

/// Start and end. `secondsFromStart` is from the start of the call; `time` and
/// `endTime` are epoch milliseconds, so their difference is the length. A `time`
/// that is no instant is, as in the documentation, seconds from the start.
fn times(message: &Value) -> (Option<u32>, Option<u32>) {
    let time = number_at(message, &["time"]);
    let end_time = number_at(message, &["endTime"]);
    let is_instant = |value: &f64| epoch_ms(*value).is_some();
    let start = number_at(message, &["secondsFromStart"])
        .or_else(|| time.filter(|time| !is_instant(time)))
        .and_then(ms_of_seconds);
    let length = time
        .filter(is_instant)
        .zip(end_time.filter(is_instant))
        .and_then(|(from, to)| ms_of_seconds((to - from) / 1000.0));
    let end = start
        .zip(length)
        .and_then(|(start, length)| start.checked_add(length));
    (start, end)
}
