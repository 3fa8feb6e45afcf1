//! What carries a message to a telephone. Must not know: which call it follows.

use async_trait::async_trait;
use parley_domain::ids::MessageId;
use parley_domain::permit::Permit;

/// Why a message was not carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCarried {
    /// Nobody carries messages here: it waits.
    #[error("no carrier for messages is set up")]
    NoCarrier,
    /// For certain it was not taken; it may be tried again.
    #[error("the carrier did not take it")]
    NotTaken,
    /// They told the carrier that they want no more: they are on the list from now on.
    #[error("they want no messages")]
    Unsubscribed,
    /// It will never be taken.
    #[error("the carrier refused it")]
    Refused,
    /// It may have been sent: it is not tried again.
    #[error("the carrier does not say")]
    Unknown,
}

/// Carries messages.
#[async_trait]
pub trait MessageCarrier: Send + Sync {
    /// Whether there is one at all, before anything is handed over.
    fn is_there(&self) -> bool;

    /// Sends `text` to whom the permit is for, once. What becomes of it is told later, of
    /// the message by this id.
    ///
    /// # Errors
    /// [`NotCarried`]
    async fn carry(&self, permit: Permit, id: MessageId, text: &str) -> Result<(), NotCarried>;
}

/// Where no carrier is set up.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCarrier;

#[async_trait]
impl MessageCarrier for NoCarrier {
    fn is_there(&self) -> bool {
        false
    }

    async fn carry(&self, _permit: Permit, _id: MessageId, _text: &str) -> Result<(), NotCarried> {
        Err(NotCarried::NoCarrier)
    }
}
