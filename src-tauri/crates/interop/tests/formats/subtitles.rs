//! WebVTT and SubRip.

use parley_app::import::ImportNoteCode;
use parley_app::ports::CallDataReader as _;
use parley_interop::CallDataFormats;
use serde_json::json;

use crate::samples::{assert_sound, detail, expected, has, ms, one, recognise, refusal};

#[test]
fn webvtt_follows_the_standard_cue_by_cue() {
    for (path, want) in expected("webvtt/") {
        assert_eq!(recognise(&path), Some("webvtt"), "{path}");
        if want["valid"] == json!(false) {
            let refusal = refusal(&path);
            assert_eq!(refusal.code, ImportNoteCode::Malformed, "{path}");
            assert_eq!(
                refusal.detail.as_deref(),
                Some("WEBVTT signature"),
                "{path}"
            );
            continue;
        }
        assert_cues(&path, &want);
    }
    let garbage = one("webvtt/wpt-timings-garbage.vtt");
    assert!(detail(&garbage, ImportNoteCode::EntriesSkipped).is_some());
    let utf16 = one("webvtt/astisub-example-in-non-utf8.vtt");
    let skipped = detail(&utf16, ImportNoteCode::EntriesSkipped);
    assert_eq!(skipped.as_deref(), Some("6"));
    let encoding = detail(&utf16, ImportNoteCode::ReencodedFrom);
    assert_eq!(encoding.as_deref(), Some("utf-16le"));
}

#[test]
fn webvtt_voices_name_speakers() {
    for (path, want) in expected("webvtt/mozilla-voice") {
        let draft = one(&path);
        let voices: Vec<_> = draft
            .turns
            .iter()
            .filter_map(|turn| turn.speaker.as_ref())
            .collect();
        if want["voices"].is_null() {
            assert!(voices.is_empty(), "{path}");
        } else {
            assert_eq!(json!(voices), want["voices"], "{path}");
        }
    }
}

#[test]
fn subrip_is_read_as_found_in_the_wild() {
    for (path, want) in expected("srt/") {
        assert_eq!(recognise(&path), Some("srt"), "{path}");
        assert_cues(&path, &want);
        let draft = one(&path);
        let utf16 = want["encoding"] == json!("UTF-16LE+BOM");
        assert_eq!(has(&draft, ImportNoteCode::ReencodedFrom), utf16, "{path}");
        assert!(!has(&draft, ImportNoteCode::EntriesSkipped), "{path}");
    }
}

fn assert_cues(path: &str, want: &serde_json::Value) {
    let draft = one(path);
    assert_sound(&draft, path);
    assert_eq!(json!(draft.turns.len()), want["cues"], "{path}");
    let ends = [
        ("first", "first_text", draft.turns.first()),
        ("last", "last_text", draft.turns.last()),
    ];
    for (times, text, turn) in ends {
        let Some(turn) = turn else { continue };
        assert_eq!(json!(turn.text), want[text], "{path}");
        assert_eq!(turn.start_ms, Some(ms(&want[times][0])), "{path}: {times}");
        assert_eq!(turn.end_ms, Some(ms(&want[times][1])), "{path}: {times}");
    }
}

#[test]
fn old_subtitle_files_are_read_in_their_encoding() {
    let file = b"1\r\n00:00:01,000 --> 00:00:02,000\r\nCaf\xe9 \x80 5\r\n";
    let draft = CallDataFormats.read("call.srt", file).unwrap().remove(0);
    assert_eq!(draft.turns[0].text, "Café € 5");
    let encoding = detail(&draft, ImportNoteCode::ReencodedFrom);
    assert_eq!(encoding.as_deref(), Some("windows-1252"));
}
