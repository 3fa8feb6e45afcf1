//! Transcribers: Deepgram, AssemblyAI, Whisper, Amazon, Azure.

use std::collections::{BTreeMap, BTreeSet};

use parley_app::import::{CallDraft, ImportNoteCode, RecordingRef};
use parley_domain::call::Side;
use serde_json::{Value, json};

use crate::samples::{
    assert_sound, detail, expected, first_words, has, last_words, ms, one, recognise, word_count,
};

fn assert_ends(draft: &CallDraft, want: &Value, path: &str) {
    assert_sound(draft, path);
    assert_eq!(json!(first_words(draft)), want["first_words"], "{path}");
    assert_eq!(json!(last_words(draft)), want["last_words"], "{path}");
}

fn shown_word(draft: &CallDraft, turn: usize, word: usize) -> String {
    let turn = &draft.turns[turn];
    let word = &turn.words[word];
    let chars = turn.text.chars().skip(word.at as usize);
    chars.take(word.len as usize).collect()
}

#[test]
fn deepgram_answers_yield_their_words_and_speakers() {
    for (path, want) in expected("deepgram/") {
        assert_eq!(recognise(&path), Some("deepgram"), "{path}");
        let draft = one(&path);
        assert_ends(&draft, &want, &path);
        assert_eq!(json!(word_count(&draft)), want["words"], "{path}");
        let stated = draft.stated_duration_ms.unwrap();
        assert_eq!(stated, u64::from(ms(&want["duration_s"])), "{path}");
        let words = draft.turns.iter().flat_map(|turn| &turn.words);
        let first = words.clone().next().unwrap();
        assert_eq!(first.start_ms, ms(&want["first_word_start"]), "{path}");
        assert_eq!(
            words.clone().last().unwrap().end_ms,
            ms(&want["last_word_end"]),
            "{path}"
        );
        assert!(words.clone().all(|word| word.confidence <= 100), "{path}");
        for key in ["utterances", "speaker_runs"] {
            if let Some(turns) = want[key].as_u64() {
                assert_eq!(draft.turns.len() as u64, turns, "{path}: {key}");
            }
        }
        let mut by_speaker: BTreeMap<String, u64> = BTreeMap::new();
        for turn in &draft.turns {
            if let Some(speaker) = &turn.speaker {
                *by_speaker.entry(speaker.clone()).or_default() += turn.words.len() as u64;
            }
        }
        if !want["words_by_speaker"].is_null() {
            assert_eq!(json!(by_speaker), want["words_by_speaker"], "{path}");
        }
        if let Some(summary) = want["summary"].as_str() {
            assert!(
                draft.summary.as_deref().unwrap().starts_with(summary),
                "{path}"
            );
        }
        // The answer never names a side, however many speakers it tells apart.
        assert!(
            draft.turns.iter().all(|turn| turn.side == Side::Other),
            "{path}"
        );
        assert!(has(&draft, ImportNoteCode::SpeakersUnknown), "{path}");
        assert!(!has(&draft, ImportNoteCode::TimesRunBackwards), "{path}");
        assert_eq!(
            draft.started_at, None,
            "{path}: `created` is not the call's start"
        );
    }
}

#[test]
fn deepgram_words_are_found_in_the_text() {
    let draft = one("deepgram/dg_speakers_no_utterances.json");
    assert_eq!(shown_word(&draft, 0, 0), "And,");
    assert_eq!(shown_word(&draft, 0, 1), "Jessica,");
    assert_eq!(draft.turns[0].words[0].confidence, 79);
}

#[test]
fn deepgram_agent_logs_yield_turns_by_role() {
    for (path, want) in expected("deepgram-agent/") {
        assert_eq!(recognise(&path), Some("deepgram-agent"), "{path}");
        let draft = one(&path);
        assert_sound(&draft, &path);
        assert_eq!(json!(draft.turns.len()), want["turns"], "{path}");
        let mut by_role: BTreeMap<&str, u64> = BTreeMap::new();
        for turn in &draft.turns {
            let side = if turn.speaker.as_deref() == Some("user") {
                Side::Caller
            } else {
                Side::Agent
            };
            assert_eq!(turn.side, side, "{path}");
            *by_role.entry(turn.speaker.as_deref().unwrap()).or_default() += 1;
        }
        assert_eq!(json!(by_role), want["by_role"], "{path}");
        let line = |turn: &parley_domain::call::Turn| {
            format!("{}: {}", turn.speaker.as_deref().unwrap(), turn.text)
        };
        assert_eq!(json!(line(&draft.turns[0])), want["first_turn"], "{path}");
        assert_eq!(
            json!(draft.turns.last().map(line)),
            want["last_turn"],
            "{path}"
        );
        let begin = (want["first_timestamp"].as_f64().unwrap() * 1000.0).round();
        assert_eq!(draft.started_at.unwrap().0, begin as i64, "{path}");
    }
}

#[test]
fn assemblyai_yields_utterances_in_milliseconds() {
    for (path, want) in expected("assemblyai/") {
        assert_eq!(recognise(&path), Some("assemblyai"), "{path}");
        let draft = one(&path);
        assert_ends(&draft, &want, &path);
        assert_eq!(json!(word_count(&draft)), want["words"], "{path}");
        assert_eq!(json!(draft.turns.len()), want["utterances"], "{path}");
        let speakers: BTreeSet<_> = draft.turns.iter().map(|turn| &turn.speaker).collect();
        assert_eq!(json!(speakers), want["speakers"], "{path}");
        let words = &draft.turns[0].words;
        let first = &words[0];
        assert_eq!(
            json!([first.start_ms, first.end_ms]),
            want["first_word_ms"],
            "{path}"
        );
        let last = words.last().unwrap();
        assert_eq!(
            json!([last.start_ms, last.end_ms]),
            want["last_word_ms"],
            "{path}"
        );
        assert_eq!(json!(draft.language), want["language"], "{path}");
        let length = want["audio_duration_s"].as_u64().unwrap() * 1000;
        assert_eq!(draft.stated_duration_ms, Some(length), "{path}");
        assert!(
            !has(&draft, ImportNoteCode::DurationsDisagree),
            "{path}: rounded seconds"
        );
        let Some(RecordingRef::Url { file_name, .. }) = &draft.recording else {
            panic!("{path}: no recording address");
        };
        assert!(
            file_name.as_deref().is_some_and(|name| !name.contains('?')),
            "{path}"
        );
    }
}

#[test]
fn whisper_yields_a_turn_per_segment() {
    for (path, want) in expected("whisper/") {
        assert_eq!(recognise(&path), Some("whisper"), "{path}");
        let draft = one(&path);
        assert_ends(&draft, &want, &path);
        assert_eq!(json!(draft.turns.len()), want["segments"], "{path}");
        assert_eq!(json!(word_count(&draft)), want["words"], "{path}");
        assert_eq!(json!(draft.language), want["language"], "{path}");
        assert_eq!(
            draft.turns[0].start_ms,
            Some(ms(&want["first_start"])),
            "{path}"
        );
        let last = draft.turns.last().unwrap();
        assert_eq!(last.end_ms, Some(ms(&want["last_end"])), "{path}");
        assert!(has(&draft, ImportNoteCode::SpeakersUnknown), "{path}");
        assert!(!draft.turns[0].text.starts_with(' '), "{path}");
    }
}

#[test]
fn amazon_call_analytics_keeps_roles_and_overlaps() {
    let path = "amazon/call-analytics.json";
    let (_, want) = expected(path).remove(0);
    assert_eq!(recognise(path), Some("amazon-call-analytics"));
    let draft = one(path);
    assert_ends(&draft, &want, path);
    assert_eq!(json!(draft.turns.len()), want["turns"]);
    for (role, side) in [("AGENT", Side::Agent), ("CUSTOMER", Side::Caller)] {
        let of_role = draft.turns.iter().filter(|turn| turn.side == side);
        assert_eq!(
            json!(of_role.clone().count()),
            want["by_role"][role],
            "{role}"
        );
        let words: usize = of_role.map(|turn| turn.words.len()).sum();
        assert_eq!(json!(words), want["pronunciation_by_role"][role], "{role}");
    }
    assert_eq!(json!(word_count(&draft)), want["pronunciation_items"]);
    assert_eq!(json!(draft.stated_duration_ms), want["total_ms"]);
    assert_eq!(json!(draft.turns[0].start_ms), want["first_offset_ms"]);
    assert_eq!(
        json!(draft.turns.last().unwrap().end_ms),
        want["last_offset_ms"]
    );
    assert_eq!(json!(draft.tags), want["matched_categories"]);
    let overlaps = draft
        .turns
        .windows(2)
        .filter(|pair| pair[1].start_ms < pair[0].end_ms);
    assert_eq!(json!(overlaps.count()), want["overlaps"]);
    assert!(has(&draft, ImportNoteCode::RedactedSource));
    assert!(!has(&draft, ImportNoteCode::TimesRunBackwards));
    assert!(!has(&draft, ImportNoteCode::EntriesSkipped));
}

#[test]
fn amazon_audio_insight_follows_its_indices() {
    let path = "amazon/bda-standard.json";
    let (_, want) = expected(path).remove(0);
    assert_eq!(recognise(path), Some("amazon-audio-insight"));
    let draft = one(path);
    assert_ends(&draft, &want, path);
    assert_eq!(json!(draft.turns.len()), want["turns"]);
    assert_eq!(json!(word_count(&draft)), want["timed_items"]);
    assert_eq!(json!(draft.stated_duration_ms), want["duration_ms"]);
    let speakers: BTreeSet<_> = draft.turns.iter().map(|turn| &turn.speaker).collect();
    assert_eq!(json!(speakers), want["speakers"]);
    assert_eq!(json!(draft.turns[0].start_ms), want["first_start_ms"]);
    let last = draft.turns.iter().filter_map(|turn| turn.end_ms).max();
    assert_eq!(json!(last), want["last_end_ms"]);
}

#[test]
fn amazon_post_call_has_words_without_length() {
    let path = "amazon/pca-testfile.json";
    let (_, want) = expected(path).remove(0);
    assert_eq!(recognise(path), Some("amazon-post-call"));
    let draft = one(path);
    assert_ends(&draft, &want, path);
    assert_eq!(json!(draft.turns.len()), want["turns"]);
    assert_eq!(json!(word_count(&draft)), want["word_entries"]);
    let zero = detail(&draft, ImportNoteCode::ZeroLengthWords).unwrap();
    assert_eq!(
        json!(zero.parse::<u64>().unwrap()),
        want["zero_length_words"]
    );
    let mut by_speaker: BTreeMap<&str, u64> = BTreeMap::new();
    for turn in &draft.turns {
        *by_speaker
            .entry(turn.speaker.as_deref().unwrap())
            .or_default() += 1;
    }
    assert_eq!(json!(by_speaker), want["by_speaker"]);
    assert_eq!(draft.stated_duration_ms, Some(28_670));
    assert_eq!(draft.turns[0].start_ms, Some(ms(&want["first_start"])));
    let last = draft.turns.iter().filter_map(|turn| turn.end_ms).max();
    assert_eq!(last, Some(ms(&want["last_end"])));
    assert!(has(&draft, ImportNoteCode::DurationsDisagree));
    // 13:35:14 in New York in winter.
    assert_eq!(
        draft.started_at.unwrap().to_rfc3339(),
        "2021-11-25T18:35:14.215Z"
    );
}

#[test]
fn azure_conversations_have_sides_and_no_times() {
    let path = "azure/Json_input_customer_support.json";
    let (_, want) = expected(path).remove(0);
    assert_eq!(recognise(path), Some("azure-conversation"));
    let draft = one(path);
    assert_ends(&draft, &want, path);
    assert_eq!(json!(draft.turns.len()), want["turns"]);
    for (participant, side) in [("Agent", Side::Agent), ("Customer", Side::Caller)] {
        let turns = draft.turns.iter().filter(|turn| turn.side == side);
        assert_eq!(json!(turns.count()), want["by_participant"][participant]);
    }
    assert_eq!(json!(word_count(&draft)), want["word_timings"]);
    assert_eq!(json!(draft.language), want["language"]);
    assert!(has(&draft, ImportNoteCode::NoTimes));
}
