//! What an agent's calls find: refusals, appointments, messages, knowledge.

mod bookings;
mod knowledge;
mod messages;
mod port;
mod suppressions;

use parley_app::ports::DeskChange;
use parley_domain::call::Contact;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteQueryResult;
use uuid::Uuid;

use super::Tenant;
use super::error::{RecordsError, RecordsResult};

pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &DeskChange,
) -> RecordsResult<()> {
    match change {
        DeskChange::Suppress(entry) => suppressions::put(connection, tenant, entry).await,
        DeskChange::LiftSuppression { id, lifted } => {
            suppressions::lift(connection, tenant, *id, lifted).await
        }
        DeskChange::Book(booking) => bookings::put(connection, tenant, booking).await,
        DeskChange::MoveBooking { id, slot } => {
            bookings::set_slot(connection, tenant, *id, slot).await
        }
        DeskChange::ConfirmBooking { id, at } => {
            bookings::confirm(connection, tenant, *id, *at).await
        }
        DeskChange::CancelBooking { id, cancelled } => {
            bookings::cancel(connection, tenant, *id, cancelled).await
        }
        DeskChange::QueueMessage(message) => messages::put(connection, tenant, message).await,
        DeskChange::SetMessage { id, from, to, at } => {
            messages::set(connection, tenant, *id, (*from, *to), *at).await
        }
        DeskChange::KeepReceipt { id, receipt } => {
            messages::keep_receipt(connection, tenant, *id, receipt).await
        }
        DeskChange::WithdrawMessages { to, person_id, at } => {
            messages::withdraw(connection, tenant, to, *person_id, *at).await
        }
        DeskChange::PutEntry(entry) => knowledge::put(connection, tenant, entry).await,
        DeskChange::RemoveEntry(name) => knowledge::remove(connection, tenant, name).await,
    }
}

/// An id that may be missing, as it is bound.
fn maybe(id: Option<Uuid>) -> Option<Vec<u8>> {
    id.map(|id| id.into_bytes().to_vec())
}

fn contact(text: &str) -> RecordsResult<Contact> {
    Contact::parse(text).ok_or(RecordsError::Damaged("contact"))
}

/// A change of one row that was as it had to be.
fn one(result: &SqliteQueryResult, what: &'static str) -> RecordsResult<()> {
    match result.rows_affected() {
        1 => Ok(()),
        _ => Err(RecordsError::Conflict(what)),
    }
}
