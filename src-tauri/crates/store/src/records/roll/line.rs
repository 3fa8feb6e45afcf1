//! One call on the roll. Names are numbers here: each stands once.

use std::collections::HashMap;

use parley_domain::call::{Channel, Direction, Outcome};
use parley_domain::review::FlagReason;

/// A name's number; 0 is no name.
pub(super) type Name = u32;

/// Names of agents, languages, tags and people who review.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<Box<str>, Name>);

impl Names {
    /// The number of a name that some call has, or had.
    pub(super) fn known(&self, name: &str) -> Option<Name> {
        self.0.get(name).copied()
    }

    /// The number of a name, a new one where it has none.
    pub(super) fn number(&mut self, name: &str) -> Name {
        if let Some(number) = self.known(name) {
            return number;
        }
        let number = Name::try_from(self.0.len() + 1).unwrap_or(Name::MAX);
        self.0.insert(name.into(), number);
        number
    }

    pub(super) fn of(&mut self, name: Option<&str>) -> Name {
        name.map_or(0, |name| self.number(name))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) duration_ms: u32,
    pub(super) agent: Name,
    pub(super) language: Name,
    pub(super) assigned: Name,
    pub(super) reasons: Reasons,
    pub(super) channel: Channel,
    pub(super) direction: Direction,
    pub(super) outcome: Outcome,
    pub(super) has_recording: bool,
    pub(super) flagged: bool,
    pub(super) reviewed: bool,
    pub(super) tags: Box<[Name]>,
}

/// What a call is flagged for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reasons(u32);

const _: () = assert!(FlagReason::ALL.len() <= 32, "a bit for each reason");

impl Reasons {
    pub(super) const fn add(&mut self, reason: FlagReason) {
        self.0 |= 1 << reason as u32;
    }

    pub(super) const fn has(self, reason: FlagReason) -> bool {
        self.0 & (1 << reason as u32) != 0
    }
}
