//! What changed most from one week to the next: differences that are larger than what
//! chance makes of numbers this small, and large enough to matter.

use serde::{Deserialize, Serialize};

use super::super::tally::{Tally, shown};
use super::{Ending, Sums};
use crate::call::Channel;

/// Calls out of all of a week's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Share {
    pub calls: u32,
    pub of: u32,
}

/// One difference between a week and the one before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum WeekChange {
    /// How many calls there were.
    Calls { now: u32, before: u32 },
    /// Their mean length.
    Handling { now_ms: u32, before_ms: u32 },
    /// How many of them ended so.
    Ending {
        ending: Ending,
        now: Share,
        before: Share,
    },
    Channel {
        channel: Channel,
        now: Share,
        before: Share,
    },
    /// How many of them an agent took.
    Agent {
        agent: String,
        now: Share,
        before: Share,
    },
}

/// So many are told.
const MOST: usize = 3;

/// Calls and their length are told when they differ by as many standard deviations:
/// chance alone gives as much one time in twenty.
const LEAST_DEVIATIONS: f64 = 2.0;

/// Shares need more: there are dozens of them, and chance moves some of so many further.
const LEAST_OF_SHARES: f64 = 2.5;

/// Of a count or a mean, the least part of it by which it must have changed.
const LEAST_PART: f64 = 0.05;

/// Of a share of all calls, the least by which it must have moved.
const LEAST_SHARE: f64 = 0.02;

/// The greatest, most first. Nothing is told of a group that is hidden in either week.
pub(super) fn most(now: &Sums, before: &Sums, agents: &[String]) -> Vec<WeekChange> {
    let (Some(calls), Some(earlier)) = (now.all.shown(), before.all.shown()) else {
        return Vec::new();
    };
    let mut found: Vec<(f64, WeekChange)> = Vec::new();
    found.extend(count(calls, earlier));
    if calls == 0 || earlier == 0 {
        // Nothing else can be compared.
        return found.into_iter().map(|(_, change)| change).collect();
    }
    found.extend(mean(now, before));
    let shares = |now: &[Tally], before: &[Tally]| {
        let pairs = shown(now).into_iter().zip(shown(before)).enumerate();
        let both = pairs.filter_map(|(place, (now, before))| Some((place, now?, before?)));
        let moved = both.filter_map(|(place, now, before)| {
            let now = Share {
                calls: now,
                of: calls,
            };
            let before = Share {
                calls: before,
                of: earlier,
            };
            share(now, before).map(|size| (place, size, now, before))
        });
        let mut moved: Vec<_> = moved.collect();
        moved.sort_by(|(_, a, ..), (_, b, ..)| b.total_cmp(a));
        moved
    };
    for (place, size, now, before) in shares(&now.endings, &before.endings) {
        let ending = Ending::ALL.get(place).copied();
        // The rest: it grows where anything else shrinks, and that is the same news.
        let rest = [Ending::Answered, Ending::Unknown];
        if let Some(ending) = ending.filter(|ending| !rest.contains(ending)) {
            let change = WeekChange::Ending {
                ending,
                now,
                before,
            };
            found.push((size, change));
        }
    }
    // Of these one each: where one grows, another shrinks.
    for (place, size, now, before) in shares(&now.channels, &before.channels).into_iter().take(1) {
        if let Some(&channel) = Channel::ALL.get(place) {
            let change = WeekChange::Channel {
                channel,
                now,
                before,
            };
            found.push((size, change));
        }
    }
    for (place, size, now, before) in shares(&now.agents, &before.agents).into_iter().take(1) {
        if let Some(agent) = agents.get(place) {
            let agent = agent.clone();
            found.push((size, WeekChange::Agent { agent, now, before }));
        }
    }
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.truncate(MOST);
    found.into_iter().map(|(_, change)| change).collect()
}

/// Counts vary by their root.
fn count(now: u32, before: u32) -> Option<(f64, WeekChange)> {
    let (n, b) = (f64::from(now), f64::from(before));
    let size = (n - b).abs() / (n + b).sqrt();
    let matters = (n - b).abs() >= LEAST_PART * b;
    (size >= LEAST_DEVIATIONS && matters).then_some((size, WeekChange::Calls { now, before }))
}

/// Two means beside how much the lengths vary.
fn mean(now: &Sums, before: &Sums) -> Option<(f64, WeekChange)> {
    let (now_ms, before_ms) = (now.handling.mean_ms()?, before.handling.mean_ms()?);
    let spread = now.handling.error_of_mean()? + before.handling.error_of_mean()?;
    let (n, b) = (f64::from(now_ms), f64::from(before_ms));
    let size = (n - b).abs() / spread.sqrt();
    let matters = (n - b).abs() >= LEAST_PART * b;
    let told = size.is_finite() && size >= LEAST_DEVIATIONS && matters;
    told.then_some((size, WeekChange::Handling { now_ms, before_ms }))
}

/// Two parts of two wholes.
fn share(now: Share, before: Share) -> Option<f64> {
    let part = |share: Share| f64::from(share.calls) / f64::from(share.of);
    let together = f64::from(now.calls + before.calls) / f64::from(now.of + before.of);
    let spread =
        together * (1.0 - together) * (1.0 / f64::from(now.of) + 1.0 / f64::from(before.of));
    let moved = (part(now) - part(before)).abs();
    let size = moved / spread.sqrt();
    (size.is_finite() && size >= LEAST_OF_SHARES && moved >= LEAST_SHARE).then_some(size)
}
