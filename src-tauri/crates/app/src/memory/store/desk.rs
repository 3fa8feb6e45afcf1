//! What an agent's calls find.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_domain::calendar::Moment;
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BookingId, CallId, CommandId, MessageId, PersonId, SuppressionId};
use parley_domain::knowledge::{Entry, folded};
use parley_domain::message::{Message, MessageState, Receipt};
use parley_domain::suppression::Suppression;
use parley_domain::time::UtcMillis;

use super::MemoryStore;
use super::calls::person;
use super::tables::Tables;
use crate::bookings::{Booking, Slot};
use crate::error::{AppError, AppResult};
use crate::ports::{DeskChange, DeskRecords, Page, SuppressionCursor};
use crate::suppressions::SuppressionFilter;

#[derive(Debug, Clone, Default)]
pub(super) struct DeskTables {
    /// In the order they came.
    suppressions: Vec<Suppression>,
    bookings: BTreeMap<BookingId, Booking>,
    messages: Vec<Message>,
    knowledge: BTreeMap<String, Entry>,
}

fn conflict<T>() -> AppResult<T> {
    Err(AppError::new(ErrorCode::Conflict))
}

pub(super) fn apply(tables: &mut Tables, change: DeskChange) -> AppResult<()> {
    let desk = &mut tables.desk;
    match change {
        DeskChange::Suppress(entry) => {
            let stands =
                |kept: &Suppression| kept.contact == entry.contact && kept.lifted.is_none();
            if !desk.suppressions.iter().any(stands) {
                desk.suppressions.push(*entry);
            }
        }
        DeskChange::LiftSuppression { id, lifted } => {
            let mut all = desk.suppressions.iter_mut();
            match all.find(|entry| entry.id == id && entry.lifted.is_none()) {
                Some(entry) => entry.lifted = Some(lifted),
                None => return conflict(),
            }
        }
        DeskChange::Book(booking) => {
            free(desk, booking.id, &booking.slot)?;
            if desk.bookings.insert(booking.id, *booking).is_some() {
                return conflict();
            }
        }
        DeskChange::MoveBooking { id, slot } => {
            free(desk, id, &slot)?;
            let booking = standing(desk, id)?;
            booking.slot = slot;
            booking.confirmed_at = None;
        }
        DeskChange::ConfirmBooking { id, at } => standing(desk, id)?.confirmed_at = Some(at),
        DeskChange::CancelBooking { id, cancelled } => {
            standing(desk, id)?.cancelled = Some(cancelled);
        }
        DeskChange::QueueMessage(message) => {
            if desk.messages.iter().any(|m| m.call_id == message.call_id) {
                return conflict();
            }
            desk.messages.push(*message);
        }
        DeskChange::SetMessage { id, from, to, at } => set_message(desk, id, (from, to), at)?,
        DeskChange::KeepReceipt { id, receipt } => keep_receipt(desk, id, receipt)?,
        DeskChange::WithdrawMessages { to, person_id, at } => {
            withdraw(desk, &to, person_id, at);
        }
        DeskChange::PutEntry(entry) => {
            desk.knowledge.insert(entry.name.clone(), *entry);
        }
        DeskChange::RemoveEntry(name) => {
            desk.knowledge.remove(&name);
        }
    }
    Ok(())
}

/// Whether nothing else runs in that place then.
fn free(desk: &DeskTables, id: BookingId, slot: &Slot) -> AppResult<()> {
    let others = desk.bookings.values().filter(|one| one.id != id);
    let mut taken = others.filter_map(Booking::taken);
    let runs = taken.any(|taken| {
        taken.place == slot.place && taken.begins < slot.ends && taken.ends > slot.begins
    });
    if runs { conflict() } else { Ok(()) }
}

fn standing(desk: &mut DeskTables, id: BookingId) -> AppResult<&mut Booking> {
    let booking = desk.bookings.get_mut(&id);
    let booking = booking.filter(|booking| booking.cancelled.is_none());
    booking.ok_or(AppError::new(ErrorCode::Conflict))
}

fn set_message(
    desk: &mut DeskTables,
    id: MessageId,
    (from, to): (MessageState, MessageState),
    at: UtcMillis,
) -> AppResult<()> {
    let mut all = desk.messages.iter_mut();
    let Some(message) = all.find(|message| message.id == id && message.state == from) else {
        return conflict();
    };
    message.state = to;
    message.attempts += u32::from(to == MessageState::Sending);
    message.changed_at = at;
    Ok(())
}

fn keep_receipt(desk: &mut DeskTables, id: MessageId, receipt: Receipt) -> AppResult<()> {
    let mut all = desk.messages.iter_mut();
    let message = all.find(|message| message.id == id && message.receipt.is_none());
    let Some(message) = message else {
        return conflict();
    };
    message.receipt = Some(receipt);
    Ok(())
}

fn withdraw(desk: &mut DeskTables, to: &Contact, person_id: Option<PersonId>, at: UtcMillis) {
    for message in &mut desk.messages {
        let same = message.to == *to || (person_id.is_some() && message.person_id == person_id);
        if same && message.state == MessageState::Queued {
            message.state = MessageState::Withdrawn;
            message.changed_at = at;
        }
    }
}

fn place(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

#[async_trait]
impl DeskRecords for MemoryStore {
    async fn is_done(&self, id: CommandId) -> AppResult<bool> {
        self.read(|t| t.commands.contains(&id))
    }

    async fn suppressions(
        &self,
        filter: &SuppressionFilter,
        after: Option<SuppressionCursor>,
        limit: u32,
    ) -> AppResult<Page<Suppression, SuppressionCursor>> {
        let wanted = filter.wanted();
        self.read(|t| {
            let all = t.desk.suppressions.iter().enumerate().rev();
            let left = all.filter(|(index, entry)| {
                let contact = entry.contact.as_str();
                after.is_none_or(|after| place(*index) < after.0)
                    && filter.stands.is_none_or(|s| entry.lifted.is_none() == s)
                    && wanted.as_ref().is_none_or(|w| contact.contains(w.as_str()))
            });
            let limit = limit as usize;
            let mut rows: Vec<(usize, &Suppression)> = left.take(limit + 1).collect();
            let more = rows.len() > limit;
            rows.truncate(limit);
            let last = rows.last().filter(|_| more);
            Page {
                next: last.map(|(index, _)| SuppressionCursor(place(*index))),
                rows: rows.into_iter().map(|(_, entry)| entry.clone()).collect(),
            }
        })
    }

    async fn suppression(&self, id: SuppressionId) -> AppResult<Option<Suppression>> {
        self.read(|t| t.desk.suppressions.iter().find(|e| e.id == id).cloned())
    }

    async fn suppressed(&self, contact: &Contact) -> AppResult<Option<Suppression>> {
        self.read(|t| {
            let who = person(t, contact.as_str());
            let mut all = t.desk.suppressions.iter();
            let stands = all.find(|entry| {
                let same = entry.contact == *contact || (who.is_some() && entry.person_id == who);
                same && entry.lifted.is_none()
            });
            stands.cloned()
        })
    }

    async fn bookings(&self, from: Moment, to: Moment) -> AppResult<Vec<Booking>> {
        self.read(|t| {
            let all = t.desk.bookings.values();
            let runs = all.filter(|one| one.slot.begins < to && one.slot.ends > from);
            sorted(runs.cloned().collect())
        })
    }

    async fn booking(&self, id: BookingId) -> AppResult<Option<Booking>> {
        self.read(|t| t.desk.bookings.get(&id).cloned())
    }

    async fn bookings_of(&self, contact: &Contact, from: Moment) -> AppResult<Vec<Booking>> {
        self.read(|t| {
            let who = person(t, contact.as_str());
            let own = t.desk.bookings.values().filter(|one| {
                let same = one.contact.as_ref() == Some(contact)
                    || (who.is_some() && one.person_id == who);
                same && one.cancelled.is_none() && one.slot.begins >= from
            });
            sorted(own.cloned().collect())
        })
    }

    async fn messages(&self, state: Option<MessageState>, limit: u32) -> AppResult<Vec<Message>> {
        self.read(|t| {
            let all = t.desk.messages.iter().rev();
            let left = all.filter(|message| state.is_none_or(|state| message.state == state));
            left.take(limit as usize).cloned().collect()
        })
    }

    async fn message(&self, id: MessageId) -> AppResult<Option<Message>> {
        self.read(|t| t.desk.messages.iter().find(|m| m.id == id).cloned())
    }

    async fn message_of(&self, call: CallId) -> AppResult<Option<Message>> {
        self.read(|t| t.desk.messages.iter().find(|m| m.call_id == call).cloned())
    }

    async fn knowledge(&self) -> AppResult<Vec<Entry>> {
        self.read(|t| t.desk.knowledge.values().cloned().collect())
    }

    async fn knowledge_count(&self) -> AppResult<u32> {
        let count = self.read(|t| t.desk.knowledge.len())?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    async fn knowledge_with(&self, words: &[String], limit: u32) -> AppResult<Vec<Entry>> {
        self.read(|t| {
            let held = |entry: &Entry| {
                let about = folded(&entry.about);
                let has = |word: &&String| about.split(' ').any(|own| own.starts_with(&***word));
                words.iter().filter(has).count()
            };
            let mut found: Vec<(usize, &Entry)> = t
                .desk
                .knowledge
                .values()
                .map(|entry| (held(entry), entry))
                .filter(|(held, _)| *held > 0)
                .collect();
            found.sort_by_key(|(held, _)| std::cmp::Reverse(*held));
            let best = found.into_iter().take(limit as usize);
            best.map(|(_, entry)| entry.clone()).collect()
        })
    }
}

fn sorted(mut bookings: Vec<Booking>) -> Vec<Booking> {
    bookings.sort_by_key(|one| (one.slot.begins, one.slot.place, one.id));
    bookings
}
