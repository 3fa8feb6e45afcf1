//! `rule mask` and `pii`.

use parley_domain::call::Side;
use parley_domain::masking::{Certainty, mask_turns};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, read};

#[derive(Deserialize)]
struct Line {
    turns: Vec<TurnLine>,
}

#[derive(Deserialize)]
struct TurnLine {
    speaker: String,
    text: String,
}

impl Line {
    fn sides(&self) -> Vec<(Side, &str)> {
        self.turns
            .iter()
            .map(|turn| {
                let side = match turn.speaker.to_ascii_lowercase().as_str() {
                    "caller" | "customer" | "user" => Side::Caller,
                    "agent" | "assistant" | "bot" => Side::Agent,
                    _ => Side::Other,
                };
                (side, turn.text.as_str())
            })
            .collect()
    }
}

/// One turn of a caller.
pub(super) fn text(text: &str) -> Value {
    let (texts, masked) = mask_turns(&[(Side::Caller, text)]);
    json!({ "text": texts.concat(), "masked": masked })
}

/// A line of `{turns}`: their texts as they may be kept, and what was taken out.
pub(super) fn turns(line: &str) -> Answer {
    let line: Line = read(line)?;
    let (texts, masked) = mask_turns(&line.sides());
    Ok(json!({ "texts": texts, "masked": masked }))
}

/// A line of `{turns}` in the words of the batch.
pub(super) fn spans(line: &str) -> Answer {
    let line: Line = read(line)?;
    let (_, masked) = mask_turns(&line.sides());
    let spans: Vec<Value> = masked
        .iter()
        .map(|span| {
            let confidence = match span.certainty {
                Certainty::Checked => "high",
                Certainty::Likely => "medium",
            };
            json!({
                "turn": span.turn, "start": span.at, "end": span.at + span.len,
                "kind": span.kind, "confidence": confidence,
            })
        })
        .collect();
    Ok(json!({ "spans": spans }))
}
