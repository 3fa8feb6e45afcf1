//! An appointment as it is kept.

use parley_domain::calendar::{Moment, Taken};
use parley_domain::call::Contact;
use parley_domain::ids::{BookingId, CallId, PersonId, UserId};
use parley_domain::report::Zone;
use parley_domain::time::UtcMillis;

/// When it is, on the clocks of the business, and in which of its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub begins: Moment,
    /// Not included.
    pub ends: Moment,
    /// From 0.
    pub place: u32,
    pub zone: Zone,
}

/// That it is not to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    pub at: UtcMillis,
    /// `None`: an agent, because the caller wanted it.
    pub by: Option<UserId>,
    pub reason: String,
}

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub id: BookingId,
    pub slot: Slot,
    /// Who comes, as they said it.
    pub name: Option<String>,
    /// What for.
    pub service: Option<String>,
    pub contact: Option<Contact>,
    pub person_id: Option<PersonId>,
    /// The call in which it was made.
    pub call_id: Option<CallId>,
    pub made_at: UtcMillis,
    pub confirmed_at: Option<UtcMillis>,
    pub cancelled: Option<Cancelled>,
}

impl Booking {
    /// The place that it takes; `None` once it is cancelled.
    #[must_use]
    pub fn taken(&self) -> Option<Taken> {
        self.cancelled.is_none().then_some(Taken {
            begins: self.slot.begins,
            ends: self.slot.ends,
            place: self.slot.place,
        })
    }
}
