//! Promises beside tool answers.

use serde::{Deserialize, Serialize};

use super::said::{settled, values};
use super::value::ClaimValue;
use crate::call::{AgentDeed, AgentEvent, Side, ToolCall, Turn};

/// How a promise and the tools' answers go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A tool had the same value.
    Agrees,
    /// Tools had values of the kind, but another.
    Differs,
    /// No tool had anything of the kind.
    Unrecorded,
}

/// Values of one kind that the agent promised in one turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Claim {
    /// The turn's index.
    pub turn: u32,
    /// The first character that says it, and how many, in Unicode scalar values.
    pub at: u32,
    pub len: u32,
    pub said: Vec<ClaimValue>,
    /// What the last tool before it that had anything of the kind had, each once.
    pub system: Vec<ClaimValue>,
    pub verdict: Verdict,
}

/// A tool may be called while the agent speaks of what it is about to do; later than
/// so long after the turn it was for something else.
const SOON_MS: u32 = 10_000;

/// What an agent promised, beside what its tools were called with and answered. Empty
/// where the source tells of no tools: then there is nothing to compare with.
#[must_use]
pub fn compare(turns: &[Turn], events: &[AgentEvent]) -> Vec<Claim> {
    let tools: Vec<(&AgentEvent, Vec<ClaimValue>)> = events
        .iter()
        .filter_map(|event| match &event.what {
            AgentDeed::ToolCall(tool) if tool.succeeded != Some(false) => {
                Some((event, values_of(tool)))
            }
            _ => None,
        })
        .collect();
    if !events
        .iter()
        .any(|e| matches!(e.what, AgentDeed::ToolCall(_)))
    {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for (turn, index) in turns.iter().zip(0u32..) {
        if turn.side == Side::Agent {
            claims.extend(of_turn(turn, index, &tools));
        }
    }
    claims
}

fn of_turn(turn: &Turn, index: u32, tools: &[(&AgentEvent, Vec<ClaimValue>)]) -> Vec<Claim> {
    let sentences = settled(&turn.text);
    let mut said = values(&turn.text);
    said.retain(|v| sentences.iter().any(|s| s.contains(&v.at.start)));
    let before = |event: &AgentEvent| match (event.at_ms, turn.end_ms.or(turn.start_ms)) {
        (Some(at), Some(end)) => at <= end.saturating_add(SOON_MS),
        _ => event.after_turns <= index + 1,
    };
    let earlier: Vec<&Vec<ClaimValue>> = tools
        .iter()
        .filter(|(event, _)| before(event))
        .map(|(_, values)| values)
        .collect();
    let mut claims: Vec<Claim> = Vec::new();
    while let Some(first) = said.first().map(|s| s.value) {
        let (alike, rest): (Vec<_>, Vec<_>) =
            said.into_iter().partition(|s| s.value.is_like(first));
        said = rest;
        let from = alike.iter().map(|s| s.at.start).min().unwrap_or(0);
        let to = alike.iter().map(|s| s.at.end).max().unwrap_or(0);
        // The last tool that had anything of the kind: those before it looked up what
        // could be chosen from.
        let mut known: Vec<ClaimValue> = earlier
            .iter()
            .rev()
            .map(|values| {
                values
                    .iter()
                    .copied()
                    .filter(|v| v.is_like(first))
                    .collect()
            })
            .find(|alike: &Vec<ClaimValue>| !alike.is_empty())
            .unwrap_or_default();
        known.sort_unstable();
        known.dedup();
        let agrees = alike
            .iter()
            .any(|s| known.iter().any(|k| s.value.agrees(*k)));
        claims.push(Claim {
            turn: index,
            at: u32::try_from(from).unwrap_or(u32::MAX),
            len: u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX),
            said: alike.into_iter().map(|s| s.value).collect(),
            verdict: match (agrees, known.is_empty()) {
                (true, _) => Verdict::Agrees,
                (false, true) => Verdict::Unrecorded,
                (false, false) => Verdict::Differs,
            },
            system: known,
        });
    }
    claims
}

/// What a tool was called with and what it answered.
fn values_of(tool: &ToolCall) -> Vec<ClaimValue> {
    let mut found = Vec::new();
    for text in [&tool.arguments, &tool.result].into_iter().flatten() {
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(json) => walk("", &json, &mut found),
            Err(_) => of_text(text, &mut found),
        }
    }
    found
}

/// Names under which tools answer with money.
const MONEY: &[&str] = &[
    "amount", "price", "fee", "cost", "total", "refund", "paid", "due", "charge", "deposit",
    "balance", "advance",
];

fn walk(name: &str, json: &serde_json::Value, found: &mut Vec<ClaimValue>) {
    match json {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                walk(name, value, found);
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|one| walk(name, one, found)),
        serde_json::Value::String(text) => of_text(text, found),
        serde_json::Value::Number(number) => {
            let name = name.to_lowercase();
            let small = name.ends_with("cents") || name.ends_with("paise");
            if (small || MONEY.iter().any(|money| name.contains(money)))
                && let Some(number) = number.as_f64().filter(|n| n.abs() < 1e12)
            {
                let times = if small { 1.0 } else { 100.0 };
                // Within 1e14, so whole in both.
                let hundredths = (number * times).round() as i64;
                found.push(ClaimValue::Amount { hundredths });
            }
        }
        _ => {}
    }
}

fn of_text(text: &str, found: &mut Vec<ClaimValue>) {
    match instant(text) {
        Some((day, time)) => {
            found.push(day);
            found.extend(time);
        }
        None => found.extend(values(text).into_iter().map(|said| said.value)),
    }
}

/// A date as tools write it, `2026-05-12T15:00…` or without the time: local, as written.
fn instant(text: &str) -> Option<(ClaimValue, Option<ClaimValue>)> {
    use chrono::Datelike as _;
    let date: chrono::NaiveDate = text.get(..10)?.parse().ok()?;
    let day = u8::try_from(date.weekday().num_days_from_monday()).ok()?;
    let rest = text.get(10..).unwrap_or_default();
    let clock = rest.strip_prefix(['T', ' ']).and_then(|clock| {
        let hour: u32 = clock.get(..2)?.parse().ok()?;
        let minute = clock.get(2..5)?.strip_prefix(':')?.parse().ok()?;
        let half = if hour < 12 { 0 } else { 12 };
        ClaimValue::time(hour, minute, Some(half).filter(|_| hour <= 12))
    });
    Some((ClaimValue::Weekday { day }, clock))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(side: Side, start_ms: u32, text: &str) -> Turn {
        Turn {
            side,
            speaker: None,
            text: text.to_owned(),
            start_ms: Some(start_ms),
            end_ms: Some(start_ms + 4_000),
            words: Vec::new(),
        }
    }

    fn tool(at_ms: u32, arguments: &str, result: &str) -> AgentEvent {
        AgentEvent {
            at_ms: Some(at_ms),
            after_turns: 1,
            what: AgentDeed::ToolCall(ToolCall {
                name: "book".to_owned(),
                arguments: Some(arguments.to_owned()),
                result: Some(result.to_owned()),
                succeeded: None,
                took_ms: None,
            }),
        }
    }

    fn verdicts(text: &str, tools: &[AgentEvent]) -> Vec<Verdict> {
        let turns = [
            turn(Side::Caller, 0, "Tuesday at four, and it is booked?"),
            turn(Side::Agent, 5_000, text),
        ];
        compare(&turns, tools).iter().map(|c| c.verdict).collect()
    }

    #[test]
    fn the_booked_time_is_the_one_that_was_said() {
        let booked = tool(
            4_500,
            r#"{"slot":"2026-05-12T15:00:00+05:30"}"#,
            r#"{"ok":true}"#,
        );
        let said = "Booked for Tuesday at three. The fee is Rs 600.";
        assert_eq!(
            verdicts(said, std::slice::from_ref(&booked)),
            [Verdict::Agrees, Verdict::Agrees, Verdict::Unrecorded]
        );
        let said = "Booked for Tuesday at four.";
        assert_eq!(
            verdicts(said, std::slice::from_ref(&booked)),
            [Verdict::Agrees, Verdict::Differs]
        );
        let fee = tool(4_600, "{}", r#"{"fee": 600, "currency": "INR"}"#);
        assert_eq!(
            verdicts("It is confirmed. The fee is ₹600.", &[booked, fee]),
            [Verdict::Agrees]
        );
    }

    #[test]
    fn what_could_have_been_chosen_is_not_what_was() {
        let slots = tool(4_000, "{}", r#"["Tuesday 15:00", "Tuesday 17:00"]"#);
        let booked = tool(4_500, "{}", r#"{"slot":"Tuesday 17:00"}"#);
        assert_eq!(
            verdicts("Booked for Tuesday at three.", &[slots, booked]),
            [Verdict::Agrees, Verdict::Differs]
        );
    }

    #[test]
    fn offers_questions_and_the_callers_words_are_no_promises() {
        let slots = tool(4_000, "{}", r#"["2026-05-12T15:00:00"]"#);
        let one = std::slice::from_ref(&slots);
        assert!(verdicts("On Thursday I have eleven o'clock.", one).is_empty());
        assert!(verdicts("Shall I have it booked for Thursday?", one).is_empty());
    }

    #[test]
    fn what_failed_or_came_later_does_not_count() {
        let mut failed = tool(4_500, "{}", r#"{"slot":"Tuesday 15:00"}"#);
        if let AgentDeed::ToolCall(call) = &mut failed.what {
            call.succeeded = Some(false);
        }
        let later = tool(60_000, "{}", r#"{"slot":"Tuesday 15:00"}"#);
        assert_eq!(
            verdicts("Booked for Tuesday.", &[failed, later]),
            [Verdict::Unrecorded]
        );
        assert!(verdicts("Booked for Tuesday.", &[]).is_empty());
    }

    #[test]
    fn a_claim_says_where_it_was_made() {
        let turns = [turn(
            Side::Agent,
            0,
            "जी, मंगलवार शाम साढ़े पाँच। नया समय लिख दिया है।",
        )];
        let claims = compare(
            &turns,
            &[tool(0, "{}", r#"{"time":"17:00","day":"मंगलवार"}"#)],
        );
        let told: Vec<_> = claims.iter().map(|c| (c.at, c.verdict)).collect();
        assert_eq!(told, [(4, Verdict::Agrees), (16, Verdict::Differs)]);
    }
}
