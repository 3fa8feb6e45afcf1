//! The port behind which a practice call runs: the same agent as on the telephone, over a
//! line in memory. Must not know: permissions, or where its recording is kept.

use async_trait::async_trait;
use parley_domain::call::Side;
use parley_domain::ids::CallId;
use parley_domain::live::{PracticeBy, PracticeLanguage, PracticeScript};
use parley_domain::report::Zone;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::LiveCallView;
use crate::error::{AppError, AppResult};

/// A practice call as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeCall {
    pub id: CallId,
    pub since: UtcMillis,
    /// Whose clock is on the wall, for "tomorrow at four".
    pub zone: Zone,
    pub script: PracticeScript,
    pub language: PracticeLanguage,
    pub by: PracticeBy,
    /// Whose telephone it is.
    pub business: String,
    /// Who practises.
    pub person: String,
}

/// How a practice call stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeNow {
    pub view: LiveCallView,
    pub by: PracticeBy,
    /// Whether the agent comes out of an output device.
    pub audible: bool,
    pub over: bool,
    /// Once it is over and put away: whether it is in the list of calls.
    pub kept: Option<bool>,
}

/// Where a practice call goes as it happens. It is told in the call's own task and must
/// not block.
#[async_trait]
pub trait Recorder: Send {
    /// A line of the call's log, JSON, without its end.
    fn line(&mut self, line: Vec<u8>);

    /// Sound that the recording's gate let through: µ-law, 8 kHz, mono, from so many samples
    /// after the call was answered. Places of one side only grow; what lies between is
    /// silence.
    fn sound(&mut self, side: Side, at: u64, codes: &[u8]);

    /// The call is over; whether it is in the list of calls now.
    ///
    /// # Errors
    /// Those of whoever keeps it.
    async fn finish(self: Box<Self>) -> AppResult<bool>;
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unrecorded;

#[async_trait]
impl Recorder for Unrecorded {
    fn line(&mut self, _line: Vec<u8>) {}
    fn sound(&mut self, _side: Side, _at: u64, _codes: &[u8]) {}
    async fn finish(self: Box<Self>) -> AppResult<bool> {
        Ok(false)
    }
}

/// Practice calls, one at a time.
#[async_trait]
pub trait Practice: Send + Sync {
    /// The agent answers.
    ///
    /// # Errors
    /// `conflict` while another goes on, `no_voice`, `no_microphone`.
    async fn start(&self, call: PracticeCall, recorder: Box<dyn Recorder>) -> AppResult<()>;

    /// The caller's words as far as they are typed, or, `whole`, all of them.
    ///
    /// # Errors
    /// `not_found`: no call goes on.
    fn say(&self, words: &str, whole: bool) -> AppResult<()>;

    /// `0`-`9`, `*`, `#`.
    ///
    /// # Errors
    /// `not_found`: no call goes on.
    fn key(&self, key: char) -> AppResult<()>;

    /// The caller hangs up.
    fn end(&self);

    /// The one that goes on, or the last.
    fn now(&self) -> Option<PracticeNow>;

    /// Forgets the last; hangs up first.
    fn forget(&self);

    /// Grows whenever something changed that [`Self::now`] tells.
    fn revision(&self) -> u64;
}

/// A shell where nobody practises.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPractice;

#[async_trait]
impl Practice for NoPractice {
    async fn start(&self, _call: PracticeCall, _recorder: Box<dyn Recorder>) -> AppResult<()> {
        Err(unheard())
    }
    fn say(&self, _words: &str, _whole: bool) -> AppResult<()> {
        Err(unheard())
    }
    fn key(&self, _key: char) -> AppResult<()> {
        Err(unheard())
    }
    fn end(&self) {}
    fn now(&self) -> Option<PracticeNow> {
        None
    }
    fn forget(&self) {}
    fn revision(&self) -> u64 {
        0
    }
}

fn unheard() -> AppError {
    parley_domain::error_code::ErrorCode::NotFound.into()
}
