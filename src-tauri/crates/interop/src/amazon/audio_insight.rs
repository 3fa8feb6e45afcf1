//! Audio insight of Bedrock data automation. Segments point to items by index;
//! punctuation items have no time and belong to the word before them. Speakers
//! and channels have labels, not roles. Source: docs.aws.amazon.com, "Bedrock
//! Data Automation, audio output".

use parley_app::import::{CallDraft, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, malformed};
use crate::instant::whole_ms;
use crate::json::{has_list, list_at, number_at, str_at, text_at};
use crate::language::tag_at;
use crate::media;
use crate::transcript::{SourceWord, Spoken, Transcript};

/// An audio insight document.
pub(crate) struct AudioInsight;

impl Format for AudioInsight {
    fn name(&self) -> &'static str {
        "amazon-audio-insight"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input.json().is_some_and(|json| {
            has_list(json, &["audio_segments"]) && has_list(json, &["audio_items"])
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        let key = str_at(json, &["metadata", "s3_key"]).and_then(media::bare_name);
        let mut draft = CallDraft {
            stated_duration_ms: number_at(json, &["metadata", "duration_millis"])
                .and_then(whole_ms)
                .map(u64::from),
            language: tag_at(json, &["metadata", "dominant_asset_language"]),
            summary: text_at(json, &["audio", "summary"]),
            recording: key.map(|file_name| parley_app::import::RecordingRef::Sidecar {
                file_name,
                caller_channel: None,
                stated_hash: None,
            }),
            ..CallDraft::default()
        };
        let mut items: Vec<Option<&Value>> =
            list_at(json, &["audio_items"]).iter().map(Some).collect();
        let mut transcript = Transcript::default();
        for segment in list_at(json, &["audio_segments"]) {
            transcript.push(Spoken {
                speaker: text_at(segment, &["speaker", "speaker_label"])
                    .or_else(|| text_at(segment, &["channel", "channel_label"])),
                text: text_at(segment, &["text"]),
                start: time(segment, "start_timestamp_millis"),
                end: time(segment, "end_timestamp_millis"),
                words: words(&mut items, list_at(segment, &["audio_item_indices"])),
                ..Spoken::default()
            });
        }
        transcript.give_to(&mut draft);
        Ok(vec![draft])
    }
}

/// Takes the items a segment points to. An item is spoken once: a document that
/// points to one a million times gets it once.
fn words(items: &mut [Option<&Value>], indices: &[Value]) -> Vec<SourceWord> {
    let mut words: Vec<SourceWord> = Vec::with_capacity(indices.len());
    for index in indices {
        let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
        let Some(item) = index.and_then(|index| items.get_mut(index)?.take()) else {
            continue;
        };
        let content = str_at(item, &["content"]).unwrap_or_default();
        let start = time(item, "start_timestamp_millis");
        match words.last_mut() {
            Some(word) if start.is_none() => word.text.push_str(content),
            _ => words.push(SourceWord {
                text: content.to_owned(),
                start,
                end: time(item, "end_timestamp_millis"),
                ..SourceWord::default()
            }),
        }
    }
    words
}

fn time(value: &Value, key: &str) -> Option<u32> {
    number_at(value, &[key]).and_then(whole_ms)
}
