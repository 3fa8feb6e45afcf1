//! What no import may do: claim other formats' files, or repeat personal data.

use parley_app::import::ImportNoteCode;
use parley_app::ports::CallDataReader as _;
use parley_interop::CallDataFormats;

use crate::samples::{detail, expected, folder, read, recognise};

#[test]
fn other_formats_are_left_to_others() {
    for kind in ["audio", "ics", "csv", "whatsapp"] {
        for entry in std::fs::read_dir(folder().join(kind)).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            assert_eq!(CallDataFormats.recognise(&name, &bytes), None, "{name}");
            let refusal = CallDataFormats.read(&name, &bytes).unwrap_err();
            assert_eq!(refusal.code, ImportNoteCode::NotRecognised, "{name}");
        }
    }
}

#[test]
fn the_ending_decides_nothing() {
    for (path, _) in expected("") {
        let Some(format) = recognise(&path) else {
            continue;
        };
        let bytes = crate::samples::bytes(&path);
        for name in ["call.bin", "call.wav", "call"] {
            let found = CallDataFormats.recognise(name, &bytes);
            // A `.vtt` without its signature is told from SubRip by its ending.
            if path.ends_with("wpt-signature-missing.vtt") {
                assert_eq!(found, Some("srt"), "{path}");
            } else {
                assert_eq!(found, Some(format), "{path} as {name}");
            }
        }
    }
}

#[test]
fn notes_carry_numbers_members_and_format_words_only() {
    for (path, _) in expected("") {
        let details: Vec<String> = match read(&path) {
            Ok(drafts) => drafts
                .into_iter()
                .flat_map(|draft| draft.notes)
                .filter(|note| note.code != ImportNoteCode::SignatureVerified)
                .filter_map(|note| note.detail)
                .collect(),
            Err(refusal) => refusal.detail.into_iter().collect(),
        };
        for detail in details {
            assert!(detail.len() <= 200, "{path}: {detail}");
            let plain = |c: char| c.is_ascii_alphanumeric() || " ,.[]_-:".contains(c);
            assert!(detail.chars().all(plain), "{path}: {detail}");
        }
    }
}

#[test]
fn every_format_has_a_name_of_its_own() {
    let mut names = CallDataFormats::names();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn an_ending_that_says_other_is_noted() {
    let note = |name: &str, content: &str| {
        let draft = CallDataFormats
            .read(name, content.as_bytes())
            .unwrap()
            .remove(0);
        detail(&draft, ImportNoteCode::WrongExtension)
    };
    let subtitles = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello";
    assert_eq!(note("call.SRT", subtitles).as_deref(), Some("webvtt"));
    assert_eq!(note("call.json", subtitles).as_deref(), Some("webvtt"));
    assert_eq!(note("call.vtt", subtitles), None);
    assert_eq!(note("call.txt", subtitles), None);
    let own = r#"{"format": "parley-call", "version": 1}"#;
    assert_eq!(note("call.wav", own).as_deref(), Some("parley"));
    assert_eq!(note("call.json", own), None);
}
