//! The message that follows a call: at most one, sent at most once. Must not know: what
//! carries it, whether it is permitted.

use crate::call::Contact;
use crate::closed_list::closed_list;
use crate::ids::{CallId, MessageId, PersonId};
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// Characters of the longest message: ten parts of an SMS.
pub const LONGEST_TEXT: usize = 1_600;
/// After so many it is given up.
pub const MOST_ATTEMPTS: u32 = 5;
/// The first time that is waited after an attempt, in milliseconds.
const FIRST_WAIT_MS: i64 = 30_000;

/// So long a message waits for another attempt, in milliseconds: half a minute, then each
/// time four times as long.
#[must_use]
pub const fn again_after_ms(attempts: u32) -> i64 {
    match attempts {
        0 => 0,
        _ => FIRST_WAIT_MS.saturating_mul(4_i64.saturating_pow(attempts - 1)),
    }
}

closed_list! {
    /// Where a message is on its way.
    MessageState {
        /// It waits.
        Queued = "queued",
        /// It was handed over, and nobody has said yet what became of it. One that is
        /// found so may have been sent, and is never sent again.
        Sending = "sending",
        Sent = "sent",
        /// It must not be sent any more.
        Withdrawn = "withdrawn",
        Failed = "failed",
    }
}

impl MessageState {
    /// Whether it can still become another.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Sending)
    }
}

closed_list! {
    /// What became of a message that the carrier took, in its last word on it.
    Delivery {
        /// It is on their telephone.
        Delivered = "delivered",
        /// Their network did not take it, or nobody knows that it arrived.
        Undelivered = "undelivered",
        /// The carrier did not send it.
        Failed = "failed",
    }
}

/// The carrier's receipt of a message. It is kept once: what comes after it is not
/// believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Receipt {
    pub delivery: Delivery,
    /// The carrier's own number for why not, e.g. 30003.
    pub code: Option<u32>,
    /// By which the carrier knows the message.
    pub carrier_id: String,
    /// When it came.
    pub at: UtcMillis,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub call_id: CallId,
    pub to: Contact,
    pub person_id: Option<PersonId>,
    pub text: String,
    pub state: MessageState,
    pub attempts: u32,
    pub queued_at: UtcMillis,
    /// When it came into its state.
    pub changed_at: UtcMillis,
    pub receipt: Option<Receipt>,
}
