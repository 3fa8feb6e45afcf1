//! One call object.

use parley_app::import::{CallDraft, ImportNoteCode, Refusal};
use parley_domain::call::{Channel, Direction, Party};
use serde_json::Value;

use super::{ended, turns};
use crate::format::not_a_call;
use crate::instant::rfc3339;
use crate::json::{at, flag_at, str_at, text_at};
use crate::media;
use crate::transcript::{add_variable, add_variables, note};

/// How a call of this type was connected, and by whom it was started.
pub(super) fn way(call: &Value) -> Option<(Channel, Option<Direction>)> {
    match str_at(call, &["type"])? {
        "inboundPhoneCall" => Some((Channel::Phone, Some(Direction::Inbound))),
        "outboundPhoneCall" => Some((Channel::Phone, Some(Direction::Outbound))),
        "webCall" | "vapi.websocketCall" => Some((Channel::Web, None)),
        _ => None,
    }
}

/// Reads a call object, an end-of-call report (whose `call` holds the rest) or a
/// simulation report.
pub(super) fn draft(report: &Value) -> Result<CallDraft, Refusal> {
    let call = at(report, &["call"]).unwrap_or(report);
    if let Some(status @ ("scheduled" | "queued" | "ringing" | "in-progress" | "forwarding")) =
        str_at(report, &["status"])
    {
        return Err(not_a_call(status));
    }
    let either = |path: &[&str]| at(report, path).or_else(|| at(call, path));
    let words = |path: &[&str]| text_at(report, path).or_else(|| text_at(call, path));
    let way = way(call).or_else(|| way(report));
    let started_at = words(&["startedAt"]).as_deref().and_then(rfc3339);
    let ended_at = words(&["endedAt"]).as_deref().and_then(rfc3339);
    let ended_reason = words(&["endedReason"]).filter(|reason| turns::says_something(reason));
    let mut draft = CallDraft {
        external_id: text_at(call, &["id"])
            .or_else(|| words(&["callId"]))
            .or_else(|| words(&["simulationRunItemId"])),
        started_at,
        stated_duration_ms: started_at
            .zip(ended_at)
            .and_then(|(from, to)| u64::try_from(to.0.checked_sub(from.0)?).ok()),
        channel: way.map(|(channel, _)| channel),
        direction: way.and_then(|(_, direction)| direction),
        outcome: ended_reason.as_deref().and_then(ended::outcome),
        ended_reason,
        caller: Party {
            name: words(&["customer", "name"]),
            phone: words(&["customer", "number"]),
            email: words(&["customer", "email"]),
        },
        agent: Party {
            name: words(&["assistant", "name"]),
            phone: words(&["phoneNumber", "number"]),
            email: None,
        },
        summary: words(&["analysis", "summary"]).or_else(|| words(&["summary"])),
        simulated: flag_at(report, &["isSimulation"]),
        recording: recording(report).or_else(|| recording(call)),
        ..CallDraft::default()
    };
    add_variables(&mut draft, either(&["analysis", "structuredData"]));
    if let Some(Value::Object(outputs)) = either(&["artifact", "structuredOutputs"]) {
        for output in outputs.values() {
            if let (Some(name), Some(result)) = (text_at(output, &["name"]), output.get("result")) {
                add_variable(&mut draft, &name, result);
            }
        }
    }
    let mut transcript = turns::read(report);
    if transcript.is_empty() && at(report, &["call"]).is_some() {
        transcript = turns::read(call);
    }
    transcript.give_to(&mut draft);
    if draft.simulated {
        note(&mut draft, ImportNoteCode::Simulated);
    }
    Ok(draft)
}

/// The address of the recording; the stereo one keeps the two sides apart.
fn recording(value: &Value) -> Option<parley_app::import::RecordingRef> {
    const PLACES: &[&[&str]] = &[
        &["artifact", "recording", "stereoUrl"],
        &["artifact", "stereoRecordingUrl"],
        &["stereoRecordingUrl"],
        &["artifact", "recording", "mono", "combinedUrl"],
        &["artifact", "recordingUrl"],
        &["recordingUrl"],
    ];
    PLACES
        .iter()
        .find_map(|place| str_at(value, place))
        .and_then(media::by_url)
}
