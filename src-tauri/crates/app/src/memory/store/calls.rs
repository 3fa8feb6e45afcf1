//! The list, and finding a person again.

use parley_domain::call::{normal_email, normal_phone};
use parley_domain::ids::PersonId;
use parley_domain::report::LocalHours;

use super::marks;
use super::tables::{KeptCall, Tables, first_place};
use crate::calls::{CallFilter, CallRow};
use crate::ports::{CallCursor, Page};

/// A page never holds more, whatever was asked.
const LONGEST_PAGE: u32 = 1_000;

/// Whether a call is among those a filter leaves.
fn is_left(tables: &Tables, call: &KeptCall, filter: &CallFilter) -> bool {
    let row = &call.record.row;
    let is = |wanted: &Option<String>, found: Option<&String>| {
        wanted.as_ref().is_none_or(|wanted| found == Some(wanted))
    };
    filter
        .from
        .is_none_or(|from| call.place >= first_place(from))
        && filter.to.is_none_or(|to| call.place < first_place(to))
        && filter.direction.is_none_or(|d| row.direction == d)
        && filter.channel.is_none_or(|c| row.channel == c)
        && is(&filter.agent, row.agent.as_ref())
        && filter.outcome.is_none_or(|o| row.outcome == o)
        && filter.min_duration_ms.is_none_or(|d| row.duration_ms >= d)
        && filter.max_duration_ms.is_none_or(|d| row.duration_ms <= d)
        && is(&filter.language, row.language.as_ref())
        && filter.has_recording.is_none_or(|r| row.has_recording == r)
        && filter.tag.as_ref().is_none_or(|t| row.tags.contains(t))
        && filter
            .assigned_to
            .is_none_or(|id| row.marks.assigned_to == Some(id))
        && filter
            .flagged
            .is_none_or(|flagged| (row.marks.flags > 0) == flagged)
        && filter.reviewed.is_none_or(|r| row.marks.reviewed == r)
        && filter.hour.is_none_or(|hour| {
            let mut clock = LocalHours::of_zone(hour.zone());
            hour.holds(&mut clock, row.started_at)
        })
        && filter
            .flag_reason
            .is_none_or(|reason| marks::has_flag(tables, row.id, reason))
}

/// Those a filter leaves, newest first.
pub(super) fn left<'a>(tables: &'a Tables, filter: &CallFilter) -> Vec<&'a KeptCall> {
    let calls = tables
        .calls
        .values()
        .filter(|call| is_left(tables, call, filter));
    let mut calls: Vec<&KeptCall> = calls.collect();
    calls.sort_unstable_by_key(|call| std::cmp::Reverse(call.place));
    calls
}

/// A page of them.
pub(super) fn list(
    tables: &Tables,
    filter: &CallFilter,
    after: Option<CallCursor>,
    limit: u32,
) -> Page<CallRow, CallCursor> {
    let limit = limit.clamp(1, LONGEST_PAGE) as usize;
    let mut calls = left(tables, filter);
    calls.retain(|call| after.is_none_or(|CallCursor(place)| call.place < place));
    let more = calls.len() > limit;
    calls.truncate(limit);
    let last = calls.last().map(|call| CallCursor(call.place));
    Page {
        rows: calls.iter().map(|call| call.record.row.clone()).collect(),
        next: last.filter(|_| more),
    }
}

/// The person with this phone number or e-mail address.
pub(super) fn person(tables: &Tables, contact: &str) -> Option<PersonId> {
    let (phone, email) = match normal_email(contact) {
        Some(email) => (None, Some(email)),
        None => (Some(normal_phone(contact)?), None),
    };
    let mut people = tables.people.iter();
    let found = people.find(|(_, person)| {
        phone.is_some() && person.phone == phone || email.is_some() && person.email == email
    });
    found.map(|(id, _)| *id)
}
