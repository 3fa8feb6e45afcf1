//! What a call out is about: an appointment of whoever is called.

use std::collections::BTreeMap;

use parley_domain::calendar::moment_text;
use parley_domain::call::Contact;
use parley_domain::ids::BookingId;

use crate::bookings::{Booking, business_calendar};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

/// The appointment that is named, or the only one of theirs that is to come.
///
/// # Errors
/// `invalid_input` for `booking_id`: it is not theirs, or is not to be.
pub(super) async fn appointment(
    workspace: &Workspace,
    to: &Contact,
    named: Option<BookingId>,
) -> AppResult<Option<Booking>> {
    let store = &workspace.store;
    if let Some(id) = named {
        let booking = store.booking(id).await?;
        let booking = booking.filter(|one| one.cancelled.is_none());
        let theirs = booking.filter(|one| one.contact.as_ref() == Some(to));
        return theirs.map(Some).ok_or(AppError::invalid("booking_id"));
    }
    let now = workspace.deps.clock.now();
    let local = business_calendar(workspace).await?.zone.local(now);
    let mut own = store.bookings_of(to, local).await?;
    Ok(own.pop().filter(|_| own.is_empty()))
}

/// What is known of it, by the names that scripts use.
pub(super) fn facts(booking: Option<&Booking>) -> BTreeMap<String, String> {
    let Some(booking) = booking else {
        return BTreeMap::new();
    };
    let begins = moment_text(booking.slot.begins);
    let (day, time) = begins.split_once('T').unwrap_or_default();
    let known = [
        ("day", Some(day.to_owned())),
        ("time", Some(time.to_owned())),
        ("name", booking.name.clone()),
        ("service", booking.service.clone()),
    ];
    let known = known.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some((name.to_owned(), value))
    });
    known.collect()
}
