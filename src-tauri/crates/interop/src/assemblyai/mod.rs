//! AssemblyAI transcripts. Times are whole milliseconds, the audio's length
//! whole seconds; speakers are letters and never name a side. `audio_url` is
//! recorded and never fetched. Source: assemblyai.com, "Transcript" object.

use parley_app::import::{CallDraft, ImportNoteCode, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, malformed, not_a_call};
use crate::instant::{length_of_seconds, whole_ms};
use crate::json::{at, flag_at, list_at, number_at, plain, str_at, text_at};
use crate::language::tag_at;
use crate::media;
use crate::transcript::{SourceWord, Spoken, Transcript, by_speaker, note};

/// A transcript object.
pub(crate) struct AssemblyAi;

impl Format for AssemblyAi {
    fn name(&self) -> &'static str {
        "assemblyai"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input.json().is_some_and(|json| {
            let has = |key| json.get(key).is_some();
            has("status") && has("id") && has("audio_url") && (has("words") || has("text"))
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        match str_at(json, &["status"]) {
            Some("completed") => Ok(vec![draft(json)]),
            Some(status @ ("queued" | "processing" | "error")) => Err(not_a_call(status)),
            _ => Err(malformed("status")),
        }
    }
}

fn draft(json: &Value) -> CallDraft {
    let several = flag_at(json, &["dual_channel"]) || flag_at(json, &["multichannel"]);
    let mut draft = CallDraft {
        external_id: text_at(json, &["id"]),
        stated_duration_ms: number_at(json, &["audio_duration"]).and_then(length_of_seconds),
        language: tag_at(json, &["language_code"]),
        summary: text_at(json, &["summary"]),
        recording: str_at(json, &["audio_url"]).and_then(media::by_url),
        ..CallDraft::default()
    };
    let mut transcript = Transcript::default();
    let utterances = list_at(json, &["utterances"]);
    if utterances.is_empty() {
        let words = words_of(list_at(json, &["words"]), several);
        if words.is_empty() {
            transcript.push(Spoken {
                text: text_at(json, &["text"]),
                ..Spoken::default()
            });
        }
        for run in by_speaker(words) {
            transcript.push(run);
        }
    } else {
        for utterance in utterances {
            transcript.push(Spoken {
                speaker: label(utterance, several),
                text: text_at(utterance, &["text"]),
                start: time(utterance, "start"),
                end: time(utterance, "end"),
                words: words_of(list_at(utterance, &["words"]), several),
                ..Spoken::default()
            });
        }
        if several {
            transcript.interleave();
        }
    }
    transcript.give_to(&mut draft);
    if flag_at(json, &["redact_pii"]) {
        note(&mut draft, ImportNoteCode::RedactedSource);
    }
    draft
}

fn words_of(words: &[Value], several: bool) -> Vec<SourceWord> {
    words
        .iter()
        .map(|word| SourceWord {
            text: str_at(word, &["text"]).unwrap_or_default().to_owned(),
            start: time(word, "start"),
            end: time(word, "end"),
            confidence: number_at(word, &["confidence"]),
            speaker: label(word, several),
        })
        .collect()
}

fn time(value: &Value, key: &str) -> Option<u32> {
    number_at(value, &[key]).and_then(whole_ms)
}

/// The speaker's letter; with several channels, one speaker per channel.
fn label(value: &Value, several: bool) -> Option<String> {
    let channel = at(value, &["channel"]).filter(|_| several).and_then(plain);
    channel
        .map(|channel| format!("channel {channel}"))
        .or_else(|| text_at(value, &["speaker"]))
}
