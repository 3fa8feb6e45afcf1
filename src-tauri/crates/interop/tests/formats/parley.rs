//! Parley's own JSON: what is written is read back, what is wrong is refused.

use parley_app::import::{CallDraft, ContentHash, ImportNoteCode, RecordingRef};
use parley_app::ports::CallDataReader as _;
use parley_domain::call::{
    AgentDeed, AgentEvent, CapturedVariable, Channel, Direction, Outcome, Party, Side, ToolCall,
    Turn, Word,
};
use parley_domain::time::UtcMillis;
use parley_interop::{CallDataFormats, parley};
use proptest::option::of;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::samples::{assert_sound, detail, has};

fn read(json: &Value) -> Result<CallDraft, parley_app::import::Refusal> {
    let drafts = CallDataFormats.read("call.json", json.to_string().as_bytes())?;
    Ok(drafts.into_iter().next().unwrap())
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zäé नमस्ते👍.,?\"\\\\<&]{1,24}"
}

fn party() -> impl Strategy<Value = Party> {
    (of(text()), of("\\+[0-9]{6,12}"), of(text())).prop_map(|(name, phone, email)| Party {
        name,
        phone,
        email,
    })
}

pub(crate) fn turn() -> impl Strategy<Value = Turn> {
    let words = prop::collection::vec(
        (0u32..60_000, 0u32..900, prop_oneof![0u8..=100, Just(255)]),
        0..6,
    );
    let side = prop::sample::select(vec![Side::Caller, Side::Agent, Side::Other]);
    (
        side,
        of(text()),
        text(),
        of((0u32..99_000, 0u32..9000)),
        words,
    )
        .prop_map(|(side, speaker, text, times, words)| {
            let length = text.chars().count() as u32;
            let words =
                words
                    .into_iter()
                    .enumerate()
                    .map_while(|(index, (start, long, confidence))| {
                        let at = index as u32;
                        (at < length).then_some(Word {
                            at,
                            len: 1,
                            start_ms: start,
                            end_ms: start + long,
                            confidence,
                        })
                    });
            Turn {
                side,
                speaker,
                start_ms: times.map(|(start, _)| start),
                end_ms: times.map(|(start, long)| start + long),
                words: words.collect(),
                text,
            }
        })
}

fn recording() -> impl Strategy<Value = RecordingRef> {
    let hash = prop_oneof![
        any::<[u8; 32]>().prop_map(ContentHash::Sha256),
        prop::collection::vec(any::<u8>(), 64)
            .prop_map(|bytes| ContentHash::Sha512(bytes.try_into().unwrap())),
    ];
    ("[a-z]{1,8}\\.opus", of(0u8..4), of(hash)).prop_map(
        |(file_name, caller_channel, stated_hash)| RecordingRef::Sidecar {
            file_name,
            caller_channel,
            stated_hash,
        },
    )
}

pub(crate) fn draft() -> impl Strategy<Value = CallDraft> {
    let facts = (
        (of(text()), of(text())),
        of(0i64..4_000_000_000_000),
        of(0u64..1 << 40),
        of(prop::sample::select(Channel::ALL)),
        of(prop::sample::select(Direction::ALL)),
        of("[a-z]{2}(-[a-z]{2})?"),
        of(prop::sample::select(Outcome::ALL)),
    );
    let variable =
        (text(), text(), of(0u32..99_000)).prop_map(|(name, value, said_at_ms)| CapturedVariable {
            name,
            value,
            said_at_ms,
        });
    let event = (
        of(0u32..99_000),
        0u32..6,
        text(),
        of(text()),
        of(any::<bool>()),
    )
        .prop_map(|(at_ms, after_turns, name, result, succeeded)| AgentEvent {
            at_ms,
            after_turns,
            what: match succeeded {
                Some(_) => AgentDeed::ToolCall(ToolCall {
                    name,
                    result,
                    succeeded,
                    ..ToolCall::default()
                }),
                None => AgentDeed::HandOff { to: result },
            },
        });
    let rest = (
        of(text()),
        (party(), party()),
        of(text()),
        prop::collection::vec(variable, 0..4),
        prop::collection::vec(text(), 0..3),
        any::<bool>(),
        of(recording()),
        (
            prop::collection::vec(turn(), 0..6),
            prop::collection::vec(event, 0..4),
        ),
    );
    (facts, rest).prop_map(|(facts, rest)| CallDraft {
        external_id: facts.0.0,
        part_of: facts.0.1,
        started_at: facts.1.map(UtcMillis),
        stated_duration_ms: facts.2,
        channel: facts.3,
        direction: facts.4,
        language: facts.5,
        outcome: facts.6,
        ended_reason: rest.0,
        caller: rest.1.0,
        agent: rest.1.1,
        summary: rest.2,
        variables: rest.3,
        tags: rest.4,
        simulated: rest.5,
        recording: rest.6,
        turns: rest.7.0,
        events: rest.7.1,
        notes: Vec::new(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(draft in draft()) {
        let written = parley::write(&draft);
        let mut back = CallDataFormats.read("x", written.as_bytes()).unwrap().remove(0);
        assert_sound(&back, "round trip");
        back.notes.clear();
        prop_assert_eq!(back, draft);
    }
}

#[test]
fn a_whole_call_is_read() {
    let bytes = include_bytes!("../../fixtures/parley_call.json");
    let mut drafts = CallDataFormats.read("call.json", bytes).unwrap();
    let draft = drafts.remove(0);
    assert_eq!(draft.outcome, Some(Outcome::Booked));
    assert_eq!(draft.channel, Some(Channel::Phone));
    assert_eq!(draft.turns.len(), 3);
    assert_eq!(draft.turns[0].words.len(), 2);
    assert_eq!(draft.turns[0].words[1].confidence, Word::NO_CONFIDENCE);
    // One word lies outside its text, one ends before it starts.
    assert_eq!(
        detail(&draft, ImportNoteCode::EntriesSkipped).as_deref(),
        Some("2")
    );
    assert_eq!(
        draft.started_at.unwrap().to_rfc3339(),
        "2026-03-02T04:30:00.000Z"
    );
    assert!(!has(&draft, ImportNoteCode::SpeakersUnknown));
}

#[test]
fn wrong_values_are_named_by_member() {
    let cases = [
        (json!({"version": 2}), "version"),
        (json!({}), "version"),
        (json!({"version": 1, "channel": "fax"}), "channel"),
        (
            json!({"version": 1, "started_at": "yesterday"}),
            "started_at",
        ),
        (
            json!({"version": 1, "turns": [{"text": "a"}]}),
            "turns.side",
        ),
        (json!({"version": 1, "turns": {}}), "turns"),
        (
            json!({"version": 1, "recording": {"file": "../up.wav"}}),
            "recording.file",
        ),
        (
            json!({"version": 1, "recording": {"file": "a.wav", "caller_channel": 300}}),
            "recording.caller_channel",
        ),
        (json!({"version": 1, "tags": [1]}), "tags"),
        (json!({"version": 1, "language": "English"}), "language"),
        (
            json!({"version": 1, "turns": [{"side": "agent", "text": "a", "start_ms": -1}]}),
            "start_ms",
        ),
    ];
    for (mut json, member) in cases {
        json["format"] = json!("parley-call");
        let refusal = read(&json).unwrap_err();
        assert_eq!(refusal.code, ImportNoteCode::Malformed, "{json}");
        assert_eq!(refusal.detail.as_deref(), Some(member), "{json}");
    }
    let bare = read(&json!({"format": "parley-call", "version": 1, "later": {"x": 1}})).unwrap();
    assert_eq!(bare, CallDraft::default());
}
