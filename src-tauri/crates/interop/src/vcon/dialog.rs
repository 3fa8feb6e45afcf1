//! The dialogs: recordings become a reference, texts become turns, transfers
//! and incomplete ones an outcome.

use parley_app::import::{ContentHash, RecordingRef};
use parley_domain::call::{Channel, Outcome};
use parley_domain::time::UtcMillis;
use serde_json::Value;

use super::parties::{VconParty, index, originator};
use crate::instant::{length_of_seconds, ms_between, ms_of_seconds, rfc3339};
use crate::json::{at, list_at, number_at, str_at, text_at};
use crate::media;
use crate::transcript::{Spoken, Transcript};

/// What the dialogs of a vCon yield.
#[derive(Default)]
pub(super) struct Dialogs {
    /// The first recording.
    pub(super) recording: Option<RecordingRef>,
    pub(super) recordings: usize,
    /// The turns of text dialogs.
    pub(super) transcript: Transcript,
    pub(super) started_at: Option<UtcMillis>,
    pub(super) length: Option<u64>,
    pub(super) channel: Option<Channel>,
    pub(super) outcome: Option<Outcome>,
    pub(super) ended_reason: Option<String>,
    /// Members that are missing or cannot be what they say.
    pub(super) missing: Vec<String>,
}

/// Faults beyond this many are not listed one by one.
const MAX_FAULTS: usize = 20;

pub(super) fn read(vcon: &Value, parties: &[VconParty]) -> Dialogs {
    let list = list_at(vcon, &["dialog"]);
    let mut dialogs = Dialogs {
        started_at: list.iter().filter_map(start).min(),
        ..Dialogs::default()
    };
    for (number, dialog) in list.iter().enumerate() {
        let mut faults = faults(dialog, parties);
        match str_at(dialog, &["type"]) {
            Some("recording") => recording(&mut dialogs, dialog, parties, &mut faults),
            Some("text") => text(&mut dialogs, dialog, parties),
            Some("transfer") => dialogs.outcome = Some(Outcome::Transferred),
            Some("incomplete") => dialogs.outcome = dialogs.outcome.or(incomplete(dialog)),
            _ => faults.push("type"),
        }
        if dialogs.ended_reason.is_none() {
            dialogs.ended_reason = text_at(dialog, &["disposition"])
                .or_else(|| text_at(dialog, &["meta", "disposition"]));
        }
        for fault in faults {
            if dialogs.missing.len() < MAX_FAULTS {
                dialogs.missing.push(format!("dialog[{number}].{fault}"));
            }
        }
    }
    dialogs
}

fn start(dialog: &Value) -> Option<UtcMillis> {
    str_at(dialog, &["start"]).and_then(rfc3339)
}

/// The members every kind of dialog may have and cannot be what they say.
fn faults(dialog: &Value, parties: &[VconParty]) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if start(dialog).is_none() {
        faults.push("start");
    }
    let duration = at(dialog, &["duration"]);
    if duration.is_some()
        && number_at(dialog, &["duration"])
            .and_then(length_of_seconds)
            .is_none()
    {
        faults.push("duration");
    }
    let named = match at(dialog, &["parties"]) {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let unknown = |value: &Value| match value {
        // A party may be several at one device: a list in the list.
        Value::Array(group) => group.iter().any(|one| index(one, parties).is_none()),
        one => index(one, parties).is_none(),
    };
    if named.iter().any(unknown) {
        faults.push("parties");
    }
    for key in ["mediatype", "mimetype"] {
        if at(dialog, &[key]).is_some_and(|value| !value.is_string()) {
            faults.push("mediatype");
        }
    }
    faults
}

fn recording(
    dialogs: &mut Dialogs,
    dialog: &Value,
    parties: &[VconParty],
    faults: &mut Vec<&'static str>,
) {
    dialogs.recordings += 1;
    if dialogs.recordings > 1 {
        return;
    }
    dialogs.length = number_at(dialog, &["duration"]).and_then(length_of_seconds);
    if parties.iter().any(|one| one.party.phone.is_some()) {
        dialogs.channel = dialogs.channel.or(Some(Channel::Phone));
    }
    let stated_hash = content_hash(dialog);
    let states_one = ["content_hash", "signature"]
        .iter()
        .any(|key| at(dialog, &[key]).is_some());
    if states_one && stated_hash.is_none() {
        faults.push("content_hash");
    }
    let file_name = str_at(dialog, &["filename"]).and_then(media::bare_name);
    let body = str_at(dialog, &["body"]).filter(|body| !body.trim().is_empty());
    dialogs.recording = if let Some(body) = body {
        let bytes = media::base64_either(body);
        if bytes.is_none() {
            faults.push("body");
        }
        bytes.map(|bytes| RecordingRef::Inline {
            bytes,
            media_type: text_at(dialog, &["mediatype"]).or_else(|| text_at(dialog, &["mimetype"])),
            caller_channel: None,
        })
    } else if let Some(url) = text_at(dialog, &["url"]) {
        Some(RecordingRef::Url {
            file_name: file_name.or_else(|| media::last_segment(&url)),
            url,
            stated_hash,
        })
    } else {
        faults.push("body");
        file_name.map(|file_name| RecordingRef::Sidecar {
            file_name,
            caller_channel: None,
            stated_hash,
        })
    };
}

/// `content_hash` (`sha512-…`, one or a list of them), or the older `alg` and
/// `signature` members.
fn content_hash(dialog: &Value) -> Option<ContentHash> {
    let one = |text: &str| {
        let (algorithm, value) = text.split_once('-')?;
        media::content_hash(algorithm, value)
    };
    match at(dialog, &["content_hash"]) {
        Some(Value::String(text)) => one(text),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).find_map(one),
        _ => media::content_hash(str_at(dialog, &["alg"])?, str_at(dialog, &["signature"])?),
    }
}

fn text(dialogs: &mut Dialogs, dialog: &Value, parties: &[VconParty]) {
    let is_mail = at(dialog, &["message_id"]).is_some()
        || ["mediatype", "mimetype"].iter().any(|key| {
            str_at(dialog, &[key]).is_some_and(|kind| kind.starts_with("message/rfc822"))
        });
    if is_mail {
        dialogs.channel = Some(Channel::Email);
    }
    let Some(body) = body_text(dialog) else {
        return;
    };
    // By the draft, the party listed first wrote it unless `originator` says else.
    let author = originator(dialog, parties).and_then(|index| parties.get(index));
    let start = start(dialog)
        .zip(dialogs.started_at)
        .and_then(|(start, begin)| ms_between(begin, start));
    let length = number_at(dialog, &["duration"]).and_then(ms_of_seconds);
    dialogs.transcript.push(Spoken {
        side: author.and_then(|author| author.side),
        speaker: author.and_then(VconParty::label),
        text: crate::text::stated(&body),
        start,
        end: start
            .zip(length.filter(|length| *length > 0))
            .and_then(|(start, length)| start.checked_add(length)),
        words: Vec::new(),
    });
}

fn body_text(dialog: &Value) -> Option<String> {
    let body = str_at(dialog, &["body"])?;
    if str_at(dialog, &["encoding"]) == Some("base64url") {
        return String::from_utf8(media::base64_either(body)?).ok();
    }
    Some(body.to_owned())
}

fn incomplete(dialog: &Value) -> Option<Outcome> {
    match str_at(dialog, &["disposition"])? {
        "no-answer" | "busy" | "hung-up" => Some(Outcome::NoAnswer),
        "voicemail-no-message" | "voicemail" => Some(Outcome::Voicemail),
        "failed" | "congestion" => Some(Outcome::Failed),
        _ => None,
    }
}
