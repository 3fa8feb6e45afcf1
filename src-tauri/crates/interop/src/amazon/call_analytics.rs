//! Transcribe Call Analytics and Contact Lens. Offsets are milliseconds;
//! punctuation items have none and belong to the word before them. Turns may
//! overlap and keep the source's order. Source: docs.aws.amazon.com, "Amazon
//! Transcribe Call Analytics output".

use std::collections::BTreeMap;

use parley_app::import::{CallDraft, ImportNoteCode, Refusal};
use parley_domain::call::{Channel, Side};
use serde_json::Value;

use crate::format::{Format, Input, malformed};
use crate::instant::whole_ms;
use crate::json::{at, has_list, list_at, number_at, str_at, text_at};
use crate::language::tag_at;
use crate::roles::side_of;
use crate::transcript::{SourceWord, Spoken, Transcript, note};

/// A call analytics document.
pub(crate) struct CallAnalytics;

impl Format for CallAnalytics {
    fn name(&self) -> &'static str {
        "amazon-call-analytics"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input.json().is_some_and(|json| {
            has_list(json, &["Transcript"])
                && (at(json, &["ConversationCharacteristics"]).is_some()
                    || has_list(json, &["Participants"]))
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        let total = &[
            "ConversationCharacteristics",
            "TotalConversationDurationMillis",
        ];
        let mut draft = CallDraft {
            external_id: text_at(json, &["CustomerMetadata", "ContactId"])
                .or_else(|| text_at(json, &["JobName"])),
            stated_duration_ms: number_at(json, total).and_then(whole_ms).map(u64::from),
            language: tag_at(json, &["LanguageCode"]),
            channel: (str_at(json, &["Channel"]) == Some("VOICE")).then_some(Channel::Phone),
            tags: list_at(json, &["Categories", "MatchedCategories"])
                .iter()
                .filter_map(|name| crate::text::stated(name.as_str()?))
                .collect(),
            ..CallDraft::default()
        };
        let participants: BTreeMap<&str, &str> = list_at(json, &["Participants"])
            .iter()
            .filter_map(|one| {
                Some((
                    str_at(one, &["ParticipantId"])?,
                    str_at(one, &["ParticipantRole"])?,
                ))
            })
            .collect();
        let mut transcript = Transcript::default();
        for turn in list_at(json, &["Transcript"]) {
            let role = text_at(turn, &["ParticipantRole"]);
            transcript.push(Spoken {
                side: side(&participants, turn, role.as_deref()),
                speaker: role.or_else(|| text_at(turn, &["ParticipantId"])),
                text: text_at(turn, &["Content"]),
                start: time(turn, "BeginOffsetMillis"),
                end: time(turn, "EndOffsetMillis"),
                words: words(list_at(turn, &["Items"])),
            });
        }
        transcript.give_to(&mut draft);
        if str_at(json, &["ContentMetadata", "Output"]) == Some("Redacted") {
            note(&mut draft, ImportNoteCode::RedactedSource);
        }
        Ok(vec![draft])
    }
}

/// The role on the turn, or that of the participant the turn names.
fn side(participants: &BTreeMap<&str, &str>, turn: &Value, role: Option<&str>) -> Option<Side> {
    if let Some(role) = role {
        return side_of(role);
    }
    side_of(participants.get(str_at(turn, &["ParticipantId"])?)?)
}

fn words(items: &[Value]) -> Vec<SourceWord> {
    let mut words: Vec<SourceWord> = Vec::with_capacity(items.len());
    for item in items {
        let content = str_at(item, &["Content"]).unwrap_or_default();
        if str_at(item, &["Type"]) == Some("punctuation") {
            if let Some(word) = words.last_mut() {
                word.text.push_str(content);
            }
            continue;
        }
        let redaction = list_at(item, &["Redaction"]).first();
        words.push(SourceWord {
            text: content.to_owned(),
            start: time(item, "BeginOffsetMillis"),
            end: time(item, "EndOffsetMillis"),
            confidence: number_at(item, &["Confidence"])
                .or_else(|| number_at(redaction?, &["Confidence"])),
            speaker: None,
        });
    }
    words
}

fn time(value: &Value, key: &str) -> Option<u32> {
    number_at(value, &[key]).and_then(whole_ms)
}
