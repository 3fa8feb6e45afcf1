//! Finds the sample files and what they must yield.

use std::path::PathBuf;

use parley_app::import::{CallDraft, ImportNoteCode, Refusal};
use parley_app::ports::CallDataReader as _;
use parley_domain::call::Turn;
use parley_interop::CallDataFormats;
use serde_json::Value;

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/samples")
}

/// The bytes of a sample, by its path below the samples' folder.
pub(crate) fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(folder().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every sample with expected values below `prefix`, and those values.
pub(crate) fn expected(prefix: &str) -> Vec<(String, Value)> {
    let all: Value = serde_json::from_slice(&bytes("expected.json")).unwrap();
    let files = all.as_object().unwrap().iter();
    let ours: Vec<(String, Value)> = files
        .filter(|(path, _)| path.starts_with(prefix))
        .filter_map(|(path, entry)| Some((path.clone(), entry.get("expected")?.clone())))
        .collect();
    assert!(!ours.is_empty(), "no samples under {prefix}");
    ours
}

pub(crate) fn read(path: &str) -> Result<Vec<CallDraft>, Refusal> {
    CallDataFormats.read(file_name(path), &bytes(path))
}

pub(crate) fn recognise(path: &str) -> Option<&'static str> {
    CallDataFormats.recognise(file_name(path), &bytes(path))
}

/// The only call in a sample.
pub(crate) fn one(path: &str) -> CallDraft {
    let mut drafts = read(path).unwrap_or_else(|error| panic!("{path}: {error:?}"));
    assert_eq!(drafts.len(), 1, "{path}");
    drafts.remove(0)
}

pub(crate) fn refusal(path: &str) -> Refusal {
    match read(path) {
        Err(refusal) => refusal,
        Ok(drafts) => panic!("{path}: {} calls instead of a refusal", drafts.len()),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

pub(crate) fn detail(draft: &CallDraft, code: ImportNoteCode) -> Option<String> {
    let note = draft.notes.iter().find(|note| note.code == code)?;
    Some(note.detail.clone().unwrap_or_default())
}

pub(crate) fn has(draft: &CallDraft, code: ImportNoteCode) -> bool {
    draft.notes.iter().any(|note| note.code == code)
}

pub(crate) fn word_count(draft: &CallDraft) -> u64 {
    draft.turns.iter().map(|turn| turn.words.len() as u64).sum()
}

/// The first four words of the transcript, as the samples' table has them.
pub(crate) fn first_words(draft: &CallDraft) -> String {
    let text = draft.turns.iter().map(|turn| turn.text.as_str());
    let all = text.collect::<Vec<_>>().join(" ");
    all.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

/// The last four words.
pub(crate) fn last_words(draft: &CallDraft) -> String {
    let text = draft.turns.iter().map(|turn| turn.text.as_str());
    let all = text.collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = all.split_whitespace().collect();
    words[words.len().saturating_sub(4)..].join(" ")
}

/// Times in the samples' table are seconds.
pub(crate) fn ms(seconds: &Value) -> u32 {
    (seconds.as_f64().unwrap() * 1000.0).round() as u32
}

/// What every draft must satisfy, whatever the source says.
pub(crate) fn assert_sound(draft: &CallDraft, what: &str) {
    for turn in &draft.turns {
        assert_turn(turn, what);
    }
}

fn assert_turn(turn: &Turn, what: &str) {
    if let (Some(start), Some(end)) = (turn.start_ms, turn.end_ms) {
        assert!(start <= end, "{what}: a turn ends before it starts");
    }
    let controls = |c: char| (c < ' ' && c != '\n' && c != '\t') || c == '\u{7f}';
    assert!(!turn.text.contains(controls), "{what}: control characters");
    let length = turn.text.chars().count() as u64;
    let mut before = 0;
    for word in &turn.words {
        let end = u64::from(word.at) + u64::from(word.len);
        assert!(
            word.len > 0 && end <= length,
            "{what}: a word outside its text"
        );
        assert!(word.at >= before, "{what}: words out of the text's order");
        assert!(
            word.start_ms <= word.end_ms,
            "{what}: a word ends before it starts"
        );
        assert!(
            word.confidence <= 100 || word.confidence == 255,
            "{what}: confidence"
        );
        before = word.at;
    }
}
