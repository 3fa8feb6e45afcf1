//! What the agent did besides speaking.

use serde::{Deserialize, Serialize};

use super::{Side, Turn};

/// One thing the agent did, or that was done to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AgentEvent {
    /// When, ms from the start of the recording; `None` where the source tells only
    /// between which turns.
    pub at_ms: Option<u32>,
    /// How many turns of the transcript come before it.
    pub after_turns: u32,
    #[serde(flatten)]
    pub what: AgentDeed,
}

/// The deed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AgentDeed {
    /// A tool was called.
    ToolCall(ToolCall),
    /// The caller cut in while the agent spoke.
    BargeIn,
    /// The agent would not do what was asked; why, in the source's words.
    Refusal { why: Option<String> },
    /// The call was handed to somebody else.
    HandOff { to: Option<String> },
    /// A step of the flow the agent follows.
    Step { name: String },
    /// Keys that were pressed on the telephone.
    Keys { digits: String },
    /// The agent answered a turn, so long after the caller's voice had ended.
    Answered { after_ms: u32 },
    /// From here on the call is recorded, or no longer is. Where a call tells it at all, it
    /// is not recorded before the first.
    Recording { on: bool },
    /// What the call took, told at its end.
    Used(Usage),
}

/// A tool that the agent called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ToolCall {
    /// As the agent's set-up names it, e.g. `book_slot`.
    pub name: String,
    /// What it was called with, as the source has it: mostly JSON.
    pub arguments: Option<String>,
    /// What it answered; `None` while nothing came back.
    pub result: Option<String>,
    /// Whether it did what it was called for, where the source says so.
    pub succeeded: Option<bool>,
    /// From the call to the answer.
    pub took_ms: Option<u32>,
}

/// What a call took.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Usage {
    /// On the line.
    pub line_ms: u32,
    /// Characters made into speech, those that nobody heard included.
    pub spoken_chars: u32,
    /// Sound given to a recogniser.
    pub listened_ms: u32,
    /// In millionths of `currency`, where prices are known.
    pub cost_micros: Option<u32>,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// The agent stops at most so long after the caller cut in.
const GIVES_WAY_MS: u32 = 1_500;
/// Less than this of the agent's turn before it, and both began at once.
const HAS_BEGUN_MS: u32 = 300;
/// A shorter word beside the agent's is a sign of listening.
const SHORTEST_MS: u32 = 600;

/// The events with the barge-ins that the turns' times show: the caller begins while the
/// agent speaks, and the agent gives way. Nothing is added to a source's own.
#[must_use]
pub fn with_barge_ins(mut events: Vec<AgentEvent>, turns: &[Turn]) -> Vec<AgentEvent> {
    if events.iter().any(|event| event.what == AgentDeed::BargeIn) {
        return events;
    }
    for (turn, index) in turns.iter().zip(0u32..) {
        let Some((start, end)) = turn.start_ms.zip(turn.end_ms) else {
            continue;
        };
        if turn.side != Side::Caller || end.saturating_sub(start) < SHORTEST_MS {
            continue;
        }
        let gave_way = turns.iter().filter(|t| t.side == Side::Agent).any(|agent| {
            let times = agent.start_ms.zip(agent.end_ms);
            times.is_some_and(|(from, to)| {
                from + HAS_BEGUN_MS <= start && start < to && to - start <= GIVES_WAY_MS && to < end
            })
        });
        if gave_way {
            events.push(AgentEvent {
                at_ms: Some(start),
                after_turns: index,
                what: AgentDeed::BargeIn,
            });
        }
    }
    events.sort_by_key(|event| (event.after_turns, event.at_ms));
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(side: Side, start_ms: u32, end_ms: u32) -> Turn {
        Turn {
            side,
            speaker: None,
            text: "…".to_owned(),
            start_ms: Some(start_ms),
            end_ms: Some(end_ms),
            words: Vec::new(),
        }
    }

    #[test]
    fn who_cuts_in_is_told_from_who_listens() {
        let turns = [
            turn(Side::Agent, 0, 5_000),
            turn(Side::Caller, 4_600, 9_000),
            // A sign of listening, and a word over the end of a long turn.
            turn(Side::Agent, 10_000, 20_000),
            turn(Side::Caller, 12_000, 12_400),
            turn(Side::Caller, 15_000, 17_000),
            // Both at once.
            turn(Side::Agent, 21_000, 22_000),
            turn(Side::Caller, 21_100, 24_000),
        ];
        let found = with_barge_ins(Vec::new(), &turns);
        let at: Vec<_> = found.iter().map(|e| (e.at_ms, e.after_turns)).collect();
        assert_eq!(at, [(Some(4_600), 1)]);
        let own = vec![AgentEvent {
            at_ms: None,
            after_turns: 3,
            what: AgentDeed::BargeIn,
        }];
        assert_eq!(with_barge_ins(own.clone(), &turns), own);
    }
}
