//! Every written format is read again by our own importer, and its bytes are those
//! of the golden file. `PARLEY_GEN=write` writes the golden files anew.

use std::path::Path;

use parley_app::import::CallDraft;
use parley_app::ports::{CallDataReader as _, CallDataWriter as _, LeavingCall, LeavingOverlay};
use parley_domain::call::{CapturedVariable, Side, Turn};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::TranscriptFormat;
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use parley_interop::CallDataFormats;
use proptest::prelude::*;

fn leaving(draft: CallDraft) -> LeavingCall {
    LeavingCall {
        id: CallId(uuid::Uuid::from_u128(
            0x0190_0000_0000_7000_8000_0000_0000_0001,
        )),
        draft,
        overlay: LeavingOverlay::default(),
        at: UtcMillis(1_795_000_000_000),
    }
}

fn written(format: TranscriptFormat, draft: &CallDraft) -> String {
    CallDataFormats
        .write(format, &leaving(draft.clone()))
        .unwrap()
}

fn read(format: TranscriptFormat, text: &str) -> CallDraft {
    let name = format!("call.{}", format.ending());
    let mut drafts = CallDataFormats.read(&name, text.as_bytes()).unwrap();
    assert_eq!(drafts.len(), 1);
    let draft = drafts.remove(0);
    let notes = format!("{:?}", draft.notes);
    assert!(
        !notes.contains("WrongExtension") && !notes.contains("EntriesSkipped"),
        "{notes}\n{text}"
    );
    draft
}

#[test]
fn each_format_has_its_golden_file() {
    let source = include_bytes!("../../fixtures/leaving/call.json");
    let draft = CallDataFormats.read("call.json", source).unwrap().remove(0);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/leaving");
    for format in TranscriptFormat::ALL {
        let text = written(*format, &draft);
        let golden = folder.join(format!("written.{}", format.ending()));
        if std::env::var("PARLEY_GEN").is_ok_and(|value| value == "write") {
            std::fs::write(&golden, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap();
        assert_eq!(text, expected, "{}", golden.display());
    }
}

#[test]
fn a_corrected_turn_carries_what_was_imported_in_json_alone() {
    let turn = |text: &str| Turn {
        side: Side::Caller,
        speaker: None,
        text: text.to_owned(),
        start_ms: Some(0),
        end_ms: None,
        words: Vec::new(),
    };
    let mut call = leaving(CallDraft {
        turns: vec![turn("three"), turn("as it came")],
        ..CallDraft::default()
    });
    call.overlay.turns.insert(0, turn("tree 🙏🏽"));
    let written = |format| CallDataFormats.write(format, &call).unwrap();
    let json = written(TranscriptFormat::Json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["turns"][0]["text"], "three");
    assert_eq!(value["turns"][0]["imported"]["text"], "tree 🙏🏽");
    assert!(value["turns"][1].get("imported").is_none());
    // Read again it is a transcript like any other.
    assert_eq!(read(TranscriptFormat::Json, &json).turns, call.draft.turns);
    for format in TranscriptFormat::ALL {
        let carries = written(*format).contains("tree");
        assert_eq!(carries, *format == TranscriptFormat::Json, "{format:?}");
    }
}

#[test]
fn a_turn_in_dispute_is_told_where_there_is_room() {
    let source = include_bytes!("../../fixtures/leaving/call.json");
    let mut call = leaving(CallDataFormats.read("call.json", source).unwrap().remove(0));
    let now = call.draft.turns[1].text.clone();
    let versions = vec![now, "Tuesday\nat tea".to_owned()];
    call.overlay.turn_versions.insert(1, versions.clone());
    let written = |format| CallDataFormats.write(format, &call).unwrap();
    let text = written(TranscriptFormat::Text);
    assert!(
        text.contains("\nIn dispute: turn 2, also read as: Tuesday at tea\n"),
        "{text}"
    );
    assert_eq!(
        read(TranscriptFormat::Text, &text).turns.len(),
        call.draft.turns.len()
    );
    let json = written(TranscriptFormat::Json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["turns"][1]["versions"], serde_json::json!(versions));
}

#[test]
fn a_corrected_variable_carries_what_was_imported_and_what_is_disputed() {
    let variable = |value: &str, said_at_ms| CapturedVariable {
        name: "slot".to_owned(),
        value: value.to_owned(),
        said_at_ms,
    };
    let mut call = leaving(CallDraft {
        variables: vec![
            variable("three", Some(67_500)),
            variable("as it came", None),
        ],
        ..CallDraft::default()
    });
    let overlay = &mut call.overlay;
    overlay.variables.insert(0, variable("two", None));
    let versions = vec![variable("three", Some(67_500)), variable("four", None)];
    overlay.variable_versions.insert(0, versions);
    overlay.turn_versions.insert(9, vec!["nobody's".to_owned()]);
    let written = |format| CallDataFormats.write(format, &call).unwrap();
    let json = written(TranscriptFormat::Json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let first = &value["variables"][0];
    assert_eq!(
        (&first["value"], &first["said_at_ms"]),
        (&"three".into(), &67_500.into())
    );
    assert_eq!(first["imported"]["value"], "two");
    assert_eq!(first["versions"][1]["value"], "four");
    let second = value["variables"][1].as_object().unwrap();
    assert!(!second.contains_key("imported") && !second.contains_key("versions"));
    // Read again it is a variable like any other.
    let back = read(TranscriptFormat::Json, &json);
    assert_eq!(back.variables, call.draft.variables);

    let vcon = written(TranscriptFormat::Vcon);
    let value: serde_json::Value = serde_json::from_str(&vcon).unwrap();
    let first = &value["attachments"][0]["body"][0];
    assert_eq!(
        (&first["value"], &first["said_at"]),
        (&"three".into(), &67.5.into())
    );
    assert_eq!(first["imported"]["value"], "two");
    assert_eq!(first["versions"].as_array().unwrap().len(), 2);
}

#[test]
fn subtitles_need_every_time() {
    let turn = |start_ms| Turn {
        side: Side::Caller,
        speaker: None,
        text: "hello".to_owned(),
        start_ms,
        end_ms: None,
        words: Vec::new(),
    };
    let mut draft = CallDraft {
        turns: vec![turn(Some(0)), turn(None)],
        ..CallDraft::default()
    };
    for format in [TranscriptFormat::Srt, TranscriptFormat::Vtt] {
        let refused = CallDataFormats
            .write(format, &leaving(draft.clone()))
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::NoTimes);
    }
    assert_eq!(
        read(
            TranscriptFormat::Text,
            &written(TranscriptFormat::Text, &draft)
        )
        .turns
        .len(),
        2
    );
    // A turn of unknown end is shown until the next begins, or as long as it is read.
    draft.turns = vec![turn(Some(0)), turn(Some(400)), turn(Some(5_000))];
    let ends = read(
        TranscriptFormat::Srt,
        &written(TranscriptFormat::Srt, &draft),
    );
    let ends: Vec<_> = ends.turns.iter().map(|turn| turn.end_ms.unwrap()).collect();
    assert_eq!(ends, [400, 1_400, 6_000]);
}

/// Texts with what each format has to mind: markup, references, arrows, labels, blank
/// lines, numbers alone on a line, several scripts.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 नमस्ते👍।.,?\"'\\\\/#;:&<>{}()\\[\\]-]{1,12}",
        prop::sample::select(vec![
            "\n",
            "\n\n",
            "\n ",
            "-->",
            "&amp;",
            "&lt;b&gt;",
            "&#10;",
            "<b>",
            "</v>",
            "<v Bob>",
            "{\\an8}",
            "42",
            "\n42\n",
            "Caller: ",
            "Agent (x): ",
            "Other (unknown): ",
            "NOTE",
            "WEBVTT",
            "00:00:01,000 --> 00:00:02,000",
            "    ",
            "\t",
            "\u{a0}",
            "\u{2028}",
            "&nbsp",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..8)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("a blank turn is none", |text| !text.trim().is_empty())
}

fn turn() -> impl Strategy<Value = Turn> {
    let side = prop::sample::select(vec![Side::Caller, Side::Agent, Side::Other]);
    let name = prop::option::of(prop_oneof![
        "[A-Zव][a-z .&<>:()\"रम]{1,10}[A-Zव]",
        prop::sample::select(vec![
            "spk_0".to_owned(),
            "A): b".to_owned(),
            "unknown".to_owned()
        ]),
    ]);
    (side, name, text(), 0u32..4_000_000, 1u32..60_000).prop_map(
        |(side, speaker, text, start, long)| Turn {
            side,
            speaker,
            text,
            start_ms: Some(start),
            end_ms: Some(start + long),
            words: Vec::new(),
        },
    )
}

/// What a subtitle player does not show: blank lines.
fn without_blank_lines(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_leaves_can_come_back(turns in prop::collection::vec(turn(), 1..6)) {
        let draft = CallDraft { turns, ..CallDraft::default() };
        for format in TranscriptFormat::ALL {
            let file = written(*format, &draft);
            let back = read(*format, &file);
            prop_assert_eq!(back.turns.len(), draft.turns.len(), "{}", file);
            for (now, before) in back.turns.iter().zip(&draft.turns) {
                let text = match format {
                    TranscriptFormat::Srt => without_blank_lines(&before.text),
                    TranscriptFormat::Vcon => before.text.trim().to_owned(),
                    _ => before.text.clone(),
                };
                prop_assert_eq!(&now.text, &text, "{:?}\n{}", format, file);
                prop_assert_eq!(now.side, before.side, "{:?}\n{}", format, file);
                prop_assert_eq!((now.start_ms, now.end_ms), (before.start_ms, before.end_ms), "{:?}\n{}", format, file);
            }
        }
    }

    #[test]
    fn words_and_their_times_keep_the_text_whole(turns in prop::collection::vec(crate::parley::turn(), 1..4)) {
        let timed: Vec<Turn> = turns.into_iter().filter(|turn| turn.start_ms.is_some() && !turn.text.trim().is_empty()).collect();
        prop_assume!(!timed.is_empty());
        let draft = CallDraft { turns: timed, ..CallDraft::default() };
        let back = read(TranscriptFormat::Vtt, &written(TranscriptFormat::Vtt, &draft));
        let texts = |draft: &CallDraft| draft.turns.iter().map(|turn| turn.text.clone()).collect::<Vec<_>>();
        prop_assert_eq!(texts(&back), texts(&draft));
        let json = read(TranscriptFormat::Json, &written(TranscriptFormat::Json, &draft));
        prop_assert_eq!(json.turns, draft.turns);
    }

    #[test]
    fn facts_of_a_call_survive(draft in crate::parley::draft()) {
        let of = |format| read(format, &written(format, &draft));
        let text = of(TranscriptFormat::Text);
        let vcon = of(TranscriptFormat::Vcon);
        if let Some(started) = draft.started_at {
            prop_assert_eq!(text.started_at, Some(started));
            prop_assert_eq!(vcon.started_at, Some(started));
        }
        prop_assert_eq!(text.stated_duration_ms, draft.stated_duration_ms);
        prop_assert_eq!((text.channel, text.outcome, text.direction), (draft.channel, draft.outcome, draft.direction));
        prop_assert_eq!(&text.language, &draft.language);
        prop_assert_eq!(&vcon.caller.phone, &draft.caller.phone);
        prop_assert_eq!(&vcon.agent.phone, &draft.agent.phone);
        if draft.direction != Some(parley_domain::call::Direction::Unknown) && draft.direction.is_some() {
            prop_assert_eq!(vcon.direction, draft.direction);
        }
    }
}
