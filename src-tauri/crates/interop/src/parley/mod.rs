//! Parley's own JSON, for calls that come from no known system and for what
//! Parley hands out: one object, or a list of them. Version 1:
//!
//! ```text
//! {"format": "parley-call", "version": 1,
//!  "external_id", "part_of", "started_at" (RFC 3339), "stated_duration_ms",
//!  "channel", "direction", "language", "outcome", "ended_reason",
//!  "caller": {"name", "phone", "email"}, "agent": {…},
//!  "summary", "variables": [{"name", "value", "said_at_ms"}], "tags": [],
//!  "simulated", "recording": {"file", "caller_channel", "content_hash"},
//!  "turns": [{"side", "speaker", "text", "start_ms", "end_ms",
//!             "words": [[at, len, start_ms, end_ms, confidence or null], …]}]}
//! ```
//!
//! A turn or a variable that was corrected has `imported`, how it came; one that people
//! disagree about has `versions`, all they say. All members but the first two are optional; unknown ones are ignored. Offsets
//! are Unicode scalar values in the turn's text, confidences 0 to 100.

mod read;
mod write;

use parley_app::import::{CallDraft, Refusal};
use serde_json::Value;

use crate::format::{Format, Input, malformed};
use crate::json::{at, str_at};

pub use write::write;
pub(crate) use write::write_with;

/// The value of the `format` member.
const FORMAT: &str = "parley-call";
/// The newest version that is read, and the one that is written.
const VERSION: u64 = 1;

/// Parley's own JSON, one call or a list of calls per file.
pub(crate) struct Parley;

impl Format for Parley {
    fn name(&self) -> &'static str {
        "parley"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input
            .json()
            .and_then(|json| calls(json).first())
            .is_some_and(|call| str_at(call, &["format"]) == Some(FORMAT))
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        calls(json).iter().map(call).collect()
    }
}

/// The calls of a file: one object, or a list of them.
fn calls(json: &Value) -> &[Value] {
    match json {
        Value::Array(list) => list,
        one => std::slice::from_ref(one),
    }
}

fn call(json: &Value) -> Result<CallDraft, Refusal> {
    match at(json, &["version"]).and_then(Value::as_u64) {
        Some(VERSION) => read::draft(json),
        _ => Err(malformed("version")),
    }
}
