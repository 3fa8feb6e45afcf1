//! Calls as lines of a spreadsheet: their facts, not what was said.

use crate::calls::CallRecord;
use crate::csv;

const COLUMNS: &[&str] = &[
    "started_at",
    "channel",
    "direction",
    "caller_name",
    "caller_phone",
    "caller_email",
    "agent",
    "outcome",
    "ended_reason",
    "duration_s",
    "language",
    "recording",
    "turns",
    "caller_talk_s",
    "agent_talk_s",
    "tags",
    "captured",
    "summary",
    "simulated",
    "external_id",
    "call_id",
];

/// What the file begins with.
pub(super) fn head() -> String {
    csv::BYTE_ORDER_MARK.to_owned() + &csv::line(COLUMNS)
}

fn seconds(ms: u32) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

fn yes_no(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// One call.
pub(super) fn line(call: &CallRecord) -> String {
    let row = &call.row;
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let captured = call
        .variables
        .iter()
        .map(|one| format!("{}: {}", one.name, one.value));
    csv::line(&[
        row.started_at.to_rfc3339(),
        row.channel.as_str().to_owned(),
        row.direction.as_str().to_owned(),
        said(&call.caller.name),
        said(&call.caller.phone),
        said(&call.caller.email),
        said(&row.agent),
        row.outcome.as_str().to_owned(),
        said(&call.ended_reason),
        seconds(row.duration_ms),
        said(&row.language),
        yes_no(row.has_recording),
        row.turn_count.to_string(),
        seconds(row.caller_talk_ms),
        seconds(row.agent_talk_ms),
        row.tags.join("; "),
        captured.collect::<Vec<_>>().join("; "),
        said(&call.summary),
        yes_no(row.simulated),
        said(&call.external_id),
        row.id.to_string(),
    ])
}
