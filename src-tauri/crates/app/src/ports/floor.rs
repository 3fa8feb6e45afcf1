//! The port behind which live calls run: who is on the line, what was said so far, and
//! the few things that can be done about it from outside. What it shows is what the
//! call's log has, so words are masked and nothing is told that was said before the
//! recording's gate. Must not know: permissions, or who watches.

use parley_domain::call::{Direction, Side};
use parley_domain::ids::CallId;
use parley_domain::listening::Span;
use parley_domain::live::{CallPhase, EffectState, TapeGate};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A live call as the list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct LiveCallRow {
    pub id: CallId,
    /// When it was answered.
    pub since: UtcMillis,
    pub direction: Direction,
    /// As the list of calls names them.
    pub caller: Option<String>,
    pub agent: Option<String>,
    pub phase: CallPhase,
    /// Where the script is.
    pub node: Option<String>,
    pub tape: TapeGate,
    /// From the caller's last sound to the agent's first, of the last answer, ms.
    pub latency_ms: Option<u32>,
    pub effect: Option<LiveEffect>,
    /// Whether a number is set to which the call can be given.
    pub can_take_over: bool,
}

/// Something that the call does in the world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LiveEffect {
    /// `book`, `opt_out`, …; not known before the caller agrees.
    pub what: Option<String>,
    pub state: EffectState,
}

/// A turn that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LiveTurn {
    /// When it was over, ms since the call was answered.
    pub at_ms: u32,
    pub side: Side,
    /// Of the agent: what the caller heard. Masked.
    pub heard: String,
    /// Of the agent: what was cut off behind it.
    pub cut: String,
    /// Of the agent, if it answered the caller: how long that took, ms.
    pub latency_ms: Option<u32>,
}

/// A value the caller gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LiveValue {
    pub name: String,
    pub value: String,
}

/// A live call as whoever opened it sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct LiveCallView {
    pub call: LiveCallRow,
    /// The last of them, in order; a hundred at most.
    pub turns: Vec<LiveTurn>,
    /// In the order in which they were first given.
    pub captured: Vec<LiveValue>,
    /// What it ended with, once it is over.
    pub outcome: Option<String>,
}

/// The calls that go on.
pub trait Floor: Send + Sync {
    /// The longest first.
    fn calls(&self) -> Vec<LiveCallRow>;

    /// One of them; nothing once it is over.
    fn call(&self, id: CallId) -> Option<LiveCallView>;

    /// Grows whenever something changed that the two above tell.
    fn revision(&self) -> u64;

    /// The agent stops and hangs up.
    ///
    /// # Errors
    /// `not_found`: it is over.
    fn end(&self, id: CallId) -> AppResult<()>;

    /// The agent stops and a person gets the call.
    ///
    /// # Errors
    /// `not_found`, `no_transfer`.
    fn take_over(&self, id: CallId) -> AppResult<()>;

    /// From now on both sides of this call come out of the output device, in place of any
    /// other's, while its recording's gate is open: never before, and never after a
    /// refusal.
    ///
    /// # Errors
    /// `not_found`, `no_audio_device`.
    fn listen(&self, id: CallId) -> AppResult<()>;

    /// Silence.
    fn hush(&self);

    /// The call that is listened to; nothing once it is over.
    fn listening(&self) -> Option<CallId>;

    /// What came out since this was asked the last time, ms since the call was answered.
    fn take_heard(&self) -> Option<(CallId, Vec<Span>)>;
}

/// A shell without live calls.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFloor;

impl Floor for NoFloor {
    fn calls(&self) -> Vec<LiveCallRow> {
        Vec::new()
    }
    fn call(&self, _id: CallId) -> Option<LiveCallView> {
        None
    }
    fn revision(&self) -> u64 {
        0
    }
    fn end(&self, _id: CallId) -> AppResult<()> {
        Err(gone())
    }
    fn take_over(&self, _id: CallId) -> AppResult<()> {
        Err(gone())
    }
    fn listen(&self, _id: CallId) -> AppResult<()> {
        Err(gone())
    }
    fn hush(&self) {}
    fn listening(&self) -> Option<CallId> {
        None
    }
    fn take_heard(&self) -> Option<(CallId, Vec<Span>)> {
        None
    }
}

fn gone() -> crate::error::AppError {
    parley_domain::error_code::ErrorCode::NotFound.into()
}
