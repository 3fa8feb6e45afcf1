//! Made-up calls where the samples have gaps.

use parley_app::import::{CallDraft, ImportNoteCode, RecordingRef};
use parley_app::ports::CallDataReader as _;
use parley_domain::call::{Channel, Direction, Outcome, Side};
use parley_interop::CallDataFormats;

use crate::samples::{assert_sound, detail, has};

macro_rules! fixtures {
    ($($name:literal),+ $(,)?) => {
        /// Every made-up call, by file name.
        pub(crate) const ALL: &[(&str, &[u8])] = &[
            $(($name, include_bytes!(concat!("../../fixtures/", $name)))),+
        ];
    };
}

fixtures!(
    "parley_call.json",
    "deepgram_two_channels.json",
    "deepgram_two_channels_utterances.json",
    "assemblyai_two_channels.json",
    "vapi_end_of_call_report.json",
    "vapi_transcript_text.json",
    "retell_call_analyzed.json",
    "retell_redacted.json",
    "whisper_verbose.json",
    "whisper_cpp.json",
    "vcon_es256.json",
);

fn one(name: &str, format: &str) -> CallDraft {
    let (_, bytes) = ALL.iter().find(|(known, _)| *known == name).unwrap();
    assert_eq!(
        CallDataFormats.recognise(name, bytes),
        Some(format),
        "{name}"
    );
    let mut drafts = CallDataFormats.read(name, bytes).unwrap();
    assert_eq!(drafts.len(), 1, "{name}");
    let draft = drafts.remove(0);
    assert_sound(&draft, name);
    draft
}

fn lines(draft: &CallDraft) -> Vec<String> {
    let line = |turn: &parley_domain::call::Turn| {
        format!("{}: {}", turn.speaker.as_deref().unwrap_or("?"), turn.text)
    };
    draft.turns.iter().map(line).collect()
}

fn variables(draft: &CallDraft) -> Vec<(&str, &str)> {
    let pairs = draft.variables.iter();
    pairs
        .map(|one| (one.name.as_str(), one.value.as_str()))
        .collect()
}

fn address(draft: &CallDraft) -> &str {
    match &draft.recording {
        Some(RecordingRef::Url {
            file_name: Some(name),
            ..
        }) => name,
        other => panic!("{other:?}"),
    }
}

#[test]
fn deepgram_channels_are_speakers_in_time_order() {
    let draft = one("deepgram_two_channels.json", "deepgram");
    assert_eq!(
        lines(&draft),
        [
            "channel 0: Hello. How can I help?",
            "channel 1: A cleaning, please.",
            "channel 0: Tuesday then.",
            "channel 1: Thanks.",
        ]
    );
    assert_eq!(draft.language.as_deref(), Some("en"));
    assert!(!has(&draft, ImportNoteCode::TimesRunBackwards));
    let draft = one("deepgram_two_channels_utterances.json", "deepgram");
    assert_eq!(
        lines(&draft),
        [
            "channel 0: Hello. How can I help?",
            "channel 1 speaker 0: A cleaning, please.",
            "channel 0: Tuesday then.",
        ]
    );
    assert!(!has(&draft, ImportNoteCode::TimesRunBackwards));
}

#[test]
fn assemblyai_channels_are_speakers_in_time_order() {
    let draft = one("assemblyai_two_channels.json", "assemblyai");
    assert_eq!(
        lines(&draft),
        [
            "channel 1: Hello.",
            "channel 2: Hi, this is [PERSON_NAME].",
            "channel 1: Thanks."
        ]
    );
    assert_eq!(draft.language.as_deref(), Some("en-us"));
    assert_eq!(address(&draft), "call 42.wav");
    assert!(has(&draft, ImportNoteCode::RedactedSource));
}

#[test]
fn a_vapi_report_holds_the_whole_call() {
    let draft = one("vapi_end_of_call_report.json", "vapi");
    assert_eq!(
        draft.external_id.as_deref(),
        Some("0190aaaa-0000-7000-8000-000000000001")
    );
    assert_eq!(
        draft.started_at.unwrap().to_rfc3339(),
        "2026-01-05T10:00:00.000Z"
    );
    assert_eq!(draft.stated_duration_ms, Some(42_500));
    assert_eq!(
        (draft.channel, draft.direction),
        (Some(Channel::Phone), Some(Direction::Inbound))
    );
    assert_eq!(draft.caller.phone.as_deref(), Some("+12025550147"));
    assert_eq!(draft.agent.phone.as_deref(), Some("+12025550100"));
    assert_eq!(draft.agent.name.as_deref(), Some("Reception"));
    assert_eq!(draft.outcome, None);
    assert_eq!(draft.ended_reason.as_deref(), Some("customer-ended-call"));
    assert_eq!(draft.summary.as_deref(), Some("Pat booked a cleaning."));
    assert_eq!(
        variables(&draft),
        [
            ("appointment.day", "Tuesday"),
            ("appointment.time", "10:30"),
            ("new_patient", "true"),
            ("callback", "no"),
        ]
    );
    assert_eq!(address(&draft), "0190aaaa-stereo.wav");
    let turns: Vec<_> = draft
        .turns
        .iter()
        .map(|turn| (turn.side, turn.start_ms, turn.end_ms))
        .collect();
    assert_eq!(
        turns,
        [
            (Side::Agent, Some(900), Some(2100)),
            (Side::Caller, Some(3000), Some(4500)),
            (Side::Agent, Some(6000), Some(8000)),
        ]
    );
    assert!(draft.notes.is_empty(), "{:?}", draft.notes);
}

#[test]
fn a_vapi_list_keeps_finished_calls_only() {
    let draft = one("vapi_transcript_text.json", "vapi");
    assert_eq!(draft.outcome, Some(Outcome::Voicemail));
    assert_eq!(draft.direction, Some(Direction::Outbound));
    assert_eq!(
        lines(&draft),
        [
            "AI: Hello, this is Reception.",
            "User: You have reached\nthe mailbox of Pat."
        ]
    );
    assert!(has(&draft, ImportNoteCode::NoTimes));
    let skipped = detail(&draft, ImportNoteCode::EntriesSkipped);
    assert_eq!(
        skipped.as_deref(),
        Some("1"),
        "the call that is still going on"
    );
}

#[test]
fn a_retell_webhook_holds_the_whole_call() {
    let draft = one("retell_call_analyzed.json", "retell");
    assert_eq!(draft.external_id.as_deref(), Some("call_made_up_1"));
    assert_eq!(draft.caller.phone.as_deref(), Some("+12025550149"));
    assert_eq!(draft.agent.phone.as_deref(), Some("+12025550100"));
    assert_eq!(draft.stated_duration_ms, Some(30_500));
    assert_eq!(draft.outcome, Some(Outcome::Transferred));
    assert_eq!(draft.summary.as_deref(), Some("Pat was put through."));
    assert_eq!(
        variables(&draft),
        [
            ("plan", "family"),
            ("reason", "billing"),
            ("customer_name", "Pat")
        ]
    );
    assert_eq!(address(&draft), "recording_multichannel.wav");
    let sides: Vec<Side> = draft.turns.iter().map(|turn| turn.side).collect();
    assert_eq!(sides, [Side::Agent, Side::Caller, Side::Other]);
    assert_eq!(draft.turns[0].words[1].at, 6);
    assert_eq!(
        (draft.turns[1].start_ms, draft.turns[1].end_ms),
        (Some(1900), Some(2400))
    );
    assert_eq!(
        detail(&draft, ImportNoteCode::ZeroLengthWords).as_deref(),
        Some("1")
    );
    // "Kim" has no times: text, but no word.
    assert_eq!(
        detail(&draft, ImportNoteCode::EntriesSkipped).as_deref(),
        Some("1")
    );
    assert!(
        !has(&draft, ImportNoteCode::SpeakersUnknown),
        "a transfer target is known"
    );
    assert!(!has(&draft, ImportNoteCode::RedactedSource));
}

#[test]
fn a_scrubbed_retell_call_says_so() {
    let draft = one("retell_redacted.json", "retell");
    assert_eq!(draft.channel, Some(Channel::Web));
    assert_eq!(draft.direction, None);
    assert_eq!(draft.stated_duration_ms, Some(10_000));
    assert_eq!(
        lines(&draft),
        ["agent: May I have your name?", "user: It is [NAME]."]
    );
    assert_eq!(address(&draft), "scrubbed.wav");
    assert!(has(&draft, ImportNoteCode::RedactedSource));
}

#[test]
fn unfinished_retell_calls_are_no_calls() {
    let json = br#"{"event":"call_started","call":{"call_id":"c","call_type":"web_call","call_status":"ongoing"}}"#;
    let refusal = CallDataFormats.read("x", json).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.detail.as_deref()),
        (ImportNoteCode::NotACall, Some("ongoing"))
    );
}

#[test]
fn whisper_words_are_shared_out_to_their_segments() {
    let draft = one("whisper_verbose.json", "whisper");
    assert_eq!(draft.language.as_deref(), Some("en"));
    assert_eq!(draft.stated_duration_ms, Some(4200));
    let words: Vec<_> = draft.turns.iter().map(|turn| turn.words.len()).collect();
    assert_eq!(words, [2, 2]);
    assert_eq!(
        draft.turns[0].words[1].len, 6,
        "the full stop belongs to the word"
    );
    assert_eq!(
        (draft.turns[1].words[1].at, draft.turns[1].words[1].len),
        (2, 2)
    );
    let draft = one("whisper_cpp.json", "whisper");
    assert_eq!(draft.turns[1].start_ms, Some(1500));
}

#[test]
fn a_vcon_signed_with_es256_verifies() {
    let draft = one("vcon_es256.json", "vcon");
    let signer = detail(&draft, ImportNoteCode::SignatureVerified);
    assert_eq!(signer.as_deref(), Some("made-up.parley.example"));
    assert_eq!(draft.caller.phone.as_deref(), Some("+12025550142"));
    let sides: Vec<Side> = draft.turns.iter().map(|turn| turn.side).collect();
    assert_eq!(sides, [Side::Caller, Side::Agent]);
    assert_eq!(draft.direction, Some(Direction::Inbound));
    assert_eq!(draft.turns[1].start_ms, Some(30_000));
}

#[test]
fn unfinished_transcriptions_are_no_calls() {
    let refused = |json: &[u8]| {
        let refusal = CallDataFormats.read("x.json", json).unwrap_err();
        (refusal.code, refusal.detail.unwrap_or_default())
    };
    let processing = br#"{"id":"t","status":"processing","audio_url":"https://a.example/a.wav","text":null,"words":null}"#;
    assert_eq!(
        refused(processing),
        (ImportNoteCode::NotACall, "processing".to_owned())
    );
    let streamed =
        br#"{"type":"Results","is_final":false,"channel":{"alternatives":[{"transcript":"he"}]}}"#;
    assert_eq!(
        refused(streamed),
        (ImportNoteCode::NotACall, "Results".to_owned())
    );
    let silent_log = br#"[{"type":"Welcome","timestamp":1754089229.1,"data":{}}]"#;
    assert_eq!(refused(silent_log).0, ImportNoteCode::NotACall);
}

#[test]
fn numbers_may_be_strings_and_nonsense_is_no_time() {
    let json =
        br#"{"metadata":{"duration":"2.5"},"results":{"channels":[{"alternatives":[{"words":[
        {"word":"one","start":"0.5","end":0.7,"confidence":7},
        {"word":"two","start":-1,"end":0.9},
        {"word":"three","start":1e300,"end":1},
        {"word":"four","start":null},
        {"word":5,"start":1.0,"end":1.2},
        {"word":"six","start":1.4,"end":1.3,"confidence":-2}]}]}]}}"#;
    let draft = CallDataFormats.read("x", json).unwrap().remove(0);
    assert_sound(&draft, "nonsense");
    assert_eq!(draft.stated_duration_ms, Some(2500));
    assert_eq!(draft.turns[0].text, "one two three four six");
    let words: Vec<_> = draft.turns[0]
        .words
        .iter()
        .map(|word| (word.start_ms, word.end_ms, word.confidence))
        .collect();
    assert_eq!(words, [(500, 700, 100), (1400, 1400, 0)]);
    assert_eq!(
        detail(&draft, ImportNoteCode::EntriesSkipped).as_deref(),
        Some("3")
    );
    assert!(has(&draft, ImportNoteCode::TimesRunBackwards));
}
