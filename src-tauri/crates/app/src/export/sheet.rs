//! Calls as lines of a spreadsheet: their facts, not what was said.

use parley_domain::captured::{CapturedCorrection, CapturedNow, captured};

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
    "captured_imported",
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

/// What it is; where people disagree, all that they say.
fn values(now: &CapturedNow<'_>) -> String {
    if now.versions.is_empty() {
        return now.value.value.clone();
    }
    let mut all: Vec<&str> = Vec::new();
    for version in &now.versions {
        let value = version.after.value.as_str();
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all.join(" / ")
}

/// One call, with what lies over its captured variables.
pub(super) fn line(call: &CallRecord, corrections: &[CapturedCorrection]) -> String {
    let row = &call.row;
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let now = captured(&call.variables, corrections);
    let said_so = |name: &str, value: &str| format!("{name}: {value}");
    let stands = now
        .iter()
        .map(|one| said_so(&one.imported.name, &values(one)));
    let came = now
        .iter()
        .filter(|one| one.imported.value != one.value.value || !one.versions.is_empty())
        .map(|one| said_so(&one.imported.name, &one.imported.value));
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
        stands.collect::<Vec<_>>().join("; "),
        came.collect::<Vec<_>>().join("; "),
        said(&call.summary),
        yes_no(row.simulated),
        said(&call.external_id),
        row.id.to_string(),
    ])
}
