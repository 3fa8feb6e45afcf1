//! What may be kept of a call, by rule. Must not know: anything the call did not say.

use super::engine::Flow;
use super::text::spoken;
use crate::dialogue::Tongue;

/// The script's own sentence for how the call ended; else the house's; else what was given,
/// name by name.
pub(super) fn summary(flow: &Flow, tongue: Tongue, ended: Option<&str>) -> String {
    // What the core ended by its own rules the flow does not know of.
    let outcome = match ended {
        Some("opted_out") => Some("opt_out"),
        ended => ended.or(flow.outcome()),
    };
    let own = outcome.and_then(|outcome| flow.script.summary.get(outcome));
    if let Some(texts) = own {
        return flow.fill(texts.of(tongue), tongue);
    }
    let begins = begins(outcome, tongue);
    let done = flow.facts.iter().filter_map(|(name, value)| {
        let kind = name.strip_prefix("done.").filter(|_| value == "yes")?;
        Some(format!("done: {kind}"))
    });
    let given = flow
        .script
        .slots_in_order()
        .into_iter()
        .filter_map(|(slot, _)| {
            let value = &flow.values.get(slot)?.value;
            Some(format!(
                "{slot}: {}",
                spoken(&flow.script, slot, value, tongue)
            ))
        });
    let known: Vec<String> = done.chain(given).collect();
    if known.is_empty() {
        return begins;
    }
    let list = known.join("; ");
    match tongue {
        Tongue::En => format!("{begins} {list}."),
        Tongue::Hi => format!("{begins} {list}।"),
    }
}

/// How a call ended, where the script has no sentence for it.
fn begins(outcome: Option<&str>, tongue: Tongue) -> String {
    let [english, hindi] = match outcome {
        Some("opt_out") => [
            "The other party wants no more calls and messages.",
            "सामने वाले आगे कोई कॉल या संदेश नहीं चाहते।",
        ],
        Some("message_left") => [
            "A mailbox answered and was left a message.",
            "वॉइसमेल ने फ़ोन उठाया; संदेश छोड़ा गया।",
        ],
        Some("voicemail") => ["A mailbox answered.", "वॉइसमेल ने फ़ोन उठाया।"],
        Some("mailbox_full") => [
            "A mailbox answered that is full.",
            "वॉइसमेल ने फ़ोन उठाया; वह भरा हुआ है।",
        ],
        Some("screened") => [
            "The call was screened and not taken.",
            "कॉल जाँची गई और उठाई नहीं गई।",
        ],
        Some("unavailable") => ["The number cannot be reached.", "नंबर पर संपर्क नहीं हो सका।"],
        Some("menu") => [
            "A menu answered, and nobody was reached.",
            "मेन्यू ने फ़ोन उठाया; किसी से बात नहीं हुई।",
        ],
        Some("no_person" | "silent") => ["Nobody spoke.", "कोई नहीं बोला।"],
        Some("transferred") => [
            "The call was handed to a person.",
            "कॉल किसी व्यक्ति को सौंपी गई।",
        ],
        Some(other) => {
            return match tongue {
                Tongue::En => format!("The call ended as {other}."),
                Tongue::Hi => format!("कॉल ऐसे समाप्त हुई: {other}।"),
            };
        }
        None => ["The call broke off.", "कॉल बीच में कट गई।"],
    };
    match tongue {
        Tongue::En => english,
        Tongue::Hi => hindi,
    }
    .to_owned()
}
