//! Recording resources: where a recording is, never the recording itself. The
//! call it belongs to is a tag, too, for when that is not in the same import.

use parley_app::import::{CallDraft, ImportNoteCode};
use parley_domain::call::Channel;
use serde_json::Value;

use super::date;
use crate::instant::length_of_seconds;
use crate::json::{at, number_at, str_at, text_at};
use crate::media;
use crate::transcript::note;

pub(super) fn draft(json: &Value) -> CallDraft {
    let mut draft = CallDraft {
        external_id: text_at(json, &["sid"]),
        part_of: text_at(json, &["call_sid"]),
        started_at: date(json, &["start_time", "date_created"]),
        stated_duration_ms: number_at(json, &["duration"]).and_then(length_of_seconds),
        channel: Some(Channel::Phone),
        tags: text_at(json, &["call_sid"])
            .map(|sid| format!("call:{sid}"))
            .into_iter()
            .collect(),
        ..CallDraft::default()
    };
    match str_at(json, &["status"]) {
        Some("deleted") => note(&mut draft, ImportNoteCode::RecordingDeleted),
        Some("absent") => note(&mut draft, ImportNoteCode::RecordingNotFound),
        _ => {
            let media_url = str_at(json, &["media_url"]).and_then(media::by_url);
            draft.recording = media_url.or_else(|| {
                // The resource's own path without `.json` is where its media is.
                let path = str_at(json, &["uri"])?.strip_suffix(".json")?;
                let sid = str_at(json, &["sid"])?;
                path.ends_with(sid).then(|| media::by_url(path)).flatten()
            });
        }
    }
    if at(json, &["encryption_details"]).is_some() {
        note(&mut draft, ImportNoteCode::RecordingEncrypted);
    }
    draft
}
