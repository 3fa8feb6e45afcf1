//! Post-call analytics (the AWS sample solution). Times are seconds, the length
//! is a string. The time of the call has no offset but names its zone. Labels
//! such as `Agent` are taken as given, though the solution guesses them.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeZone as _};
use chrono_tz::Tz;
use parley_app::import::{CallDraft, Refusal};
use parley_domain::call::Party;
use parley_domain::time::UtcMillis;
use serde_json::Value;

use crate::format::{Format, Input, malformed};
use crate::instant::{length_of_seconds, ms_of_seconds, within_reason};
use crate::json::{at, has_list, list_at, number_at, str_at, text_at};
use crate::language::tag_at;
use crate::roles::side_of;
use crate::transcript::{SourceWord, Spoken, Transcript};

/// A post-call analytics document.
pub(crate) struct PostCall;

impl Format for PostCall {
    fn name(&self) -> &'static str {
        "amazon-post-call"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input.json().is_some_and(|json| {
            at(json, &["ConversationAnalytics"]).is_some() && has_list(json, &["SpeechSegments"])
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        let facts = at(json, &["ConversationAnalytics"]).unwrap_or(json);
        let named = |key: &str| text_at(facts, &[key]).filter(|text| text != "None");
        let mut draft = CallDraft {
            external_id: named("GUID"),
            started_at: started_at(facts),
            stated_duration_ms: number_at(facts, &["Duration"]).and_then(length_of_seconds),
            language: tag_at(facts, &["LanguageCode"]),
            agent: Party {
                name: named("Agent"),
                ..Party::default()
            },
            ..CallDraft::default()
        };
        let labels: BTreeMap<&str, &str> = list_at(facts, &["SpeakerLabels"])
            .iter()
            .filter_map(|label| {
                Some((
                    str_at(label, &["Speaker"])?,
                    str_at(label, &["DisplayText"])?,
                ))
            })
            .collect();
        let mut transcript = Transcript::default();
        for segment in list_at(json, &["SpeechSegments"]) {
            let speaker = text_at(segment, &["SegmentSpeaker"]);
            let label = str_at(segment, &["SegmentSpeaker"]).and_then(|name| labels.get(name));
            transcript.push(Spoken {
                side: label.and_then(|label| side_of(label)),
                speaker,
                text: text_at(segment, &["DisplayText"])
                    .or_else(|| text_at(segment, &["OriginalText"])),
                start: time(segment, "SegmentStartTime"),
                end: time(segment, "SegmentEndTime"),
                words: list_at(segment, &["WordConfidence"])
                    .iter()
                    .map(word)
                    .collect(),
            });
        }
        transcript.give_to(&mut draft);
        Ok(vec![draft])
    }
}

fn word(word: &Value) -> SourceWord {
    SourceWord {
        text: str_at(word, &["Text"]).unwrap_or_default().to_owned(),
        start: time(word, "StartTime"),
        end: time(word, "EndTime"),
        confidence: number_at(word, &["Confidence"]),
        speaker: None,
    }
}

fn time(value: &Value, key: &str) -> Option<u32> {
    number_at(value, &[key]).and_then(ms_of_seconds)
}

/// The local time in the zone named beside it; none when that hour was skipped
/// or came twice.
fn started_at(facts: &Value) -> Option<UtcMillis> {
    let zone: Tz = str_at(facts, &["ConversationLocation"])?.parse().ok()?;
    let text = str_at(facts, &["ConversationTime"])?;
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").ok()?;
    let instant = zone.from_local_datetime(&local).single()?;
    within_reason(instant.timestamp_millis())
}
