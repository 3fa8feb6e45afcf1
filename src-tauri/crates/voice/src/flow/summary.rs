//! What may be kept of a call, by rule. Must not know: anything the call did not say.

use super::engine::Flow;
use super::text::spoken;
use crate::dialogue::Tongue;

/// The script's own sentence for how the call ended; else what was given, name by name.
pub(super) fn summary(flow: &Flow, tongue: Tongue) -> String {
    let outcome = flow.outcome().unwrap_or("unfinished");
    if let Some(texts) = flow.script.summary.get(outcome) {
        return flow.fill(texts.of(tongue), tongue);
    }
    let slots = flow.script.slots_in_order();
    let known: Vec<String> = slots
        .into_iter()
        .filter_map(|(slot, _)| {
            let value = &flow.values.get(slot)?.value;
            Some(format!(
                "{slot}: {}",
                spoken(&flow.script, slot, value, tongue)
            ))
        })
        .collect();
    let list = known.join("; ");
    match (tongue, known.is_empty()) {
        (Tongue::En, true) => format!("The call ended as {outcome}; nothing was given."),
        (Tongue::En, false) => format!("The call ended as {outcome}. {list}."),
        (Tongue::Hi, true) => format!("कॉल ऐसे समाप्त हुई: {outcome}; कोई जानकारी नहीं मिली।"),
        (Tongue::Hi, false) => format!("कॉल ऐसे समाप्त हुई: {outcome}. {list}।"),
    }
}
