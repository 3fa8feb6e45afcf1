//! A filter, with the numbers of its names.

use std::ops::Bound;

use parley_app::calls::CallFilter;
use parley_domain::report::LocalHours;

use super::line::{Line, Name, Names};
use crate::records::time_key;

pub(super) struct Wanted<'a> {
    filter: &'a CallFilter,
    agent: Option<Name>,
    language: Option<Name>,
    assigned: Option<Name>,
    tag: Option<Name>,
    clock: Option<LocalHours>,
}

impl<'a> Wanted<'a> {
    /// `None` when no call can match: it has a name that none of them has.
    pub(super) fn of(filter: &'a CallFilter, names: &Names) -> Option<Self> {
        let number = |name: Option<&str>| name.map(|name| names.known(name).ok_or(()));
        let assigned = filter.assigned_to.map(|id| id.0.to_string());
        Some(Self {
            filter,
            agent: number(filter.agent.as_deref()).transpose().ok()?,
            language: number(filter.language.as_deref()).transpose().ok()?,
            assigned: number(assigned.as_deref()).transpose().ok()?,
            tag: number(filter.tag.as_deref()).transpose().ok()?,
            clock: filter.hour.map(|hour| LocalHours::of_zone(hour.zone())),
        })
    }

    /// The row ids of its period, older than `after`.
    pub(super) fn before(&self, after: Option<i64>) -> (Bound<i64>, Bound<i64>) {
        let from = self.filter.from.map_or(i64::MIN, time_key::floor);
        let to = self.filter.to.map(time_key::floor);
        let end = [to, after].into_iter().flatten().min();
        match end {
            // A range that ends before it begins is none, and would be refused.
            Some(end) if end <= from => (Bound::Included(from), Bound::Excluded(from)),
            Some(end) => (Bound::Included(from), Bound::Excluded(end)),
            None => (Bound::Included(from), Bound::Unbounded),
        }
    }

    /// Whether a call of that row id is left.
    pub(super) fn holds(&mut self, seq: i64, line: &Line) -> bool {
        let filter = self.filter;
        filter.outcome.is_none_or(|it| it == line.outcome)
            && filter.channel.is_none_or(|it| it == line.channel)
            && filter.direction.is_none_or(|it| it == line.direction)
            && self.agent.is_none_or(|it| it == line.agent)
            && self.language.is_none_or(|it| it == line.language)
            && self.assigned.is_none_or(|it| it == line.assigned)
            && filter
                .has_recording
                .is_none_or(|it| it == line.has_recording)
            && filter.flagged.is_none_or(|it| it == line.flagged)
            && filter.reviewed.is_none_or(|it| it == line.reviewed)
            && filter
                .min_duration_ms
                .is_none_or(|it| line.duration_ms >= it)
            && filter
                .max_duration_ms
                .is_none_or(|it| line.duration_ms <= it)
            && filter.flag_reason.is_none_or(|it| line.reasons.has(it))
            && self.tag.is_none_or(|it| line.tags.contains(&it))
            && self.is_in_hour(seq)
    }

    fn is_in_hour(&mut self, seq: i64) -> bool {
        match (&self.filter.hour, &mut self.clock) {
            (Some(hour), Some(clock)) => hour.holds(clock, time_key::instant(seq)),
            _ => true,
        }
    }
}
