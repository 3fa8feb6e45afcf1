//! A period in numbers. Every count is of calls; `None` stands for a count of fewer
//! than five people, or one that would give such a count away.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::fact::{CallFact, CallFacts};
use super::hours::LocalHours;
use super::tally::{Handling, Tally, shown};
use crate::call::{Channel, Outcome};
use crate::time::UtcMillis;

/// From one instant up to, not including, another.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
pub struct Period {
    pub from: UtcMillis,
    pub to: UtcMillis,
}

impl Period {
    /// The period as long, just before.
    #[must_use]
    pub fn before(self) -> Self {
        Self {
            from: UtcMillis(
                self.from
                    .0
                    .saturating_sub(self.to.0.saturating_sub(self.from.0)),
            ),
            to: self.from,
        }
    }

    /// Whether an instant is in it.
    #[must_use]
    pub fn contains(self, at: UtcMillis) -> bool {
        self.from <= at && at < self.to
    }
}

/// A period as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Totals {
    pub calls: Option<u32>,
    /// Different people who were spoken with or written to.
    pub people: Option<u32>,
    /// Mean length of the calls by phone and web that came about.
    pub handling_ms: Option<u32>,
    pub booked: Option<u32>,
    pub transferred: Option<u32>,
    pub opted_out: Option<u32>,
    pub complained: Option<u32>,
    pub asked_to_delete: Option<u32>,
}

/// Calls of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Group<T> {
    pub value: T,
    pub calls: Option<u32>,
}

/// A local day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DayCount {
    /// `YYYY-MM-DD`.
    pub date: String,
    pub calls: Option<u32>,
}

/// An hour of the local week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HourCount {
    /// 0 is Monday.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
    pub calls: Option<u32>,
}

/// One agent beside the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AgentRow {
    pub agent: String,
    pub totals: Totals,
}

/// What a period looked like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Overview {
    pub now: Totals,
    /// The period as long before it.
    pub before: Totals,
    /// Each local day of the period, in order.
    pub days: Vec<DayCount>,
    /// The hours of the week in which there were calls.
    pub hours: Vec<HourCount>,
    /// The hours of the day, 0 to 23, all days of the week together.
    pub clock: Vec<Option<u32>>,
    /// Most frequent first.
    pub outcomes: Vec<Group<Outcome>>,
    pub channels: Vec<Group<Channel>>,
    /// Most calls first; those of too few people are left out.
    pub agents: Vec<AgentRow>,
    /// How many were left out.
    pub agents_hidden: u32,
}

/// Counts the calls of `period`; `facts` hold those of the period before as well.
/// Days are local.
#[must_use]
pub fn overview(facts: &CallFacts, period: Period, mut clock: LocalHours) -> Overview {
    let mut now = Sums::default();
    let mut before = Sums::default();
    let mut days = empty_days(period, &mut clock);
    let mut hours = [[Tally::default(); 24]; 7];
    let mut day_hours = [Tally::default(); 24];
    let mut outcomes: BTreeMap<&str, (Outcome, Tally)> = BTreeMap::new();
    let mut channels: BTreeMap<&str, (Channel, Tally)> = BTreeMap::new();
    let mut agents: Vec<Sums> = vec![Sums::default(); facts.agents.len()];
    let earlier = period.before();
    for fact in &facts.calls {
        if earlier.contains(fact.started_at) {
            before.add(fact);
        }
        if !period.contains(fact.started_at) {
            continue;
        }
        now.add(fact);
        if let Some(local) = clock.of(fact.started_at) {
            days.entry(local.date).or_default().add(fact);
            let week = hours.get_mut(usize::from(local.weekday));
            if let Some(tally) = week.and_then(|day| day.get_mut(usize::from(local.hour))) {
                tally.add(fact);
            }
            if let Some(tally) = day_hours.get_mut(usize::from(local.hour)) {
                tally.add(fact);
            }
        }
        let kind = outcomes.entry(fact.outcome.as_str());
        let of_kind = kind.or_insert((fact.outcome, Tally::default()));
        of_kind.1.add(fact);
        let way = channels.entry(fact.channel.as_str());
        let of_way = way.or_insert((fact.channel, Tally::default()));
        of_way.1.add(fact);
        let agent = fact.agent.and_then(|a| usize::try_from(a).ok());
        if let Some(sums) = agent.and_then(|a| agents.get_mut(a)) {
            sums.add(fact);
        }
    }
    let (agents, agents_hidden) = agent_rows(&facts.agents, agents);
    Overview {
        now: now.shown(),
        before: before.shown(),
        days: day_counts(days),
        hours: hour_counts(&hours),
        clock: shown(&day_hours),
        outcomes: groups(outcomes.into_values().collect()),
        channels: groups(channels.into_values().collect()),
        agents,
        agents_hidden,
    }
}

/// What is summed up of calls.
#[derive(Debug, Clone, Default)]
struct Sums {
    all: Tally,
    people: HashSet<u64>,
    handling: Handling,
    /// In the order of [`Totals`]: booked, transferred, opted out, complained, delete.
    kinds: [Tally; 5],
}

/// The outcomes that are counted apart.
const KINDS: [Outcome; 5] = [
    Outcome::Booked,
    Outcome::Transferred,
    Outcome::OptedOut,
    Outcome::Complained,
    Outcome::AskedToDelete,
];

impl Sums {
    fn add(&mut self, fact: &CallFact) {
        self.all.add(fact);
        self.people.insert(fact.person);
        self.handling.add(fact);
        for (kind, tally) in KINDS.iter().zip(&mut self.kinds) {
            if fact.outcome == *kind {
                tally.add(fact);
            }
        }
    }

    fn shown(&self) -> Totals {
        let Some(calls) = self.all.shown() else {
            return Totals::default();
        };
        let [booked, transferred, opted_out, complained, asked_to_delete] =
            self.kinds.map(|tally| tally.shown());
        Totals {
            calls: Some(calls),
            people: u32::try_from(self.people.len()).ok(),
            handling_ms: self.handling.mean_ms(),
            booked,
            transferred,
            opted_out,
            complained,
            asked_to_delete,
        }
    }
}

/// Every local day of a period, also those without calls.
fn empty_days(period: Period, clock: &mut LocalHours) -> BTreeMap<NaiveDate, Tally> {
    let mut days = BTreeMap::new();
    let last = UtcMillis(period.to.0.saturating_sub(1)).max(period.from);
    if let (Some(first), Some(last)) = (clock.of(period.from), clock.of(last)) {
        let dates = first.date.iter_days().take_while(|date| *date <= last.date);
        days.extend(dates.map(|date| (date, Tally::default())));
    }
    days
}

fn day_counts(days: BTreeMap<NaiveDate, Tally>) -> Vec<DayCount> {
    let (dates, tallies): (Vec<_>, Vec<_>) = days.into_iter().unzip();
    let counts = dates.into_iter().zip(shown(&tallies));
    let counts = counts.map(|(date, calls)| DayCount {
        date: date.to_string(),
        calls,
    });
    counts.collect()
}

fn hour_counts(hours: &[[Tally; 24]; 7]) -> Vec<HourCount> {
    let places = (0u8..7).flat_map(|weekday| (0u8..24).map(move |hour| (weekday, hour)));
    let counts = places.zip(shown(hours.as_flattened()));
    let counts = counts.filter(|(_, calls)| *calls != Some(0));
    counts
        .map(|((weekday, hour), calls)| HourCount {
            weekday,
            hour,
            calls,
        })
        .collect()
}

fn groups<T: Copy>(mut found: Vec<(T, Tally)>) -> Vec<Group<T>> {
    found.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.calls));
    let (values, tallies): (Vec<T>, Vec<Tally>) = found.into_iter().unzip();
    let shown = values.into_iter().zip(shown(&tallies));
    shown.map(|(value, calls)| Group { value, calls }).collect()
}

fn agent_rows(names: &[String], sums: Vec<Sums>) -> (Vec<AgentRow>, u32) {
    let mut rows: Vec<(&String, Sums)> = names.iter().zip(sums).collect();
    rows.retain(|(_, sums)| sums.all.calls > 0);
    rows.sort_by_key(|(_, sums)| std::cmp::Reverse(sums.all.calls));
    let tallies: Vec<Tally> = rows.iter().map(|(_, sums)| sums.all).collect();
    let counts = shown(&tallies);
    let hidden = counts.iter().filter(|count| count.is_none()).count();
    let kinds: [Vec<Option<u32>>; 5] = std::array::from_fn(|kind| {
        // The whole column: its sum is among the totals.
        let column: Vec<Tally> = rows.iter().map(|(_, sums)| sums.kinds[kind]).collect();
        shown(&column)
    });
    let rows = rows.into_iter().enumerate().map(|(place, (agent, sums))| {
        let of = |kind: usize| kinds[kind].get(place).copied().flatten();
        let totals = Totals {
            booked: of(0),
            transferred: of(1),
            opted_out: of(2),
            complained: of(3),
            asked_to_delete: of(4),
            ..sums.shown()
        };
        (agent, totals)
    });
    let seen = rows.zip(counts).filter(|(_, count)| count.is_some());
    let rows = seen.map(|((agent, totals), _)| AgentRow {
        agent: agent.clone(),
        totals,
    });
    (rows.collect(), u32::try_from(hidden).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
