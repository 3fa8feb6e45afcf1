//! Counting calls of one kind.

use super::fact::CallFact;
use super::people::{Few, hide};
use crate::call::{Channel, Outcome};

/// Calls, and enough of their people to know whether they may be shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) calls: u32,
    pub(super) people: Few,
}

impl Tally {
    pub(super) fn add(&mut self, fact: &CallFact) {
        self.calls += 1;
        self.people.meet(fact.person);
    }

    /// The count, unless too few stand behind it.
    pub(super) fn shown(&self) -> Option<u32> {
        (self.people.is_nobody() || self.people.are_many()).then_some(self.calls)
    }
}

/// The tallies that make up one total, as they are shown.
pub(super) fn shown(tallies: &[Tally]) -> Vec<Option<u32>> {
    let groups: Vec<_> = tallies.iter().map(|t| (t.people, t.calls)).collect();
    let hidden = hide(&groups);
    let shown = tallies.iter().zip(hidden);
    shown
        .map(|(tally, hidden)| (!hidden).then_some(tally.calls))
        .collect()
}

/// How long conversations took.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Handling {
    tally: Tally,
    total_ms: u64,
    /// Of the lengths squared, ms²; a sum for statistics, so rounding is no harm.
    squares: f64,
}

impl Handling {
    /// Only spoken ones that came about: a thread of messages lasts for days, and an
    /// unanswered call is not handled.
    pub(super) fn add(&mut self, fact: &CallFact) {
        let spoken = matches!(fact.channel, Channel::Phone | Channel::Web);
        let missed = matches!(
            fact.outcome,
            Outcome::NoAnswer | Outcome::Failed | Outcome::Voicemail
        );
        if spoken && !missed {
            self.tally.add(fact);
            self.total_ms += u64::from(fact.duration_ms);
            self.squares += f64::from(fact.duration_ms).powi(2);
        }
    }

    pub(super) fn mean_ms(&self) -> Option<u32> {
        let calls = self.tally.shown().filter(|calls| *calls > 0)?;
        u32::try_from(self.total_ms / u64::from(calls)).ok()
    }

    /// Whole minutes, all together.
    pub(super) fn minutes(&self) -> Option<u32> {
        self.tally.shown()?;
        u32::try_from(self.total_ms / 60_000).ok()
    }

    /// The variance of the mean, ms²; `None` of fewer than two.
    pub(super) fn error_of_mean(&self) -> Option<f64> {
        let calls = self.tally.shown().filter(|calls| *calls > 1)?;
        let (n, mean) = (f64::from(calls), f64::from(self.mean_ms()?));
        Some(((self.squares / n - mean * mean).max(0.0) / (n - 1.0)).max(1.0))
    }
}
