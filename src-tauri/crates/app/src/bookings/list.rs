//! The appointments of some days. Reading them is an act.

use parley_domain::access::{Grant, kinds::BookingRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::calendar::{Moment, moment_text, parse_day};
use parley_domain::ids::{BookingId, CallId};
use parley_domain::report::Zone;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::Booking;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;
use crate::users::User;

/// Nobody looks at more days at once.
const MOST_DAYS: i64 = 62;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListBookings {
    /// `YYYY-MM-DD` on the clocks of the business.
    pub from_day: String,
    /// Included; at most 61 days later.
    pub to_day: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct BookingView {
    pub id: BookingId,
    /// `2026-11-24T16:00` on the clocks of the business.
    pub begins: String,
    /// Not included.
    pub ends: String,
    pub zone: Zone,
    /// From 0.
    pub place: u32,
    pub name: Option<String>,
    pub service: Option<String>,
    pub contact: Option<String>,
    /// The call in which it was made.
    pub call_id: Option<CallId>,
    pub made_at: UtcMillis,
    pub confirmed_at: Option<UtcMillis>,
    pub cancelled_at: Option<UtcMillis>,
    /// `null`: by the caller, or not cancelled.
    pub cancelled_by: Option<String>,
    pub cancel_reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct BookingListView {
    /// In order of time and place, cancelled ones too.
    pub bookings: Vec<BookingView>,
}

/// # Errors
/// `invalid_input` for `from_day` or `to_day`.
pub async fn booking_list(
    workspace: &Workspace,
    grant: Grant<BookingRead>,
    input: ListBookings,
) -> AppResult<BookingListView> {
    let from = parse_day(&input.from_day).ok_or(AppError::invalid("from_day"))?;
    let to = parse_day(&input.to_day).and_then(|day| day.succ_opt());
    let to = to
        .filter(|to| (1..=MOST_DAYS).contains(&(*to - from).num_days()))
        .ok_or(AppError::invalid("to_day"))?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::BookingsRead)
        .for_purpose(Purpose::Administration)
        .detail("from", &input.from_day)
        .detail("to", &input.to_day);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let midnight =
        |day: parley_domain::calendar::Day| -> Moment { day.and_time(Default::default()) };
    let bookings = workspace.store.bookings(midnight(from), midnight(to));
    let bookings = bookings.await?;
    let people = workspace.store.users().await?;
    let bookings = bookings
        .into_iter()
        .map(|one| shown(&people, one))
        .collect();
    Ok(BookingListView { bookings })
}

pub(super) fn shown(people: &[User], booking: Booking) -> BookingView {
    let cancelled = booking.cancelled;
    let by = cancelled.as_ref().and_then(|cancelled| cancelled.by);
    let by = by.and_then(|id| people.iter().find(|user| user.id == id));
    BookingView {
        id: booking.id,
        begins: moment_text(booking.slot.begins),
        ends: moment_text(booking.slot.ends),
        zone: booking.slot.zone,
        place: booking.slot.place,
        name: booking.name,
        service: booking.service,
        contact: booking.contact.map(|contact| contact.as_str().to_owned()),
        call_id: booking.call_id,
        made_at: booking.made_at,
        confirmed_at: booking.confirmed_at,
        cancelled_at: cancelled.as_ref().map(|cancelled| cancelled.at),
        cancelled_by: by.map(|user| user.name.clone()),
        cancel_reason: cancelled
            .map(|cancelled| cancelled.reason)
            .filter(|reason| !reason.is_empty()),
    }
}
