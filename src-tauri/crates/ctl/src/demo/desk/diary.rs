//! Appointments of the clinic and the messages that followed calls. Days count from the
//! Friday from which the calls count, so that what was said in them stays true.

use chrono::{NaiveTime, TimeDelta};
use parley_app::audit::ActDraft;
use parley_app::bookings::{
    Booking, BusinessCalendar, CancelBooking, Cancelled, Slot, booking_cancel, business_calendar,
    taken,
};
use parley_app::calls::CallRecord;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::{Batch, Change, DeskChange};
use parley_domain::access::kinds::BookingManage;
use parley_domain::audit::Act;
use parley_domain::calendar::{Moment, moment_text};
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BookingId, MessageId};
use parley_domain::message::{Message, MessageState};
use parley_domain::report::Zone;
use parley_domain::time::UtcMillis;
use serde::Deserialize;

use super::contact_of;
use crate::demo::hands::Hands;
use crate::demo::{anchor, broken};

/// What was in the diary already was written there so long before it is to be.
const BEFORE: TimeDelta = TimeDelta::days(9);
/// From the end of a call to when its message was sent.
const SENT_AFTER_MS: i64 = 20_000;

#[derive(Debug, Deserialize)]
pub(super) struct Diary {
    /// Who keeps the diary by hand.
    by: String,
    appointments: Vec<Listed>,
    /// Messages that follow calls without an appointment.
    messages: Vec<Followed>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    /// The file of the call in which it was made; absent: it was in the diary already.
    call: Option<String>,
    /// From the Friday.
    day: i64,
    time: NaiveTime,
    /// Who comes, where that is not who called.
    name: Option<String>,
    /// Of somebody who did not call.
    contact: Option<String>,
    /// What for.
    service: String,
    /// The file of the call in which they said that they will come.
    confirmed: Option<String>,
    /// The file of the call in which it was cancelled.
    cancelled: Option<String>,
    /// Why somebody of the clinic cancelled it.
    called_off: Option<String>,
    message: Option<Sent>,
}

#[derive(Debug, Deserialize)]
struct Followed {
    call: String,
    message: Sent,
}

#[derive(Debug, Deserialize)]
struct Sent {
    text: String,
    state: MessageState,
}

/// Makes all of `listed`.
pub(super) async fn keep(hands: &Hands<'_>, listed: Diary) -> AppResult<()> {
    let mut messages = listed.messages;
    for one in listed.appointments {
        let id = appointment(hands, &listed.by, &one).await?;
        if let Some(reason) = one.called_off {
            let input = CancelBooking {
                command_id: hands.command_id(),
                booking_id: id,
                reason,
            };
            booking_cancel(hands.workspace, hands.as_person(&listed.by)?, input).await?;
        }
        if let (Some(call), Some(message)) = (one.call, one.message) {
            messages.push(Followed { call, message });
        }
    }
    let mut sent = Vec::new();
    for one in messages {
        sent.push((hands.record(&one.call).await?, one.message));
    }
    // The list has them in the order in which they came.
    sent.sort_by_key(|(call, _)| ended(call));
    for (call, message) in &sent {
        follow(hands, call, message).await?;
    }
    Ok(())
}

fn ended(call: &CallRecord) -> UtcMillis {
    call.row.started_at.plus(i64::from(call.row.duration_ms))
}

/// When the call of that file was over.
async fn told(hands: &Hands<'_>, file: Option<&String>) -> AppResult<Option<UtcMillis>> {
    match file {
        Some(file) => Ok(Some(ended(&hands.record(file).await?))),
        None => Ok(None),
    }
}

async fn appointment(hands: &Hands<'_>, by: &str, listed: &Listed) -> AppResult<BookingId> {
    let call = match &listed.call {
        Some(file) => Some(hands.record(file).await?),
        None => None,
    };
    let command_id = hands.command_id();
    let id = BookingId(command_id.0);
    let booking = booking(hands, id, listed, call.as_ref()).await?;
    let act = match &call {
        Some(call) => hands.act_of_agent(call, Act::BookingMade),
        None => {
            let grant = hands.as_person::<BookingManage>(by)?;
            let act = ActDraft::by(grant.subject(), grant.at(), Act::BookingMade);
            act.detail("name", booking.name.as_deref().unwrap_or_default())
        }
    };
    let act = act
        .detail("begins", moment_text(booking.slot.begins))
        .detail("zone", booking.slot.zone.name());
    let mut changes = vec![Change::Desk(DeskChange::Book(Box::new(booking)))];
    if let Some(at) = told(hands, listed.cancelled.as_ref()).await? {
        let cancelled = Cancelled {
            at,
            by: None,
            reason: String::new(),
        };
        changes.push(Change::Desk(DeskChange::CancelBooking { id, cancelled }));
    }
    let batch = Batch {
        command_id: Some(command_id),
        changes,
        acts: vec![act],
    };
    hands.workspace.store.commit(batch).await?;
    Ok(id)
}

async fn booking(
    hands: &Hands<'_>,
    id: BookingId,
    listed: &Listed,
    call: Option<&CallRecord>,
) -> AppResult<Booking> {
    let business = business_calendar(hands.workspace).await?;
    let today = business.zone.local(hands.desk.deps.clock.now()).date();
    let begins = (anchor(today) + TimeDelta::days(listed.day)).and_time(listed.time);
    let made = match call {
        Some(call) => ended(call),
        // What was there already was written by those who keep the diary.
        None => instant(business.zone, begins - BEFORE),
    };
    let contact = listed.contact.as_deref().and_then(Contact::parse);
    Ok(Booking {
        id,
        slot: slot(hands, &business, begins, made).await?,
        name: (listed.name.clone()).or_else(|| call.and_then(|call| call.caller.name.clone())),
        service: Some(listed.service.clone()),
        contact: contact.or_else(|| call.and_then(|call| contact_of(&call.caller))),
        person_id: call.map(|call| call.person_id),
        call_id: call.map(CallRecord::id),
        made_at: made,
        confirmed_at: told(hands, listed.confirmed.as_ref()).await?,
        cancelled: None,
    })
}

/// By the rule of the calendar, as it was when the appointment was made.
async fn slot(
    hands: &Hands<'_>,
    business: &BusinessCalendar,
    begins: Moment,
    made: UtcMillis,
) -> AppResult<Slot> {
    let ends = business.calendar.ends(begins);
    let bookings = taken(hands.workspace, (begins, ends), None).await?;
    let then = business.zone.local(made);
    let place = business.calendar.bookable(&bookings, begins, then);
    Ok(Slot {
        begins,
        ends,
        place: place.map_err(|refused| AppError::because(ErrorCode::Internal, refused))?,
        zone: business.zone,
    })
}

/// When clocks show it, to the hour that they may be changed by.
fn instant(zone: Zone, moment: Moment) -> UtcMillis {
    let there = UtcMillis(moment.and_utc().timestamp_millis());
    there.plus(-zone.ahead_ms(there))
}

async fn follow(hands: &Hands<'_>, call: &CallRecord, sent: &Sent) -> AppResult<()> {
    let to = contact_of(&call.caller).ok_or_else(|| broken("nobody knows who called"))?;
    let command_id = hands.command_id();
    let queued_at = ended(call);
    let kept = Message {
        id: MessageId(command_id.0),
        call_id: call.id(),
        to,
        person_id: Some(call.person_id),
        text: sent.text.clone(),
        state: sent.state,
        attempts: u32::from(sent.state != MessageState::Queued),
        queued_at,
        changed_at: queued_at.plus(SENT_AFTER_MS),
        receipt: None,
    };
    let act = hands.act_of_agent(call, Act::MessageQueued);
    let act = act.detail("text", &sent.text);
    let change = Change::Desk(DeskChange::QueueMessage(Box::new(kept)));
    let batch = Batch::one(command_id, change, act);
    hands.workspace.store.commit(batch).await?;
    Ok(())
}

#[cfg(test)]
impl Diary {
    /// The files of calls that are named.
    pub(super) fn calls(&self) -> impl Iterator<Item = &str> {
        let named = self.appointments.iter();
        let named = named.flat_map(|one| [&one.call, &one.confirmed, &one.cancelled]);
        let named = named.flatten().map(String::as_str);
        named.chain(self.messages.iter().map(|one| one.call.as_str()))
    }
}
