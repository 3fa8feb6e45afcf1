//! The answer's turns: its utterances, else its words by speaker, channel and
//! paragraph.

use parley_app::import::CallDraft;
use serde_json::Value;

use crate::instant::{length_of_seconds, ms_of_seconds};
use crate::json::{at, list_at, number_at, str_at, text_at};
use crate::language::{tag, tag_at};
use crate::transcript::{SourceWord, Spoken, Transcript, by_channel, by_speaker};

/// Fills `draft` with what the answer says; what it does not say stays.
pub(crate) fn fill(draft: &mut CallDraft, answer: &Value) {
    if draft.external_id.is_none() {
        draft.external_id = text_at(answer, &["metadata", "request_id"]);
    }
    if draft.stated_duration_ms.is_none() {
        draft.stated_duration_ms =
            number_at(answer, &["metadata", "duration"]).and_then(length_of_seconds);
    }
    if draft.summary.is_none() {
        draft.summary = text_at(answer, &["results", "summary", "short"]);
    }
    let channels = list_at(answer, &["results", "channels"]);
    if draft.language.is_none() {
        draft.language = channels.iter().find_map(language);
    }
    let mut transcript = Transcript::default();
    let several = channels.len() > 1;
    let utterances = list_at(answer, &["results", "utterances"]);
    if !utterances.is_empty() {
        for utterance in utterances {
            transcript.push(spoken_utterance(utterance, several));
        }
        if several {
            transcript.interleave();
        }
    } else if several {
        let words = channels.iter().enumerate().map(|(number, channel)| {
            let words = list_at(first_alternative(channel), &["words"]);
            words_of(words, Some(number))
        });
        for turn in by_channel(words.collect()) {
            transcript.push(turn);
        }
    } else if let Some(channel) = channels.first() {
        for turn in alternative_turns(first_alternative(channel)) {
            transcript.push(turn);
        }
    }
    transcript.give_to(draft);
}

fn first_alternative(channel: &Value) -> &Value {
    list_at(channel, &["alternatives"])
        .first()
        .unwrap_or(&Value::Null)
}

fn language(channel: &Value) -> Option<String> {
    tag_at(channel, &["detected_language"]).or_else(|| {
        let several = list_at(first_alternative(channel), &["languages"]);
        tag(several.first()?.as_str()?)
    })
}

fn spoken_utterance(utterance: &Value, several_channels: bool) -> Spoken {
    let channel = several_channels
        .then(|| at(utterance, &["channel"])?.as_u64())
        .flatten()
        .and_then(|channel| usize::try_from(channel).ok());
    Spoken {
        speaker: label(channel, utterance),
        text: text_at(utterance, &["transcript"]),
        start: number_at(utterance, &["start"]).and_then(ms_of_seconds),
        end: number_at(utterance, &["end"]).and_then(ms_of_seconds),
        words: words_of(list_at(utterance, &["words"]), None),
        ..Spoken::default()
    }
}

/// The turns of one alternative: runs of one speaker, else paragraphs, else all
/// of it; its bare transcript when it has no words.
pub(crate) fn alternative_turns(alternative: &Value) -> Vec<Spoken> {
    let words = words_of(list_at(alternative, &["words"]), None);
    if words.is_empty() {
        return vec![Spoken {
            text: text_at(alternative, &["transcript"]),
            ..Spoken::default()
        }];
    }
    if words.iter().any(|word| word.speaker.is_some()) {
        return by_speaker(words);
    }
    by_paragraph(words, list_at(alternative, &["paragraphs", "paragraphs"]))
}

fn by_paragraph(words: Vec<SourceWord>, paragraphs: &[Value]) -> Vec<Spoken> {
    let mut rest = words.into_iter();
    let mut turns = Vec::new();
    for paragraph in paragraphs {
        let count = at(paragraph, &["num_words"]).and_then(Value::as_u64);
        let count = count.and_then(|count| usize::try_from(count).ok());
        turns.push(Spoken {
            words: rest.by_ref().take(count.unwrap_or(0)).collect(),
            ..Spoken::default()
        });
    }
    // Words the paragraphs do not account for are kept, as one more turn.
    turns.push(Spoken {
        words: rest.collect(),
        ..Spoken::default()
    });
    turns
}

fn words_of(words: &[Value], channel: Option<usize>) -> Vec<SourceWord> {
    words
        .iter()
        .map(|word| SourceWord {
            text: str_at(word, &["punctuated_word"])
                .or_else(|| str_at(word, &["word"]))
                .unwrap_or_default()
                .to_owned(),
            start: number_at(word, &["start"]).and_then(ms_of_seconds),
            end: number_at(word, &["end"]).and_then(ms_of_seconds),
            confidence: number_at(word, &["confidence"]),
            speaker: label(channel, word),
        })
        .collect()
}

/// `0` for a diarised speaker, `channel 0` for a channel, both where both are told.
fn label(channel: Option<usize>, value: &Value) -> Option<String> {
    let speaker = at(value, &["speaker"]).and_then(|speaker| match speaker {
        Value::String(name) => Some(name.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    match (channel, speaker) {
        (Some(channel), Some(speaker)) => Some(format!("channel {channel} speaker {speaker}")),
        (Some(channel), None) => Some(format!("channel {channel}")),
        (None, speaker) => speaker,
    }
}
