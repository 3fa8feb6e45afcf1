//! Message resources: one text each, by its direction.

use parley_app::import::{CallDraft, ImportNoteCode};
use parley_domain::call::{Channel, Direction, Party, Side};
use serde_json::Value;

use super::{date, direction};
use crate::json::{number_at, str_at, text_at};
use crate::transcript::{Spoken, Transcript, note};

const WHATSAPP: &str = "whatsapp:";

pub(super) fn draft(json: &Value) -> CallDraft {
    let direction = direction(json);
    let whatsapp = ["from", "to"]
        .iter()
        .any(|key| str_at(json, &[key]).is_some_and(|address| address.starts_with(WHATSAPP)));
    let number = |key: &str| {
        text_at(json, &[key]).map(|address| {
            let bare = address.strip_prefix(WHATSAPP).unwrap_or(&address);
            bare.to_owned()
        })
    };
    let (caller, business, side) = match direction {
        Some(Direction::Inbound) => (number("from"), number("to"), Some(Side::Caller)),
        Some(Direction::Outbound) => (number("to"), number("from"), Some(Side::Agent)),
        _ => (None, None, None),
    };
    let mut draft = CallDraft {
        external_id: text_at(json, &["sid"]),
        started_at: date(json, &["date_sent", "date_created"]),
        channel: Some(if whatsapp {
            Channel::Whatsapp
        } else {
            Channel::Sms
        }),
        direction,
        ended_reason: text_at(json, &["status"]),
        caller: Party {
            phone: caller,
            ..Party::default()
        },
        agent: Party {
            phone: business,
            ..Party::default()
        },
        ..CallDraft::default()
    };
    let mut transcript = Transcript::default();
    transcript.push(Spoken {
        side,
        text: text_at(json, &["body"]),
        // The message is the whole of it: it starts when it was sent.
        start: draft.started_at.map(|_| 0),
        ..Spoken::default()
    });
    let blank = transcript.is_empty();
    transcript.give_to(&mut draft);
    // A body is never empty unless it was redacted or the message is a picture.
    if blank && number_at(json, &["num_media"]).unwrap_or(0.0) < 1.0 {
        note(&mut draft, ImportNoteCode::RedactedSource);
    }
    draft
}
