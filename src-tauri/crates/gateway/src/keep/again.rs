//! A call run again from what was kept of it: the same plan, the same events, and every
//! action must be the one that was taken. Must not know: where lines are kept, who asks.

use parley_app::ports::{LogReplay, PracticeCall};
use parley_domain::call::Direction;
use parley_domain::time::UtcMillis;
use parley_voice::core::{CallCore, Log, Replayed, replay};
use parley_voice::dialogue::Facts;
use serde::{Deserialize, Serialize};

use super::line::Line;
use crate::practice::planned;
use crate::reception::{Agent, Which, core};

/// What a call began with: enough to begin it again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begun {
    /// A carrier's call.
    Carried {
        /// The agent's file, with its script in it.
        agent: String,
        call: String,
        direction: Direction,
        /// The other party's number; empty where it was withheld.
        other: String,
        facts: Facts,
        at: UtcMillis,
    },
    Practised(PracticeCall),
}

impl Begun {
    /// `None` where this Parley cannot plan such a call: another one wrote it.
    fn core(self) -> Option<CallCore> {
        match self {
            Self::Carried {
                agent,
                call,
                direction,
                other,
                facts,
                at,
            } => {
                // A script that was a file stands in the agent's text.
                let agent = Agent::of(&agent, |_| None).ok()?;
                let which = Which {
                    call: &call,
                    direction,
                    other: &other,
                    facts: &facts,
                };
                core(&agent, &which, at).ok()
            }
            Self::Practised(call) => Some(planned(&call).ok()?.core),
        }
    }
}

/// Runs the call of these lines again.
#[must_use]
pub fn run_again(lines: &[Vec<u8>]) -> LogReplay {
    let (mut begun, mut log) = (None, Log::default());
    for line in Line::read(lines) {
        match line {
            Line::Begun(first) => begun = Some(*first),
            Line::Core(entry) => log.entries.push(entry),
            _ => {}
        }
    }
    let Some(core) = begun.and_then(Begun::core) else {
        return LogReplay::NoPlan;
    };
    let at = |entry: usize| log.entries.get(entry).map_or(0, |entry| entry.at.0);
    match replay(&log, core) {
        Replayed::Same { events } => LogReplay::Same { events },
        Replayed::Withheld { entry } => LogReplay::Withheld {
            events: entry,
            at_ms: at(entry),
        },
        Replayed::Differs { entry } => LogReplay::Differs {
            events: entry,
            at_ms: at(entry),
        },
    }
}
