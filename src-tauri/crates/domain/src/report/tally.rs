//! Counting calls of one kind.

use super::fact::CallFact;
use super::people::Few;
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

/// How long conversations took.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Handling {
    tally: Tally,
    total_ms: u64,
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
        }
    }

    pub(super) fn mean_ms(&self) -> Option<u32> {
        let calls = self.tally.shown().filter(|calls| *calls > 0)?;
        u32::try_from(self.total_ms / u64::from(calls)).ok()
    }
}
