//! Recording transcriptions: one text, nobody named, no times.

use parley_app::import::{CallDraft, Refusal};
use parley_domain::call::Channel;
use serde_json::Value;

use super::date;
use crate::format::not_a_call;
use crate::instant::length_of_seconds;
use crate::json::{number_at, str_at, text_at};
use crate::transcript::{Spoken, Transcript};

pub(super) fn draft(json: &Value) -> Result<CallDraft, Refusal> {
    if str_at(json, &["status"]) == Some("failed") {
        return Err(not_a_call("failed transcription"));
    }
    let text = text_at(json, &["transcription_text"]).filter(|text| text != "(blank)");
    if text.is_none() {
        return Err(not_a_call("blank transcription"));
    }
    let mut draft = CallDraft {
        external_id: text_at(json, &["sid"]),
        part_of: text_at(json, &["recording_sid"]),
        started_at: date(json, &["date_created"]),
        stated_duration_ms: number_at(json, &["duration"]).and_then(length_of_seconds),
        channel: Some(Channel::Phone),
        tags: text_at(json, &["recording_sid"])
            .map(|sid| format!("recording:{sid}"))
            .into_iter()
            .collect(),
        ..CallDraft::default()
    };
    let mut transcript = Transcript::default();
    transcript.push(Spoken {
        text,
        ..Spoken::default()
    });
    transcript.give_to(&mut draft);
    Ok(draft)
}
