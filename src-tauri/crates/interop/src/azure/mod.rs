//! Input of Azure's conversation analysis: `analysisInput.conversations[]`.
//! Chat-like; spoken ones carry timings in ticks of 100 ns.
//! Source: learn.microsoft.com, Language service, "Analyze conversations".

use parley_app::import::{CallDraft, Refusal};
use parley_domain::call::Channel;
use serde_json::Value;

use crate::format::{Format, Input, malformed};
use crate::instant::whole_ms;
use crate::json::{has_list, list_at, number_at, str_at, text_at};
use crate::language::tag_at;
use crate::roles::side_of;
use crate::transcript::{SourceWord, Spoken, Transcript};

/// Conversations handed to Azure for analysis.
pub(crate) struct Conversation;

const TICKS_PER_MS: f64 = 10_000.0;

impl Format for Conversation {
    fn name(&self) -> &'static str {
        "azure-conversation"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input.json().is_some_and(|json| {
            let first = conversations(json).first();
            first.is_some_and(|first| has_list(first, &["conversationItems"]))
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        Ok(conversations(json).iter().map(draft).collect())
    }
}

fn conversations(json: &Value) -> &[Value] {
    let input = list_at(json, &["analysisInput", "conversations"]);
    if input.is_empty() {
        list_at(json, &["conversations"])
    } else {
        input
    }
}

fn draft(conversation: &Value) -> CallDraft {
    let mut draft = CallDraft {
        external_id: text_at(conversation, &["id"]),
        language: tag_at(conversation, &["language"]),
        channel: (str_at(conversation, &["modality"]) == Some("text")).then_some(Channel::Chat),
        ..CallDraft::default()
    };
    let mut transcript = Transcript::default();
    for item in list_at(conversation, &["conversationItems"]) {
        let participant = text_at(item, &["participantId"]);
        let role = text_at(item, &["role"]);
        let timing = &["conversationItemLevelTiming"];
        let timing = crate::json::at(item, timing).unwrap_or(&Value::Null);
        let (start, end) = times(timing);
        transcript.push(Spoken {
            side: role
                .as_deref()
                .and_then(side_of)
                .or_else(|| participant.as_deref().and_then(side_of)),
            speaker: participant,
            text: text_at(item, &["text"]).or_else(|| text_at(item, &["itn"])),
            start,
            end,
            words: list_at(item, &["wordLevelTimings"])
                .iter()
                .map(word)
                .collect(),
        });
    }
    transcript.give_to(&mut draft);
    draft
}

fn word(word: &Value) -> SourceWord {
    let (start, end) = times(word);
    SourceWord {
        text: str_at(word, &["word"]).unwrap_or_default().to_owned(),
        start,
        end,
        ..SourceWord::default()
    }
}

fn times(timing: &Value) -> (Option<u32>, Option<u32>) {
    let ticks = |key: &str| number_at(timing, &[key]).map(|ticks| ticks / TICKS_PER_MS);
    let start = ticks("offset");
    let end = start
        .zip(ticks("duration"))
        .map(|(start, length)| start + length);
    (start.and_then(whole_ms), end.and_then(whole_ms))
}
