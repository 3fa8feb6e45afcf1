//! What the agent did besides speaking, from each source that tells of it.

use parley_app::import::CallDraft;
use parley_app::ports::CallDataReader as _;
use parley_domain::call::{AgentDeed, AgentEvent, ToolCall};
use parley_interop::CallDataFormats;
use serde_json::json;

fn one(name: &str, bytes: &[u8]) -> CallDraft {
    CallDataFormats.read(name, bytes).unwrap().remove(0)
}

fn tools(draft: &CallDraft) -> Vec<(&AgentEvent, &ToolCall)> {
    let events = draft.events.iter();
    events
        .filter_map(|event| match &event.what {
            AgentDeed::ToolCall(tool) => Some((event, tool)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_log_of_events_has_three_calls_and_their_answers() {
    let bytes = include_bytes!(
        "../../../../../tests/fixtures/samples/deepgram-agent/function_call_events.json"
    );
    let draft = one("events.json", bytes);
    let tools = tools(&draft);
    // Three, as `expected.json` counts them: the answers are no calls of their own.
    assert_eq!(tools.len(), 3);
    let (event, tool) = tools[0];
    assert_eq!((event.at_ms, event.after_turns), (Some(1_771), 1));
    assert_eq!(tool.name, "get_weather");
    assert_eq!(
        tool.arguments.as_deref(),
        Some("{\"location\":\"New York\"}")
    );
    assert!(
        tool.result
            .as_deref()
            .unwrap()
            .contains("Mock function response")
    );
    assert_eq!(tool.took_ms, Some(44));
    assert_eq!(tools[2].0.after_turns, 2);
}

#[test]
fn a_caller_who_speaks_over_the_agent_barges_in() {
    let event = |kind: &str, timestamp: f64, data: serde_json::Value| json!({ "type": kind, "timestamp": timestamp, "data": data });
    let said = |role: &str, content: &str| json!({ "role": role, "content": content });
    let log = json!([
        event("Welcome", 100.0, json!({})),
        event(
            "ConversationText",
            101.0,
            said("assistant", "Good morning, this is")
        ),
        event("AgentStartedSpeaking", 101.1, json!({})),
        event("UserStartedSpeaking", 102.5, json!({})),
        event("ConversationText", 103.0, said("user", "Stop.")),
        event("UserStartedSpeaking", 104.0, json!({})),
    ]);
    let draft = one("log.json", log.to_string().as_bytes());
    let [event] = draft.events.as_slice() else {
        panic!("{:?}", draft.events);
    };
    assert_eq!(event.what, AgentDeed::BargeIn);
    assert_eq!((event.at_ms, event.after_turns), (Some(2_500), 1));
}

#[test]
fn vapi_tells_calls_and_answers_as_messages() {
    let call = json!({
        "id": "c1", "type": "inboundPhoneCall", "status": "ended", "orgId": "o",
        "artifact": { "messages": [
            { "role": "bot", "message": "One moment.", "time": 1, "secondsFromStart": 1.0 },
            { "role": "tool_calls", "message": "", "time": 2, "secondsFromStart": 2.5, "toolCalls": [
                { "id": "t1", "type": "function",
                  "function": { "name": "book", "arguments": "{\"slot\":\"15:00\"}" } },
                { "id": "t2", "type": "function", "function": { "name": "mail", "arguments": {} } },
            ]},
            { "role": "tool_call_result", "toolCallId": "t1", "name": "book", "result": "{\"ok\":true}",
              "time": 3, "secondsFromStart": 3.25 },
            { "role": "user", "message": "Fine.", "time": 4, "secondsFromStart": 4.0 },
            { "role": "tool_call_result", "toolCallId": "nobody", "name": "late", "result": "x",
              "time": 5, "secondsFromStart": 5.0 },
        ]},
    });
    let draft = one("call.json", call.to_string().as_bytes());
    assert_eq!(draft.turns.len(), 2);
    let tools = tools(&draft);
    let (event, book) = tools[0];
    assert_eq!((event.at_ms, event.after_turns), (Some(2_500), 1));
    assert_eq!((book.name.as_str(), book.took_ms), ("book", Some(750)));
    assert_eq!(book.result.as_deref(), Some("{\"ok\":true}"));
    assert_eq!(
        (tools[1].1.name.as_str(), tools[1].1.result.as_deref()),
        ("mail", None)
    );
    // An answer without its call is told all the same, and took no known time.
    assert_eq!(
        (tools[2].1.name.as_str(), tools[2].1.took_ms),
        ("late", None)
    );
    assert_eq!(tools[2].0.after_turns, 2);
}

#[test]
fn retell_weaves_them_into_the_transcript() {
    let call = json!({
        "call_id": "r1", "call_type": "phone_call", "call_status": "ended", "agent_id": "a",
        "transcript_object": [{ "role": "agent", "content": "Booked.", "words": [] }],
        "transcript_with_tool_calls": [
            { "role": "node_transition", "new_node_name": "Booking" },
            { "role": "tool_call_invocation", "tool_call_id": "t", "name": "book", "arguments": "{}" },
            { "role": "tool_call_result", "tool_call_id": "t", "content": "full", "successful": false },
            { "role": "agent", "content": "Booked.", "words": [] },
            { "role": "dtmf", "digit": "5" },
        ],
    });
    let draft = one("call.json", call.to_string().as_bytes());
    assert_eq!(draft.turns.len(), 1);
    let told: Vec<_> = draft
        .events
        .iter()
        .map(|e| (e.after_turns, &e.what))
        .collect();
    let step = AgentDeed::Step {
        name: "Booking".to_owned(),
    };
    let keys = AgentDeed::Keys {
        digits: "5".to_owned(),
    };
    assert_eq!((told[0], told[2]), ((0, &step), (1, &keys)));
    let (_, book) = tools(&draft)[0];
    assert_eq!(
        (book.result.as_deref(), book.succeeded),
        (Some("full"), Some(false))
    );
}
