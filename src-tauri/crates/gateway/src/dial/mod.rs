//! Calls out: placed, ended, transferred; messages out. A port, and the carrier's REST API behind it.
//! Must not know: whether a call may be made; that is decided before, and a call without
//! that decision cannot be placed.

mod exchange;
mod messages;
mod permitted;
mod twilio;

use async_trait::async_trait;

pub use self::exchange::{BaseUrl, NotABase, Trust};
pub use self::messages::TwilioMessages;
pub use self::permitted::Permitted;
pub use self::twilio::{Account, SetUpError, TwilioDialler};
use crate::twilio::rest::{Placed, Refusal, TooLong};
use crate::twilio::sid::CallSid;
use crate::twilio::twiml::Verb;

/// Why a call was not placed or changed, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DialError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// Nothing was asked.
    #[error("the carrier cannot be reached")]
    Unreached,
    /// It was asked, and may have been done.
    #[error("the carrier does not answer")]
    NoAnswer,
}

impl DialError {
    /// Whether nothing was done for certain. If not, asking again may ring a telephone
    /// twice: wait for the status of the first.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        !matches!(
            self,
            Self::NoAnswer | Self::Refused(Refusal::Failing { .. } | Refusal::Unreadable)
        )
    }
}

/// Places and changes calls.
#[async_trait]
pub trait Dialler: Send + Sync {
    /// Places a call that may be placed now. It is never asked twice by itself, and asking
    /// again takes another permit.
    ///
    /// # Errors
    /// [`DialError`]; see [`DialError::is_certain`] before asking again.
    async fn place(&self, call: Permitted<'_>) -> Result<Placed, DialError>;

    /// Ends a call, whatever it is doing. One that is over already is ended.
    ///
    /// # Errors
    /// [`DialError`], after it was asked more than once.
    async fn hang_up(&self, call: &CallSid) -> Result<(), DialError>;

    /// Ends a call that rings, or that is answered in that moment. One that is over already
    /// is ended.
    ///
    /// # Errors
    /// [`DialError`], after it was asked more than once.
    async fn call_off(&self, call: &CallSid) -> Result<(), DialError>;

    /// Takes a call out of what it is doing, its stream included, into these verbs.
    ///
    /// # Errors
    /// [`DialError`]; [`Refusal::Over`] if nobody is there any more.
    async fn transfer(&self, call: &CallSid, verbs: &[Verb]) -> Result<(), DialError>;
}
