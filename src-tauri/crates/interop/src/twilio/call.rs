//! Call resources.

use parley_app::import::{CallDraft, ImportNoteCode};
use parley_domain::call::{Channel, Direction, Outcome, Party};
use serde_json::Value;

use super::{date, direction};
use crate::instant::length_of_seconds;
use crate::json::{number_at, str_at, text_at};
use crate::transcript::note;

/// How far `duration`, in whole seconds, may lie from end minus start.
const ROUNDING_MS: u64 = 2000;

pub(super) fn draft(json: &Value) -> CallDraft {
    let from = text_at(json, &["from"]);
    let to = text_at(json, &["to"]);
    let direction = direction(json);
    let (caller, business) = match direction {
        Some(Direction::Inbound) => (from, to),
        Some(Direction::Outbound) => (to, from),
        _ => (None, None),
    };
    let started_at = date(json, &["start_time"]);
    let ended_at = date(json, &["end_time"]);
    let ended_reason = text_at(json, &["status"]);
    let mut draft = CallDraft {
        external_id: text_at(json, &["sid"]),
        started_at,
        stated_duration_ms: number_at(json, &["duration"]).and_then(length_of_seconds),
        channel: Some(Channel::Phone),
        direction,
        outcome: outcome(json, ended_reason.as_deref()),
        ended_reason,
        caller: Party {
            // The carrier's name look-up is of the number that calls in.
            name: (direction == Some(Direction::Inbound))
                .then(|| text_at(json, &["caller_name"]))
                .flatten(),
            phone: caller,
            email: None,
        },
        agent: Party {
            phone: business,
            ..Party::default()
        },
        ..CallDraft::default()
    };
    let apart = started_at
        .zip(ended_at)
        .and_then(|(from, to)| to.0.checked_sub(from.0));
    if let (Some(stated), Some(apart)) = (draft.stated_duration_ms, apart) {
        let agrees = u64::try_from(apart).is_ok_and(|apart| stated.abs_diff(apart) <= ROUNDING_MS);
        if !agrees {
            note(&mut draft, ImportNoteCode::DurationsDisagree);
        }
    }
    draft
}

/// A cancelled call says nothing of a booking, so `canceled` has no outcome.
fn outcome(json: &Value, status: Option<&str>) -> Option<Outcome> {
    match status? {
        "busy" | "no-answer" => Some(Outcome::NoAnswer),
        "failed" => Some(Outcome::Failed),
        "completed" => str_at(json, &["answered_by"])?
            .starts_with("machine")
            .then_some(Outcome::Voicemail),
        _ => None,
    }
}
