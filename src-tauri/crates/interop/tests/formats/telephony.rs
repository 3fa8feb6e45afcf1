//! Twilio, Vapi, media streams.

use parley_app::import::{ImportNoteCode, RecordingRef};
use parley_app::ports::CallDataReader as _;
use parley_domain::call::{Channel, Direction, Outcome, Side};
use parley_interop::CallDataFormats;
use serde_json::{Value, json};

use crate::samples::{assert_sound, expected, has, one, read, recognise, refusal};

/// What of a sample is no call: its name's first part.
const NO_CALLS: &[&str] = &[
    "conference.",
    "call-siprec.",
    "call-notification.",
    "conference-participant.",
    "message-media.",
    "transcription.fetch",
    "message.read_empty",
];

#[test]
fn twilio_bodies_become_calls_or_are_refused() {
    for (path, want) in expected("twilio/") {
        assert_eq!(recognise(&path), Some("twilio"), "{path}");
        let name = path.trim_start_matches("twilio/");
        if NO_CALLS.iter().any(|prefix| name.starts_with(prefix)) {
            assert_eq!(refusal(&path).code, ImportNoteCode::NotACall, "{path}");
            continue;
        }
        let drafts = read(&path).unwrap();
        let (count, first) = match want["items"].as_u64() {
            Some(items) => (items, &want["first"]),
            None => (1, &want),
        };
        assert_eq!(drafts.len() as u64, count, "{path}");
        assert_twilio(&drafts[0], first, &path);
    }
}

fn assert_twilio(draft: &parley_app::import::CallDraft, want: &Value, path: &str) {
    assert_sound(draft, path);
    assert_eq!(json!(draft.external_id), want["sid"], "{path}");
    if let Some(duration) = want["duration"].as_str() {
        let seconds: u64 = duration.parse().unwrap();
        assert_eq!(draft.stated_duration_ms, Some(seconds * 1000), "{path}");
    }
    let dates = ["date_sent", "start_time", "date_created"];
    let date = dates.iter().find_map(|key| want[key].as_str()).unwrap();
    let date = chrono::DateTime::parse_from_rfc2822(date).unwrap();
    assert_eq!(
        draft.started_at.unwrap().0,
        date.timestamp_millis(),
        "{path}"
    );
    let (caller, business) = match want["direction"].as_str() {
        Some("inbound") => ("from", "to"),
        Some(_) => ("to", "from"),
        None => ("", ""),
    };
    assert_eq!(json!(draft.caller.phone), want[caller], "{path}");
    assert_eq!(json!(draft.agent.phone), want[business], "{path}");
    let deleted = want["status"] == json!("deleted");
    assert_eq!(
        has(draft, ImportNoteCode::RecordingDeleted),
        deleted,
        "{path}"
    );
    if deleted {
        assert_eq!(draft.recording, None, "{path}: never offer playback");
    }
    let encrypted = !want["encryption_details"].is_null();
    assert_eq!(
        has(draft, ImportNoteCode::RecordingEncrypted),
        encrypted,
        "{path}"
    );
    if let Some(text) = want["transcription_text"].as_str() {
        assert_eq!(draft.turns[0].text, text, "{path}");
    }
    match want["body"].as_str() {
        Some("") => {
            assert!(draft.turns.is_empty(), "{path}");
            assert!(has(draft, ImportNoteCode::RedactedSource), "{path}");
        }
        Some(body) => {
            assert_eq!(draft.turns[0].text, body, "{path}");
            assert_eq!(draft.turns[0].side, Side::Agent, "{path}");
            assert_eq!(draft.channel, Some(Channel::Sms), "{path}");
        }
        None => assert_eq!(draft.channel, Some(Channel::Phone), "{path}"),
    }
}

#[test]
fn twilio_calls_show_that_their_durations_disagree() {
    assert!(has(
        &one("twilio/call.fetch.json"),
        ImportNoteCode::DurationsDisagree
    ));
    let inbound = one("twilio/call.update.json");
    assert!(!has(&inbound, ImportNoteCode::DurationsDisagree));
    assert_eq!(inbound.direction, Some(Direction::Inbound));
    assert_eq!(inbound.ended_reason.as_deref(), Some("completed"));
    let cancelled = one("twilio/call.cancel.json");
    assert_eq!(cancelled.ended_reason.as_deref(), Some("canceled"));
    assert_eq!(cancelled.outcome, None, "no booking was cancelled");
}

#[test]
fn media_streams_are_known_and_refused() {
    for (path, _) in expected("media-stream/") {
        assert_eq!(recognise(&path), Some("media-stream"), "{path}");
        assert_eq!(refusal(&path).code, ImportNoteCode::NotACall, "{path}");
    }
}

#[test]
fn vapi_samples_yield_calls_or_are_refused() {
    for (path, want) in expected("vapi/") {
        assert_eq!(recognise(&path), Some("vapi"), "{path}");
        if let Some(kind) = want["message_type"].as_str() {
            let refusal = refusal(&path);
            assert_eq!(refusal.code, ImportNoteCode::NotACall, "{path}");
            assert_eq!(refusal.detail.as_deref(), Some(kind), "{path}");
        } else {
            assert_sound(&one(&path), &path);
        }
    }
}

#[test]
fn vapi_transcript_lists_have_times_and_sides() {
    let draft = one("vapi/call-artifact-transcript.json");
    let (_, want) = expected("vapi/call-artifact-transcript.json").remove(0);
    assert_eq!(json!(draft.turns.len()), want["turns"]);
    let shown = |index: usize| {
        let turn = &draft.turns[index];
        let seconds = f64::from(turn.start_ms.unwrap()) / 1000.0;
        format!(
            "{} @{seconds}: {}",
            turn.speaker.as_deref().unwrap(),
            turn.text
        )
    };
    assert_eq!(json!(shown(0)), want["first"]);
    assert_eq!(json!(shown(1)), want["last"]);
    let sides: Vec<Side> = draft.turns.iter().map(|turn| turn.side).collect();
    assert_eq!(sides, [Side::Agent, Side::Caller]);
    assert_eq!(draft.external_id.as_deref(), Some("call-123"));
}

#[test]
fn vapi_forwarding_and_simulation_are_marked() {
    let forwarded = one("vapi/call-ended-forwarded.json");
    assert_eq!(forwarded.external_id.as_deref(), Some("ca123456xxxxx"));
    assert_eq!(forwarded.outcome, Some(Outcome::Transferred));
    let simulated = one("vapi/simulation-run-item.json");
    assert!(simulated.simulated);
    assert!(has(&simulated, ImportNoteCode::Simulated));
    assert!(simulated.turns.is_empty(), "`...` is no transcript");
    assert_eq!(simulated.stated_duration_ms, Some(145_000));
    let Some(RecordingRef::Url { file_name, .. }) = &simulated.recording else {
        panic!("no address");
    };
    assert_eq!(*file_name, None);
}

#[test]
fn schemas_are_no_calls() {
    for path in [
        "vapi/call-object.schema.json",
        "retell/call-fields.json",
        "vcon/vcon_json_schema.json",
        "vcon/vcon.cddl",
    ] {
        assert_eq!(recognise(path), None, "{path}");
        let bytes = crate::samples::bytes(path);
        let refusal = CallDataFormats.read(path, &bytes).unwrap_err();
        assert_eq!(refusal.code, ImportNoteCode::NotRecognised, "{path}");
    }
}
