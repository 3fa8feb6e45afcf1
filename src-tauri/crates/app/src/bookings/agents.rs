//! What an agent does with appointments in a call, each by a key: the same key twice is
//! done once. Two calls at once may both find a place free; the store lets one have it,
//! and the other looks again.

use parley_domain::audit::Act;
use parley_domain::calendar::{Bookings, Calendar, Moment, Refused, moment_text};
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BookingId, CommandId, PersonId};
use parley_domain::time::UtcMillis;

use super::{Booking, BusinessCalendar, Cancelled, Slot, business_calendar};
use crate::agent_call::AgentCall;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, DeskChange};

/// Characters of a name or a service that are kept.
const LONGEST: usize = 200;

/// What a caller agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBooking {
    /// On the clocks of the business.
    pub begins: Moment,
    pub name: Option<String>,
    pub service: Option<String>,
    /// Where they want to be called; otherwise where they call from.
    pub contact: Option<Contact>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Now, or before by the same key.
    Done,
    /// The time cannot be booked.
    Refused(Refused),
    /// There is none that it could mean, or several.
    Unclear,
}

/// What is taken between two moments, without one appointment.
///
/// # Errors
/// Those of the store.
pub async fn taken(
    workspace: &Workspace,
    (from, to): (Moment, Moment),
    but: Option<BookingId>,
) -> AppResult<Bookings> {
    let bookings = workspace.store.bookings(from, to).await?;
    let others = bookings.iter().filter(|one| Some(one.id) != but);
    Ok(others.filter_map(Booking::taken).collect())
}

/// The call, what it does now, and the clocks it is done by.
struct Doing<'a> {
    workspace: &'a Workspace,
    call: &'a AgentCall,
    command_id: CommandId,
    business: BusinessCalendar,
    person: Option<PersonId>,
    now: UtcMillis,
}

impl<'a> Doing<'a> {
    async fn new(workspace: &'a Workspace, call: &'a AgentCall, key: &str) -> AppResult<Self> {
        Ok(Self {
            workspace,
            call,
            command_id: call.command_id(key),
            business: business_calendar(workspace).await?,
            person: call.person(workspace).await?,
            now: workspace.deps.clock.now(),
        })
    }

    fn local(&self) -> Moment {
        self.business.zone.local(self.now)
    }

    fn act(&self, act: Act, slot: &Slot) -> ActDraft {
        let act = self.call.act(self.now, act, self.person);
        act.detail("begins", moment_text(slot.begins))
            .detail("zone", slot.zone.name())
    }

    /// A place for an appointment that begins then.
    async fn slot(
        &self,
        begins: Moment,
        but: Option<BookingId>,
    ) -> AppResult<Result<Slot, Refused>> {
        let calendar: &Calendar = &self.business.calendar;
        let ends = calendar.ends(begins);
        let bookings = taken(self.workspace, (begins, ends), but).await?;
        let place = calendar.bookable(&bookings, begins, self.local());
        Ok(place.map(|place| Slot {
            begins,
            ends,
            place,
            zone: self.business.zone,
        }))
    }

    /// `false` where somebody else was first.
    async fn commit(&self, change: DeskChange, act: ActDraft) -> AppResult<bool> {
        let batch = Batch::one(self.command_id, Change::Desk(change), act);
        match self.workspace.store.commit(batch).await {
            Ok(_) => Ok(true),
            Err(error) if error.code == ErrorCode::Conflict => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The appointment that the call is about, or the only one of the caller still to come.
    async fn meant(&self) -> AppResult<Option<Booking>> {
        let store = &self.workspace.store;
        if let Some(id) = self.call.booking {
            let booking = store.booking(id).await?;
            return Ok(booking.filter(|one| one.cancelled.is_none()));
        }
        let Some(caller) = &self.call.caller else {
            return Ok(None);
        };
        let mut own = store.bookings_of(caller, self.local()).await?;
        Ok(own.pop().filter(|_| own.is_empty()))
    }

    async fn book(&self, new: &NewBooking) -> AppResult<Way> {
        // Each place that another call took first is one less to try.
        for _ in 0..=self.business.calendar.capacity {
            let slot = match self.slot(new.begins, None).await? {
                Ok(slot) => slot,
                Err(refused) => return Ok(Way::Refused(refused)),
            };
            let booking = Booking {
                id: BookingId(self.command_id.0),
                slot,
                name: short(new.name.as_ref()),
                service: short(new.service.as_ref()),
                contact: new.contact.clone().or_else(|| self.call.caller.clone()),
                person_id: self.person,
                call_id: Some(self.call.call_id),
                made_at: self.now,
                confirmed_at: None,
                cancelled: None,
            };
            let act = self.act(Act::BookingMade, &slot);
            if self
                .commit(DeskChange::Book(Box::new(booking)), act)
                .await?
            {
                return Ok(Way::Done);
            }
        }
        Ok(Way::Refused(Refused::Taken))
    }

    async fn move_to(&self, begins: Moment) -> AppResult<Way> {
        for _ in 0..=self.business.calendar.capacity {
            let Some(booking) = self.meant().await? else {
                return Ok(Way::Unclear);
            };
            let id = booking.id;
            let slot = match self.slot(begins, Some(id)).await? {
                Ok(slot) => slot,
                Err(refused) => return Ok(Way::Refused(refused)),
            };
            let act = self
                .act(Act::BookingMoved, &slot)
                .detail("from", moment_text(booking.slot.begins));
            if self
                .commit(DeskChange::MoveBooking { id, slot }, act)
                .await?
            {
                return Ok(Way::Done);
            }
        }
        Ok(Way::Refused(Refused::Taken))
    }

    /// Notes something about the appointment that is meant.
    async fn note(&self, act: Act, change: impl FnOnce(BookingId) -> DeskChange) -> AppResult<Way> {
        let Some(booking) = self.meant().await? else {
            return Ok(Way::Unclear);
        };
        let act = self.act(act, &booking.slot);
        let done = self.commit(change(booking.id), act).await?;
        Ok(if done { Way::Done } else { Way::Unclear })
    }

    /// What was done by this key before stays done, whatever it would come to now.
    async fn settled(&self, way: Way) -> AppResult<Way> {
        let before = way != Way::Done && self.workspace.store.is_done(self.command_id).await?;
        Ok(if before { Way::Done } else { way })
    }
}

fn short(text: Option<&String>) -> Option<String> {
    let text: String = text?.trim().chars().take(LONGEST).collect();
    (!text.is_empty()).then_some(text)
}

/// Books a place.
///
/// # Errors
/// Those of the store.
pub async fn book(
    workspace: &Workspace,
    call: &AgentCall,
    key: &str,
    new: &NewBooking,
) -> AppResult<Way> {
    let doing = Doing::new(workspace, call, key).await?;
    let way = doing.book(new).await?;
    doing.settled(way).await
}

/// Moves the appointment that is meant.
///
/// # Errors
/// Those of the store.
pub async fn move_to(
    workspace: &Workspace,
    call: &AgentCall,
    key: &str,
    begins: Moment,
) -> AppResult<Way> {
    let doing = Doing::new(workspace, call, key).await?;
    let way = doing.move_to(begins).await?;
    doing.settled(way).await
}

/// Cancels the appointment that is meant.
///
/// # Errors
/// Those of the store.
pub async fn cancel(workspace: &Workspace, call: &AgentCall, key: &str) -> AppResult<Way> {
    let doing = Doing::new(workspace, call, key).await?;
    let cancelled = Cancelled {
        at: doing.now,
        by: None,
        reason: String::new(),
    };
    let change = |id| DeskChange::CancelBooking { id, cancelled };
    let way = doing.note(Act::BookingCancelled, change).await?;
    doing.settled(way).await
}

/// Notes that the caller will come to the appointment that is meant.
///
/// # Errors
/// Those of the store.
pub async fn confirm(workspace: &Workspace, call: &AgentCall, key: &str) -> AppResult<Way> {
    let doing = Doing::new(workspace, call, key).await?;
    let at = doing.now;
    let change = |id| DeskChange::ConfirmBooking { id, at };
    let way = doing.note(Act::BookingConfirmed, change).await?;
    doing.settled(way).await
}
