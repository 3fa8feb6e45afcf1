//! vCon in its forms and faults.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use parley_app::import::{CallDraft, ContentHash, ImportNoteCode, RecordingRef};
use parley_app::ports::CallDataReader as _;
use parley_domain::call::{Channel, Direction, Outcome, Side};
use parley_interop::CallDataFormats;
use ring::digest;
use serde_json::{Value, json};

use crate::samples::{
    assert_sound, bytes, detail, expected, first_words, has, last_words, one, recognise, refusal,
    word_count,
};

/// Names are on a side where a role says so, else among the variables.
fn names(draft: &CallDraft) -> Vec<String> {
    let sides = [&draft.caller.name, &draft.agent.name];
    let kept = draft
        .variables
        .iter()
        .filter(|one| one.name.starts_with("party.") && one.name.ends_with(".name"));
    let mut names: Vec<String> = sides.into_iter().flatten().cloned().collect();
    names.extend(kept.map(|one| one.value.clone()));
    names.sort();
    names
}

fn recording_kind(draft: &CallDraft) -> &'static str {
    match &draft.recording {
        Some(RecordingRef::Url { .. }) => "url",
        Some(RecordingRef::Inline { .. }) => "inline",
        Some(RecordingRef::Sidecar { .. }) | None => "no content",
    }
}

fn assert_inner(draft: &CallDraft, want: &Value, path: &str) {
    assert_sound(draft, path);
    assert_eq!(json!(draft.external_id), want["uuid"], "{path}");
    let mut parties: Vec<String> = serde_json::from_value(want["parties"].clone()).unwrap();
    parties.sort();
    assert_eq!(names(draft), parties, "{path}");
    if let Some(dialog) = want["dialog"]
        .get(0)
        .filter(|dialog| dialog[0] == json!("recording"))
    {
        assert_eq!(recording_kind(draft), dialog[3].as_str().unwrap(), "{path}");
        let length = dialog[2].as_f64().filter(|seconds| *seconds >= 0.0);
        let length = length.map(|seconds| (seconds * 1000.0).round() as u64);
        assert_eq!(draft.stated_duration_ms, length, "{path}");
    }
    if let Some(turns) = want["text_turns"].as_u64() {
        assert_eq!(draft.turns.len() as u64, turns, "{path}");
        assert!(
            first_words(draft).starts_with(
                &want["first_words"]
                    .as_str()
                    .unwrap()
                    .split(' ')
                    .take(4)
                    .collect::<Vec<_>>()
                    .join(" ")
            ),
            "{path}"
        );
        assert!(
            want["last_words"]
                .as_str()
                .unwrap()
                .ends_with(&last_words(draft)),
            "{path}"
        );
    }
    // The schema's first complaint is among the notes where it is a missing member.
    let missing = detail(draft, ImportNoteCode::MissingMembers).unwrap_or_default();
    let first = want["schema_first"].as_str().unwrap_or_default();
    if let Some(member) = first
        .strip_prefix("(root) '")
        .and_then(|rest| rest.split('\'').next())
    {
        assert!(
            missing.split(", ").any(|one| one == member),
            "{path}: {missing}"
        );
    }
    let redacted = !want["redacted"].is_null();
    assert_eq!(
        has(draft, ImportNoteCode::RedactedSource),
        redacted,
        "{path}"
    );
    for analysis in want["analysis"].as_array().into_iter().flatten() {
        assert_analysis(draft, analysis, path);
    }
}

fn assert_analysis(draft: &CallDraft, want: &Value, path: &str) {
    if let Some(words) = want["words"]
        .as_u64()
        .filter(|_| want["vendor"] == json!("deepgram"))
    {
        assert_eq!(word_count(draft), words, "{path}");
        assert_eq!(json!(draft.turns.len()), want["runs"], "{path}");
    }
    for key in ["turns", "paragraphs"] {
        if let Some(turns) = want[key].as_u64() {
            assert_eq!(draft.turns.len() as u64, turns, "{path}");
        }
    }
    if let Some(first) = want["first"].as_str() {
        // Redacted texts have double spaces, which the table keeps single.
        let text: Vec<&str> = draft.turns[0].text.split_whitespace().collect();
        assert!(text.join(" ").starts_with(first), "{path}: {first}");
        let last: Vec<&str> = draft
            .turns
            .last()
            .unwrap()
            .text
            .split_whitespace()
            .collect();
        assert!(
            last.join(" ").ends_with(want["last"].as_str().unwrap()),
            "{path}"
        );
    }
    if let Some(chars) = want["chars"]
        .as_u64()
        .filter(|_| want["type"] == json!("summary"))
    {
        assert_eq!(
            draft.summary.as_ref().unwrap().chars().count() as u64,
            chars,
            "{path}"
        );
    }
}

#[test]
fn unsigned_and_redacted_ones_yield_what_they_hold() {
    for prefix in [
        "vcon/unsigned-",
        "vcon/redacted-",
        "vcon/fake-",
        "vcon/server-",
    ] {
        for (path, want) in expected(prefix) {
            assert_eq!(recognise(&path), Some("vcon"), "{path}");
            assert_inner(&one(&path), &want, &path);
        }
    }
}

#[test]
fn signed_ones_are_read_from_the_verified_payload() {
    for (path, want) in expected("vcon/signed-") {
        let draft = one(&path);
        assert_inner(&draft, &want["inner"], &path);
        let signer = detail(&draft, ImportNoteCode::SignatureVerified);
        assert_eq!(json!(signer), want["leaf_cn"], "{path}");
        assert!(has(&draft, ImportNoteCode::SignerNotTrusted), "{path}");
    }
}

#[test]
fn a_changed_payload_or_signature_is_refused() {
    let signed: Value = serde_json::from_slice(&bytes("vcon/signed-2026-06-29.vcon")).unwrap();
    let payload = URL_SAFE_NO_PAD
        .decode(signed["payload"].as_str().unwrap())
        .unwrap();
    let changed = String::from_utf8(payload)
        .unwrap()
        .replace("Alice", "Mallo");
    let mut forged = signed.clone();
    forged["payload"] = json!(URL_SAFE_NO_PAD.encode(changed));
    assert_invalid(&forged, "signature");
    let mut no_algorithm = signed.clone();
    no_algorithm["signatures"][0]["protected"] = json!(URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#));
    assert_invalid(&no_algorithm, "alg");
    let mut unsigned = signed.clone();
    unsigned["signatures"] = json!([]);
    assert_invalid(&unsigned, "no signature");
    // One good signature does not carry a bad one.
    let mut second = signed.clone();
    let mut bad = signed["signatures"][0].clone();
    bad["signature"] = json!(URL_SAFE_NO_PAD.encode([1u8; 256]));
    second["signatures"].as_array_mut().unwrap().push(bad);
    assert_invalid(&second, "signature");
}

#[test]
fn the_flattened_form_is_verified_too() {
    let signed: Value = serde_json::from_slice(&bytes("vcon/signed-2026-06-29.vcon")).unwrap();
    let mut flattened = signed["signatures"][0].clone();
    flattened["payload"] = signed["payload"].clone();
    let drafts = CallDataFormats
        .read("x", flattened.to_string().as_bytes())
        .unwrap();
    assert!(has(&drafts[0], ImportNoteCode::SignatureVerified));
    flattened["signature"] = json!("AAAA");
    assert_invalid(&flattened, "signature");
}

fn assert_invalid(json: &Value, detail: &str) {
    let refusal = CallDataFormats
        .read("x.vcon", json.to_string().as_bytes())
        .unwrap_err();
    assert_eq!(refusal.code, ImportNoteCode::SignatureInvalid);
    assert_eq!(refusal.detail.as_deref(), Some(detail));
}

#[test]
fn encrypted_ones_are_recognised_and_refused() {
    for (path, _) in expected("vcon/encrypted-") {
        assert_eq!(recognise(&path), Some("vcon"), "{path}");
        assert_eq!(refusal(&path).code, ImportNoteCode::Encrypted, "{path}");
    }
}

#[test]
fn faults_are_reported_by_member() {
    let missing = |path: &str| detail(&one(path), ImportNoteCode::MissingMembers).unwrap();
    let faulty = missing("vcon/invalid-bad_duration.json");
    assert_eq!(
        faulty,
        "dialog[0].start, dialog[0].duration, dialog[0].content_hash"
    );
    let faulty = missing("vcon/invalid-bad_party_ref.json");
    assert_eq!(
        faulty,
        "dialog[0].start, dialog[0].parties, dialog[0].content_hash"
    );
    let faulty = missing("vcon/invalid-missing_uuid_and_vcon_version.json");
    assert_eq!(faulty, "uuid, dialog[0].body");
    let faulty = missing("vcon/invalid-null_parties.json");
    assert_eq!(
        faulty,
        "dialog[0].duration, dialog[0].parties, dialog[0].mediatype, dialog[0].body, parties"
    );
    assert_eq!(
        refusal("vcon/invalid-empty_vcon.json").code,
        ImportNoteCode::Malformed
    );
    let other = refusal("vcon/invalid-simple-vcon.vcon");
    assert_eq!(other.code, ImportNoteCode::NotRecognised);
    for (path, want) in expected("vcon/invalid-") {
        assert_eq!(want["form"], "unsigned", "{path}");
    }
}

#[test]
fn stated_hashes_can_be_checked_against_the_audio() {
    let hash = |path: &str| match one(path).recording {
        Some(RecordingRef::Url {
            stated_hash,
            file_name,
            ..
        }) => (stated_hash.unwrap(), file_name.unwrap()),
        other => panic!("{path}: {other:?}"),
    };
    let (stated, file) = hash("vcon/unsigned-ab_call_ext_rec.vcon");
    assert_eq!(file, "ab_call.mp3");
    let found = digest::digest(&digest::SHA512, &bytes("audio/ab_call.mp3"));
    assert_eq!(
        stated,
        ContentHash::Sha512(found.as_ref().try_into().unwrap())
    );
    let (stated, _) = hash("vcon/server-b217b61e.vcon.json");
    let found = digest::digest(&digest::SHA256, &bytes("audio/synthetic-b217b61e.mp3"));
    assert!(matches!(stated, ContentHash::Sha256(_)));
    assert_ne!(
        stated,
        ContentHash::Sha256(found.as_ref().try_into().unwrap())
    );
}

#[test]
fn inline_audio_comes_out_whole() {
    let draft = one("vcon/unsigned-ab_call_int_rec.vcon");
    let Some(RecordingRef::Inline {
        bytes: audio,
        media_type,
        ..
    }) = draft.recording
    else {
        panic!("no inline recording");
    };
    assert_eq!(audio, bytes("audio/ab_call.wav"));
    assert_eq!(media_type.as_deref(), Some("audio/x-wav"));
}

#[test]
fn sides_come_from_roles_only() {
    let text = one("vcon/fake-text-645bb6b6.vcon.json");
    let sides: Vec<Side> = text.turns.iter().map(|turn| turn.side).collect();
    assert_eq!(sides.iter().filter(|side| **side == Side::Agent).count(), 6);
    assert_eq!(sides[1], Side::Caller);
    assert!(!has(&text, ImportNoteCode::SpeakersUnknown));
    assert_eq!(text.turns[1].start_ms, Some(300_000));
    assert_eq!(text.direction, Some(Direction::Outbound));
    let server = one("vcon/server-b217b61e.vcon.json");
    assert_eq!(server.agent.name.as_deref(), Some("Walter Gonzalez"));
    assert_eq!(server.turns[1].side, Side::Caller);
    assert_eq!(server.started_at, None, "its start has no offset from UTC");
    let mail = one("vcon/unsigned-ab_email_prob_followup_text_thread.vcon");
    assert_eq!(mail.channel, Some(Channel::Email));
    assert_eq!(mail.turns[1].side, Side::Other);
    assert!(has(&mail, ImportNoteCode::SpeakersUnknown));
    let speakers: Vec<_> = mail
        .turns
        .iter()
        .filter_map(|turn| turn.speaker.as_deref())
        .collect();
    assert_eq!(speakers, ["Alice", "Bob", "Alice"]);
}

#[test]
fn one_speaker_among_several_parties_is_said() {
    for path in [
        "vcon/unsigned-ab_call_ext_rec_analysis.vcon",
        "vcon/redacted-2026-06-29.vcon",
        "vcon/redacted-2025-03-01.vcon",
    ] {
        let draft = one(path);
        assert!(
            has(&draft, ImportNoteCode::SingleSpeakerManyParties),
            "{path}"
        );
        assert!(
            draft.turns.iter().all(|turn| turn.side == Side::Other),
            "{path}"
        );
    }
    let redacted = one("vcon/redacted-2026-06-29.vcon");
    assert_eq!(
        redacted.recording, None,
        "the unredacted audio must not come back"
    );
    assert_eq!(redacted.turns[0].start_ms, Some(1200));
}

#[test]
fn a_text_during_a_recorded_call_stands_where_it_was_sent() {
    let at = |second: u32| format!("2025-01-01T00:00:{second:02}Z");
    let vcon = json!({
        "vcon": "0.0.1", "uuid": "u", "created_at": at(59),
        "parties": [{"tel": "+1", "role": "customer"}, {"tel": "+2", "role": "agent"}],
        "dialog": [
            {"type": "recording", "start": at(0), "parties": [0, 1], "url": "https://a.example/a.wav"},
            {"type": "text", "start": at(5), "parties": [1, 0], "body": "Your link"},
        ],
        "analysis": [{"type": "transcript", "dialog": 0, "body": [
            {"speaker": "Customer", "text": "Send me the link.", "start": at(2)},
            {"speaker": "Agent", "text": "Sent.", "start": at(7)},
        ]}],
    });
    let draft = CallDataFormats
        .read("x", vcon.to_string().as_bytes())
        .unwrap()
        .remove(0);
    let turns: Vec<_> = draft
        .turns
        .iter()
        .map(|turn| (turn.side, turn.text.as_str()))
        .collect();
    assert_eq!(
        turns,
        [
            (Side::Caller, "Send me the link."),
            (Side::Agent, "Your link"),
            (Side::Agent, "Sent."),
        ]
    );
}

#[test]
fn transfers_and_unanswered_ones_have_outcomes() {
    let read = |dialog: Value| {
        let vcon =
            json!({"vcon": "0.0.1", "uuid": "u", "parties": [{"tel": "+1"}], "dialog": [dialog]});
        CallDataFormats
            .read("x", vcon.to_string().as_bytes())
            .unwrap()
            .remove(0)
    };
    let start = "2025-01-01T00:00:00Z";
    let busy = read(json!({"type": "incomplete", "start": start, "disposition": "busy"}));
    assert_eq!(busy.outcome, Some(Outcome::NoAnswer));
    assert_eq!(busy.ended_reason.as_deref(), Some("busy"));
    let transfer = read(json!({"type": "transfer", "start": start}));
    assert_eq!(transfer.outcome, Some(Outcome::Transferred));
}
