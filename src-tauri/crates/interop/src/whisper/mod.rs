//! Whisper in its dialects: the command line's JSON, the API's `verbose_json`,
//! whisper-timestamped, WhisperX and whisper.cpp. Times are seconds (whisper.cpp:
//! ms). Nobody says who spoke, unless a diariser added a speaker.
//! Source: github.com/openai/whisper, platform.openai.com "Transcription object".

mod language;

use parley_app::import::{CallDraft, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, malformed};
use crate::instant::{length_of_seconds, ms_of_seconds, whole_ms};
use crate::json::{at, has_list, list_at, number_at, str_at, text_at};
use crate::roles::side_of;
use crate::transcript::{SourceWord, Spoken, Transcript};

/// Whisper's answer, one turn per segment.
pub(crate) struct Whisper;

impl Format for Whisper {
    fn name(&self) -> &'static str {
        "whisper"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input
            .json()
            .is_some_and(|json| is_segmented(json) || is_cpp(json) || is_words_only(json))
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        let mut draft = CallDraft::default();
        fill(&mut draft, json);
        Ok(vec![draft])
    }
}

/// Whether a value holds segments with a start and a text.
pub(crate) fn is_segmented(json: &Value) -> bool {
    match list_at(json, &["segments"]).first() {
        Some(segment) => {
            number_at(segment, &["start"]).is_some() && str_at(segment, &["text"]).is_some()
        }
        None => has_list(json, &["segments"]) && str_at(json, &["text"]).is_some(),
    }
}

fn is_cpp(json: &Value) -> bool {
    let first = list_at(json, &["transcription"]).first();
    first.is_some_and(|segment| number_at(segment, &["offsets", "from"]).is_some())
}

/// `verbose_json` asked for words only.
fn is_words_only(json: &Value) -> bool {
    let first = list_at(json, &["words"]).first();
    str_at(json, &["text"]).is_some()
        && json.get("duration").is_some()
        && first.is_some_and(|word| str_at(word, &["word"]).is_some())
}

/// Fills `draft` with what the answer says; what it does not say stays.
pub(crate) fn fill(draft: &mut CallDraft, json: &Value) {
    if draft.stated_duration_ms.is_none() {
        draft.stated_duration_ms = number_at(json, &["duration"]).and_then(length_of_seconds);
    }
    if draft.language.is_none() {
        draft.language = text_at(json, &["language"])
            .or_else(|| text_at(json, &["result", "language"]))
            .and_then(|name| language::code(&name));
    }
    let mut transcript = Transcript::default();
    for segment in list_at(json, &["transcription"]) {
        transcript.push(Spoken {
            text: text_at(segment, &["text"]),
            start: number_at(segment, &["offsets", "from"]).and_then(whole_ms),
            end: number_at(segment, &["offsets", "to"]).and_then(whole_ms),
            ..Spoken::default()
        });
    }
    let mut loose = words_of(list_at(json, &["words"])).into_iter().peekable();
    let segments = list_at(json, &["segments"]);
    for (number, segment) in segments.iter().enumerate() {
        let mut words = words_of(list_at(segment, &["words"]));
        if words.is_empty() {
            // `verbose_json` lists all words apart from the segments.
            let next = segments
                .get(number + 1)
                .and_then(|next| time(next, "start"));
            while let Some(word) =
                loose.next_if(|word| next.is_none_or(|next| word.start.is_none_or(|at| at < next)))
            {
                words.push(word);
            }
        }
        let speaker = text_at(segment, &["speaker"]);
        transcript.push(Spoken {
            side: speaker.as_deref().and_then(side_of),
            speaker,
            text: text_at(segment, &["text"]),
            start: time(segment, "start"),
            end: time(segment, "end"),
            words,
        });
    }
    if transcript.is_empty() {
        transcript.push(Spoken {
            text: text_at(json, &["text"]),
            words: loose.collect(),
            ..Spoken::default()
        });
    }
    transcript.give_to(draft);
}

fn words_of(words: &[Value]) -> Vec<SourceWord> {
    words
        .iter()
        .map(|word| SourceWord {
            text: str_at(word, &["word"])
                .or_else(|| str_at(word, &["text"]))
                .unwrap_or_default()
                .to_owned(),
            start: time(word, "start"),
            end: time(word, "end"),
            confidence: ["probability", "confidence", "score"]
                .iter()
                .find_map(|key| number_at(word, &[key])),
            speaker: None,
        })
        .collect()
}

fn time(value: &Value, key: &str) -> Option<u32> {
    at(value, &[key])?;
    number_at(value, &[key]).and_then(ms_of_seconds)
}
