//! Drawing calls for review so that nobody can pick them: within an agent's week the
//! calls are put in the order of a hash of the rule's secret seed and the call's id, and
//! the first ones are taken. The same calls give the same draw, whoever asks.

use std::collections::BTreeMap;

use crate::digest::sha256;
use crate::ids::CallId;
use crate::time::UtcMillis;

/// What makes one rule's draw another than the next one's. Secret: who knew it could
/// tell beforehand which calls will be heard.
pub type Seed = [u8; 32];

/// How many of a hundred calls, 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share(u8);

impl Share {
    /// `None` outside of 1 to 100.
    #[must_use]
    pub const fn new(percent: u8) -> Option<Self> {
        if percent >= 1 && percent <= 100 {
            Some(Self(percent))
        } else {
            None
        }
    }

    #[must_use]
    pub const fn percent(self) -> u8 {
        self.0
    }

    /// How many of `calls`: rounded up, so that every agent who had a call is heard.
    #[must_use]
    pub const fn of(self, calls: usize) -> usize {
        (calls * self.0 as usize).div_ceil(100)
    }
}

/// A call as the draw sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawable {
    pub id: CallId,
    pub agent: Option<String>,
    pub started_at: UtcMillis,
}

const WEEK_MS: i64 = 7 * 86_400_000;
/// 1 January 1970 was a Thursday; weeks begin on Monday.
const MONDAY_BEFORE_EPOCH_MS: i64 = -3 * 86_400_000;

/// The number of the week (Monday to Sunday, UTC) and its first instant.
#[must_use]
pub const fn week_of(at: UtcMillis) -> (i64, UtcMillis) {
    let week = (at.0 - MONDAY_BEFORE_EPOCH_MS).div_euclid(WEEK_MS);
    (week, UtcMillis(MONDAY_BEFORE_EPOCH_MS + week * WEEK_MS))
}

/// The drawn calls, newest first. Calls without an agent's name are one agent's.
#[must_use]
pub fn draw(seed: &Seed, share: Share, calls: &[Drawable]) -> Vec<CallId> {
    type Lot<'a> = ([u8; 32], &'a Drawable);
    let mut lots: BTreeMap<(i64, Option<&str>), Vec<Lot<'_>>> = BTreeMap::new();
    for call in calls {
        let key = (week_of(call.started_at).0, call.agent.as_deref());
        let lot = sha256(&[seed, call.id.0.as_bytes()]);
        lots.entry(key).or_default().push((lot, call));
    }
    let mut drawn: Vec<&Drawable> = Vec::new();
    for mut lot in lots.into_values() {
        let take = share.of(lot.len());
        lot.sort_unstable_by_key(|&(hash, call)| (hash, call.id));
        drawn.extend(lot.into_iter().take(take).map(|(_, call)| call));
    }
    drawn.sort_unstable_by_key(|call| std::cmp::Reverse((call.started_at, call.id)));
    drawn.into_iter().map(|call| call.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const MONDAY: i64 = 1_763_942_400_000;

    fn calls(of: &[(&str, i64)]) -> Vec<Drawable> {
        of.iter()
            .enumerate()
            .map(|(n, (agent, day))| Drawable {
                id: CallId(uuid::Uuid::from_u128(n as u128 + 1)),
                agent: (!agent.is_empty()).then(|| (*agent).to_owned()),
                started_at: UtcMillis(MONDAY + day * 86_400_000 + n as i64),
            })
            .collect()
    }

    #[test]
    fn weeks_begin_on_monday() {
        let (week, first) = week_of(UtcMillis(MONDAY));
        assert_eq!(first, UtcMillis(MONDAY));
        assert_eq!(week_of(UtcMillis(MONDAY - 1)).0, week - 1);
        assert_eq!(week_of(UtcMillis(MONDAY + WEEK_MS - 1)).0, week);
        assert_eq!(week_of(UtcMillis(-1)).1, UtcMillis(MONDAY_BEFORE_EPOCH_MS));
    }

    #[test]
    fn every_agent_has_its_share_of_every_week() {
        let mut of = vec![("Asha", 1); 40];
        of.extend(vec![("Noah", 1); 3]);
        of.extend(vec![("Asha", 8); 21]);
        of.push(("", 2));
        let calls = calls(&of);
        let drawn: BTreeSet<CallId> = draw(&[7; 32], Share::new(5).unwrap(), &calls)
            .into_iter()
            .collect();
        let count = |agent: &str, from: i64, to: i64| {
            let of = |c: &&Drawable| {
                c.agent.as_deref().unwrap_or("") == agent
                    && (from..to).contains(&(c.started_at.0 - MONDAY))
                    && drawn.contains(&c.id)
            };
            calls.iter().filter(of).count()
        };
        assert_eq!(count("Asha", 0, WEEK_MS), 2);
        assert_eq!(count("Asha", WEEK_MS, 2 * WEEK_MS), 2);
        assert_eq!(count("Noah", 0, WEEK_MS), 1);
        assert_eq!(count("", 0, WEEK_MS), 1);
        assert_eq!(drawn.len(), 6);
    }

    #[test]
    fn another_seed_draws_others() {
        let calls = calls(&[("Asha", 1); 200]);
        let five = Share::new(5).unwrap();
        assert_ne!(draw(&[1; 32], five, &calls), draw(&[2; 32], five, &calls));
    }

    proptest! {
        #[test]
        fn the_order_of_the_calls_is_no_matter(seed: [u8; 32], percent in 1u8..=100, n in 0usize..60) {
            let share = Share::new(percent).unwrap();
            let mut calls = calls(&vec![("Asha", 1); n]);
            let drawn = draw(&seed, share, &calls);
            prop_assert_eq!(drawn.len(), share.of(n));
            calls.reverse();
            prop_assert_eq!(draw(&seed, share, &calls), drawn);
        }
    }
}
