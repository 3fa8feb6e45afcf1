//! Changes, all of a batch or none.

use parley_domain::call::{Party, normal_email, normal_phone};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, PersonId};

use super::tables::{KeptCall, Tables};
use super::{
    MemoryStore, audit, captured, comments, desk, live, marks, overlay, scorecards, trackers, views,
};
use crate::calls::NewCall;
use crate::error::{AppError, AppResult};
use crate::memory::held;
use crate::ports::{Batch, Change, Committed};

pub(super) fn commit(store: &MemoryStore, batch: Batch) -> AppResult<Committed> {
    let mut tables = held(&store.tables);
    let mut next = tables.clone();
    if let Some(id) = batch.command_id
        && !next.commands.insert(id)
    {
        return Ok(Committed::AlreadyDone);
    }
    for change in batch.changes {
        apply(&mut next, change)?;
    }
    for act in batch.acts {
        audit::append(&mut next, act, &*store.rng)?;
    }
    *tables = next;
    Ok(Committed::Applied)
}

fn apply(tables: &mut Tables, change: Change) -> AppResult<()> {
    match change {
        Change::PutUser(user) => {
            if user.tenant_id != tables.tenant_id {
                return Err(ErrorCode::Conflict.into());
            }
            tables.users.insert(user.id, user);
        }
        Change::AddCall(new) => add_call(tables, *new)?,
        Change::SetTags { call_id, tags } => existing(tables, call_id)?.record.row.tags = tags,
        Change::SetCallerChannel { call_id, channel } => {
            existing(tables, call_id)?.record.caller_channel = channel;
        }
        Change::AddDerivative(media) => {
            tables.media.insert(media.id, media);
        }
        Change::PutImport(import) => {
            let kept = tables.imports.entry(import.id).or_insert(import.clone());
            kept.report = import.report;
        }
        Change::Mark(change) => marks::apply(tables, change)?,
        Change::View(change) => views::apply(&mut tables.views, change),
        Change::Tracker(change) => trackers::apply(&mut tables.trackers, change),
        Change::Comment(change) => comments::apply(tables, change)?,
        Change::Captured(change) => captured::apply(tables, change)?,
        Change::Desk(change) => desk::apply(tables, change)?,
        Change::Overlay(change) => overlay::apply(tables, change)?,
        Change::SetSetting { name, value } => {
            tables.settings.insert(name, value);
        }
        Change::Live(change) => live::apply(tables, change)?,
        Change::Scorecard(change) => scorecards::apply(tables, change)?,
    }
    Ok(())
}

pub(super) fn existing(tables: &mut Tables, id: CallId) -> AppResult<&mut KeptCall> {
    let call = tables.calls.get_mut(&id);
    call.ok_or(AppError::new(ErrorCode::NotFound))
}

/// Makes the person, or adds what was not known of them.
pub(super) fn put_person(tables: &mut Tables, id: PersonId, party: &Party) {
    let person = tables.people.entry(id).or_default();
    let phone = party.phone.as_deref().and_then(normal_phone);
    let email = party.email.as_deref().and_then(normal_email);
    person.phone = person.phone.take().or(phone);
    person.email = person.email.take().or(email);
}

fn add_call(tables: &mut Tables, new: NewCall) -> AppResult<()> {
    let record = new.record;
    let id = record.row.id;
    put_person(tables, record.person_id, &record.caller);
    let mut known = tables.calls.contains_key(&id);
    for media in new.media {
        known |= tables.media.insert(media.id, media).is_some();
    }
    for source in new.sources {
        known |= {
            let from = (id, source.media_id);
            tables.sources.insert(source.item_hash, from).is_some()
        };
    }
    if known {
        return Err(ErrorCode::Conflict.into());
    }
    let place = tables.place(record.row.started_at);
    let turns = new.turns.into_iter().map(|turn| {
        let began = i64::from(turn.start_ms.unwrap_or(0));
        (tables.place(record.row.started_at.plus(began)), turn)
    });
    let call = KeptCall {
        place,
        turns: turns.collect(),
        record,
    };
    tables.calls.insert(id, call);
    Ok(())
}
