//! The part of the store that an agent's calls find and change: who wants no calls, what
//! is booked, which messages wait, what the business knows.

use async_trait::async_trait;
use parley_domain::calendar::Moment;
use parley_domain::call::Contact;
use parley_domain::ids::{BookingId, CallId, CommandId, MessageId, PersonId, SuppressionId};
use parley_domain::knowledge::Entry;
use parley_domain::message::{Message, MessageState, Receipt};
use parley_domain::suppression::{Lifted, Suppression};
use parley_domain::time::UtcMillis;

use super::Page;
use crate::bookings::{Booking, Cancelled, Slot};
use crate::error::AppResult;
use crate::suppressions::SuppressionFilter;

/// One change of what an agent's calls find.
#[derive(Debug, Clone)]
pub enum DeskChange {
    /// Adds an entry, unless one stands for the same contact.
    Suppress(Box<Suppression>),
    /// Lifts an entry; one that is lifted is a conflict.
    LiftSuppression { id: SuppressionId, lifted: Lifted },
    /// Adds an appointment. `conflict` if its place is taken by then.
    Book(Box<Booking>),
    /// Moves one that stands; the same.
    MoveBooking { id: BookingId, slot: Slot },
    /// Notes that the caller will come; a conflict if it does not stand.
    ConfirmBooking { id: BookingId, at: UtcMillis },
    /// Gives its place back; a conflict if it does not stand.
    CancelBooking { id: BookingId, cancelled: Cancelled },
    /// Adds a message. A second one of a call is a conflict.
    QueueMessage(Box<Message>),
    /// Takes a message from one state to another; a conflict if it is in another by then.
    /// Handing it over counts as an attempt.
    SetMessage {
        id: MessageId,
        from: MessageState,
        to: MessageState,
        at: UtcMillis,
    },
    /// Keeps what the carrier says became of a message; a conflict if it has said so
    /// before, or there is no such message.
    KeepReceipt { id: MessageId, receipt: Receipt },
    /// Withdraws what waits for this contact, or for this person by another one.
    WithdrawMessages {
        to: Contact,
        person_id: Option<PersonId>,
        at: UtcMillis,
    },
    /// Adds an entry or replaces the one of its name.
    PutEntry(Box<Entry>),
    /// Removes the entry of that name, if there is one.
    RemoveEntry(String),
}

/// A place in the list of those who want no calls; opaque to everyone but the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuppressionCursor(pub i64);

/// What an agent's calls find, as it is read.
#[async_trait]
pub trait DeskRecords: Send + Sync {
    /// Whether a batch with this id was applied.
    async fn is_done(&self, id: CommandId) -> AppResult<bool>;

    /// The latest first.
    async fn suppressions(
        &self,
        filter: &SuppressionFilter,
        after: Option<SuppressionCursor>,
        limit: u32,
    ) -> AppResult<Page<Suppression, SuppressionCursor>>;
    async fn suppression(&self, id: SuppressionId) -> AppResult<Option<Suppression>>;
    /// The entry that stands for this contact, or for the person whose contact it is.
    async fn suppressed(&self, contact: &Contact) -> AppResult<Option<Suppression>>;

    /// Those that run between these moments, cancelled ones too, in order of time and
    /// place.
    async fn bookings(&self, from: Moment, to: Moment) -> AppResult<Vec<Booking>>;
    async fn booking(&self, id: BookingId) -> AppResult<Option<Booking>>;
    /// Those of a contact, or of the person whose contact it is, that stand and begin then
    /// or later, in order of time.
    async fn bookings_of(&self, contact: &Contact, from: Moment) -> AppResult<Vec<Booking>>;

    /// The latest first.
    async fn messages(&self, state: Option<MessageState>, limit: u32) -> AppResult<Vec<Message>>;
    async fn message(&self, id: MessageId) -> AppResult<Option<Message>>;
    async fn message_of(&self, call: CallId) -> AppResult<Option<Message>>;

    /// By name.
    async fn knowledge(&self) -> AppResult<Vec<Entry>>;
    async fn knowledge_count(&self) -> AppResult<u32>;
    /// Entries asked for with a word that begins with one of these, best first.
    async fn knowledge_with(&self, words: &[String], limit: u32) -> AppResult<Vec<Entry>>;
}
