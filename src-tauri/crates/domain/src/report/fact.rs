//! What is counted of a call.

use crate::call::{Channel, Direction, Outcome};
use crate::time::UtcMillis;

/// One call, without anything that tells whose it is but a number to tell people apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallFact {
    pub started_at: UtcMillis,
    pub duration_ms: u32,
    pub channel: Channel,
    pub direction: Direction,
    pub outcome: Outcome,
    /// Place in [`CallFacts::agents`].
    pub agent: Option<u32>,
    /// The same for the same person, in these facts.
    pub person: u64,
}

/// The calls of a period, in order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallFacts {
    /// Names of agents, each once.
    pub agents: Vec<String>,
    pub calls: Vec<CallFact>,
}
