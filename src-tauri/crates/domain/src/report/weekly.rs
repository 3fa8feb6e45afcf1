//! A week on one page: what happened, beside the week before, and what changed most.
//! Weeks begin on Monday where the business is.

mod changes;

use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::fact::{CallFact, CallFacts};
use super::hours::LocalHours;
use super::overview::{DayCount, Period};
use super::tally::{Handling, Tally, shown};
use crate::call::{Channel, Outcome};
use crate::closed_list::closed_list;
use crate::time::UtcMillis;
pub use changes::{Share, WeekChange};

closed_list! {
    /// How calls ended, as a week's report tells it: each in exactly one way.
    Ending {
        Booked = "booked",
        Rescheduled = "rescheduled",
        Cancelled = "cancelled",
        Answered = "answered",
        /// Handed on to a person.
        Transferred = "transferred",
        /// Nobody spoke: voicemail, no answer, failed.
        Missed = "missed",
        OptedOut = "opted_out",
        Complained = "complained",
        AskedToDelete = "asked_to_delete",
        Unknown = "unknown",
    }
}

impl Ending {
    /// That of an outcome.
    #[must_use]
    pub const fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Booked => Self::Booked,
            Outcome::Rescheduled => Self::Rescheduled,
            Outcome::Cancelled => Self::Cancelled,
            Outcome::Answered => Self::Answered,
            Outcome::Transferred => Self::Transferred,
            Outcome::Voicemail | Outcome::NoAnswer | Outcome::Failed => Self::Missed,
            Outcome::OptedOut => Self::OptedOut,
            Outcome::Complained => Self::Complained,
            Outcome::AskedToDelete => Self::AskedToDelete,
            Outcome::Unknown => Self::Unknown,
        }
    }
}

/// A local week and the one before it. Where clocks change they differ in length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weeks {
    pub monday: NaiveDate,
    pub now: Period,
    pub before: Period,
}

impl Weeks {
    /// The week of a day.
    #[must_use]
    pub fn of_day(day: NaiveDate, clock: &LocalHours) -> Option<Self> {
        let back = u64::from(day.weekday().num_days_from_monday());
        let monday = day.checked_sub_days(Days::new(back))?;
        let earlier = clock.start_of(monday.checked_sub_days(Days::new(7))?)?;
        let from = clock.start_of(monday)?;
        let to = clock.start_of(monday.checked_add_days(Days::new(7))?)?;
        Some(Self {
            monday,
            now: Period { from, to },
            before: Period {
                from: earlier,
                to: from,
            },
        })
    }

    /// The last week that is over.
    #[must_use]
    pub fn last_whole(now: UtcMillis, clock: &mut LocalHours) -> Option<Self> {
        let today = clock.of(now)?.date;
        Self::of_day(today.checked_sub_days(Days::new(7))?, clock)
    }

    /// All instants of both.
    #[must_use]
    pub const fn both(&self) -> Period {
        Period {
            from: self.before.from,
            to: self.now.to,
        }
    }
}

/// A week as a whole. `None` stands for a number of fewer than five people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WeekFigures {
    pub calls: Option<u32>,
    /// Different people.
    pub people: Option<u32>,
    /// Whole minutes of the calls by phone and web that came about.
    pub minutes: Option<u32>,
    /// Their mean length.
    pub handling_ms: Option<u32>,
}

/// Calls that ended in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct EndingRow {
    pub ending: Ending,
    pub now: Option<u32>,
    pub before: Option<u32>,
}

/// An hour in which many called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct BusyHour {
    /// 0 is Monday; `None`: all days of the week together.
    pub weekday: Option<u8>,
    /// 0 to 23.
    pub hour: u8,
    pub calls: u32,
}

/// What a week's page tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Weekly {
    /// `YYYY-MM-DD`.
    pub monday: String,
    pub week: Period,
    pub now: WeekFigures,
    pub before: WeekFigures,
    /// In the order of [`Ending::ALL`].
    pub endings: Vec<EndingRow>,
    /// Seven, Monday first.
    pub days: Vec<DayCount>,
    /// At most three, the busiest first; of the whole week together where no hour of a
    /// single day had enough people.
    pub busiest: Vec<BusyHour>,
    /// At most three, the greatest first.
    pub changes: Vec<WeekChange>,
}

/// One week, summed up.
#[derive(Debug, Clone)]
struct Sums {
    all: Tally,
    people: std::collections::HashSet<u64>,
    handling: Handling,
    endings: Vec<Tally>,
    channels: Vec<Tally>,
    agents: Vec<Tally>,
}

impl Sums {
    fn of_agents(agents: usize) -> Self {
        Self {
            all: Tally::default(),
            people: std::collections::HashSet::new(),
            handling: Handling::default(),
            endings: vec![Tally::default(); Ending::ALL.len()],
            channels: vec![Tally::default(); Channel::ALL.len()],
            agents: vec![Tally::default(); agents],
        }
    }

    fn add(&mut self, fact: &CallFact) {
        self.all.add(fact);
        self.people.insert(fact.person);
        self.handling.add(fact);
        let ending = Ending::of(fact.outcome);
        for (tally, each) in self.endings.iter_mut().zip(Ending::ALL) {
            if *each == ending {
                tally.add(fact);
            }
        }
        for (tally, each) in self.channels.iter_mut().zip(Channel::ALL) {
            if *each == fact.channel {
                tally.add(fact);
            }
        }
        let agent = fact.agent.and_then(|a| usize::try_from(a).ok());
        if let Some(tally) = agent.and_then(|a| self.agents.get_mut(a)) {
            tally.add(fact);
        }
    }

    fn figures(&self) -> WeekFigures {
        let Some(calls) = self.all.shown() else {
            return WeekFigures::default();
        };
        WeekFigures {
            calls: Some(calls),
            people: u32::try_from(self.people.len()).ok(),
            minutes: self.handling.minutes(),
            handling_ms: self.handling.mean_ms(),
        }
    }
}

/// Counts a week; `facts` hold the calls of both.
#[must_use]
pub fn weekly(facts: &CallFacts, weeks: &Weeks, mut clock: LocalHours) -> Weekly {
    let mut now = Sums::of_agents(facts.agents.len());
    let mut before = now.clone();
    let mut days = [Tally::default(); 7];
    let mut hours = [Tally::default(); 168];
    let mut every_day = [Tally::default(); 24];
    for fact in &facts.calls {
        if weeks.before.contains(fact.started_at) {
            before.add(fact);
        }
        if !weeks.now.contains(fact.started_at) {
            continue;
        }
        now.add(fact);
        let Some(local) = clock.of(fact.started_at) else {
            continue;
        };
        let (day, hour) = (usize::from(local.weekday), usize::from(local.hour));
        let places = [
            days.get_mut(day),
            hours.get_mut(day * 24 + hour),
            every_day.get_mut(hour),
        ];
        for tally in places.into_iter().flatten() {
            tally.add(fact);
        }
    }
    let endings = shown(&now.endings).into_iter().zip(shown(&before.endings));
    let dates = weeks.monday.iter_days().zip(shown(&days));
    Weekly {
        monday: weeks.monday.to_string(),
        week: weeks.now,
        now: now.figures(),
        before: before.figures(),
        endings: Ending::ALL
            .iter()
            .zip(endings)
            .map(|(ending, (now, before))| EndingRow {
                ending: *ending,
                now,
                before,
            })
            .collect(),
        days: dates
            .map(|(date, calls)| DayCount {
                date: date.to_string(),
                calls,
            })
            .collect(),
        busiest: busiest(&hours, &every_day),
        changes: changes::most(&now, &before, &facts.agents),
    }
}

fn busiest(hours: &[Tally; 168], every_day: &[Tally; 24]) -> Vec<BusyHour> {
    let of_week = (0u8..168).zip(shown(hours)).map(|(place, calls)| BusyHour {
        weekday: Some(place / 24),
        hour: place % 24,
        calls: calls.unwrap_or(0),
    });
    let of_day = (0u8..24)
        .zip(shown(every_day))
        .map(|(hour, calls)| BusyHour {
            weekday: None,
            hour,
            calls: calls.unwrap_or(0),
        });
    let most = |hours: Vec<BusyHour>| {
        let mut hours: Vec<BusyHour> = hours.into_iter().filter(|h| h.calls > 0).collect();
        hours.sort_by_key(|hour| std::cmp::Reverse(hour.calls));
        hours.truncate(3);
        hours
    };
    let found = most(of_week.collect());
    if found.is_empty() {
        return most(of_day.collect());
    }
    found
}

#[cfg(test)]
mod tests;
