//! Flags that nobody has dealt with yet: those on calls that were not reviewed since.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::people::{Few, hide};
use crate::review::FlagReason;
use crate::time::UtcMillis;

/// A flag on a call that is not reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagFact {
    pub reason: FlagReason,
    /// When it was set.
    pub at: UtcMillis,
    /// The same for the same call, in these facts.
    pub call: u64,
    /// The same for the same person, in these facts.
    pub person: u64,
}

/// The open flags in numbers. `None`: of fewer than five people, or it would give such
/// a number away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenFlags {
    pub flags: Option<u32>,
    /// The calls that have them.
    pub calls: Option<u32>,
    /// When the oldest was set; `None` also when there is none.
    pub oldest_at: Option<UtcMillis>,
    /// Most calls first; reasons that no flag has are left out.
    pub reasons: Vec<FlagsOfReason>,
}

/// The calls with an open flag for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FlagsOfReason {
    pub reason: FlagReason,
    pub calls: Option<u32>,
    pub oldest_at: Option<UtcMillis>,
}

#[derive(Debug, Clone, Default)]
struct Reason {
    people: Few,
    calls: BTreeSet<u64>,
    oldest_at: Option<UtcMillis>,
}

impl Reason {
    fn add(&mut self, flag: &FlagFact) {
        self.people.meet(flag.person);
        self.calls.insert(flag.call);
        self.oldest_at = Some(self.oldest_at.map_or(flag.at, |at| at.min(flag.at)));
    }

    fn count(&self) -> u32 {
        u32::try_from(self.calls.len()).unwrap_or(u32::MAX)
    }
}

/// Counts the open flags.
#[must_use]
pub fn open_flags(facts: &[FlagFact]) -> OpenFlags {
    let mut all = Reason::default();
    let mut by_reason: BTreeMap<FlagReason, Reason> = BTreeMap::new();
    for fact in facts {
        all.add(fact);
        by_reason.entry(fact.reason).or_default().add(fact);
    }
    let shown = all.people.is_nobody() || all.people.are_many();
    let mut found: Vec<(FlagReason, Reason)> = by_reason.into_iter().collect();
    found.sort_by_key(|(_, reason)| std::cmp::Reverse(reason.count()));
    let groups: Vec<(Few, u32)> = found.iter().map(|(_, r)| (r.people, r.count())).collect();
    let hidden = hide(&groups);
    let reasons = found.into_iter().zip(hidden);
    OpenFlags {
        flags: shown.then(|| u32::try_from(facts.len()).unwrap_or(u32::MAX)),
        calls: shown.then(|| all.count()),
        oldest_at: all.oldest_at.filter(|_| shown),
        reasons: reasons
            .map(|((reason, of), hidden)| FlagsOfReason {
                reason,
                calls: (!hidden).then(|| of.count()),
                oldest_at: of.oldest_at.filter(|_| !hidden),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(reason: FlagReason, at: i64, call: u64) -> FlagFact {
        FlagFact {
            reason,
            at: UtcMillis(at),
            call,
            // Two calls each.
            person: call / 2,
        }
    }

    #[test]
    fn calls_are_counted_once_and_few_people_not_told_of() {
        assert_eq!(open_flags(&[]).flags, Some(0));
        let mut facts: Vec<FlagFact> = (0..12)
            .map(|call| flag(FlagReason::Tone, 1_000 - i64::try_from(call).unwrap(), call))
            .collect();
        facts.push(flag(FlagReason::Tone, 5, 0));
        let seen = open_flags(&facts);
        assert_eq!((seen.flags, seen.calls), (Some(13), Some(12)));
        assert_eq!(seen.oldest_at, Some(UtcMillis(5)));
        assert_eq!(seen.reasons[0].calls, Some(12));
        // A reason of one person takes the next with it.
        facts.push(flag(FlagReason::Privacy, 1, 30));
        let seen = open_flags(&facts);
        assert_eq!(seen.calls, Some(13));
        assert_eq!(seen.reasons.len(), 2);
        let told = |r: &FlagsOfReason| r.calls.is_some() || r.oldest_at.is_some();
        assert!(!seen.reasons.iter().any(told));
        // Eight calls of four people.
        let few = open_flags(&facts[..8]);
        assert_eq!((few.flags, few.calls, few.oldest_at), (None, None, None));
        assert_eq!(few.reasons[0].calls, None);
    }
}
