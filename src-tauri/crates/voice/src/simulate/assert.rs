//! What came of a call against what was expected of it. Must not know: how it was run.

use serde::Serialize;

use crate::core::Turn;
use crate::simulate::run::Outcome;
use crate::simulate::scenario::Expect;

/// Nobody waits longer without a voice unless a scenario says so.
const SILENCE_MS: u64 = 4_000;

/// One thing that was to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assert {
    pub what: String,
    pub holds: bool,
    /// What was found, where it does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

/// A call as it was heard and kept, a line for each turn.
#[must_use]
pub fn transcript(outcome: &Outcome) -> Vec<String> {
    let turns = outcome.turns.iter().map(|(_, turn)| match turn {
        Turn::Agent { heard, .. } => format!("agent: {heard}"),
        Turn::Caller(said) => format!("caller: {}", said.text),
    });
    turns.collect()
}

fn agent(outcome: &Outcome) -> String {
    let heard = outcome.turns.iter().filter_map(|(_, turn)| match turn {
        Turn::Agent { heard, .. } => Some(heard.as_str()),
        Turn::Caller(_) => None,
    });
    heard.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn assert(what: String, holds: bool, found: impl FnOnce() -> String) -> Assert {
    Assert {
        what,
        holds,
        found: (!holds).then(found),
    }
}

/// Every expectation, and whether it holds.
#[must_use]
pub fn asserts(expect: &Expect, outcome: &Outcome) -> Vec<Assert> {
    let mut all = Vec::new();
    let heard = agent(outcome);
    let mut rest = heard.as_str();
    for text in &expect.heard {
        let at = rest.find(&text.to_lowercase());
        all.push(assert(format!("heard: {text}"), at.is_some(), || {
            rest.to_owned()
        }));
        rest = at.and_then(|at| rest.get(at..)).unwrap_or(rest);
    }
    let kept = transcript(outcome).join("\n").to_lowercase();
    for text in &expect.never {
        let holds = !kept.contains(&text.to_lowercase());
        all.push(assert(format!("never: {text}"), holds, || kept.clone()));
    }
    if let Some(done) = &expect.done {
        let kinds: Vec<String> = outcome.deeds.iter().map(|e| e.kind.clone()).collect();
        let what = format!("done: {}", done.join(", "));
        all.push(assert(what, kinds == *done, || kinds.join(", ")));
    }
    let ends = [
        ("outcome", &expect.outcome, &outcome.hung_up),
        ("transferred", &expect.transferred, &outcome.transferred),
    ];
    for (name, wanted, found) in ends {
        if let Some(wanted) = wanted {
            let holds = found.as_ref() == Some(wanted);
            all.push(assert(format!("{name}: {wanted}"), holds, || {
                found.clone().unwrap_or_default()
            }));
        }
    }
    let facts = [
        ("recorded", expect.recorded, !outcome.recorded.is_empty()),
        (
            "suppressed",
            expect.suppressed,
            outcome.suppressed_at.is_some(),
        ),
    ];
    for (name, wanted, found) in facts {
        if let Some(wanted) = wanted {
            all.push(assert(format!("{name}: {wanted}"), found == wanted, || {
                found.to_string()
            }));
        }
    }
    if let Some(keys) = &expect.pressed {
        let what = format!("pressed: {}", keys.join(", "));
        all.push(assert(what, outcome.pressed == *keys, || {
            outcome.pressed.join(", ")
        }));
    }
    for (name, value) in &expect.captured {
        let found = outcome.captured.get(name);
        all.push(assert(
            format!("captured: {name} = {value}"),
            found == Some(value),
            || found.cloned().unwrap_or_default(),
        ));
    }
    for node in &expect.reached {
        let holds = outcome.reached.contains(node);
        all.push(assert(format!("reached: {node}"), holds, || {
            outcome.reached.join(", ")
        }));
    }
    let most = expect.silence_ms.unwrap_or(SILENCE_MS);
    let (longest, at) = outcome.silence;
    all.push(assert(
        format!("silence at most {most} ms"),
        longest <= most,
        || format!("{longest} ms before {} ms", at.0),
    ));
    all
}
