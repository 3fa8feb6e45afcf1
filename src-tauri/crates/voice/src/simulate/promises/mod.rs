//! What a call promises whatever its caller does, tried on callers drawn by chance, on
//! calls that come in and calls that go out. Must not know: how the core keeps them.

mod desk;
mod drawn;
mod judge;

use crate::core::{Action, Event};
use crate::simulate::caller::Caller;
use crate::simulate::chance::Chance;
use crate::simulate::run::Run;

pub use judge::Broken;

/// How many calls there were, and what they broke.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Count {
    pub calls: u64,
    /// Times that a caller spoke or made a noise while the agent spoke.
    pub interruptions: u64,
    /// Agreed to, and done.
    pub bookings: u64,
    pub broken: Broken,
    /// The seeds of calls that broke something, the first few.
    pub seeds: Vec<u64>,
}

/// The call of a seed, for whoever looks into what it broke: its steps, its log, what came
/// of it.
#[must_use]
pub fn told(seed: u64) -> String {
    let case = drawn::case(&mut Chance::new(seed));
    let Some(core) = case.core() else {
        return String::new();
    };
    let caller = Caller::new(case.steps.clone());
    let (outcome, core, _) = Run::new(core, caller, case.hours, case.setting).whole();
    let entries = core.log().entries.iter();
    // Time that went by, and sound that was sent, twenty milliseconds each: too much to read.
    let telling = entries.filter(|entry| {
        let sends = |action: &Action| matches!(action, Action::Play { .. } | Action::Mark(_));
        let silent = matches!(entry.event, Some(Event::Tick | Event::Marked(_)));
        !silent || !entry.actions.iter().all(sends)
    });
    let lines: Vec<String> = telling.map(|entry| format!("{entry:?}")).collect();
    let lines = lines.join("\n");
    let broken = judge::broken(&case, &outcome, &core, true);
    format!("{case:#?}\n{lines}{outcome:#?}\n{broken:#?}\n")
}

/// Every so many calls one is run again from its log: that takes as long as the call.
const AGAIN: u64 = 8;
/// So many seeds are kept.
const SEEDS: usize = 8;

impl Count {
    /// Plays the call of a seed and counts what it broke.
    pub fn play(&mut self, seed: u64) {
        let case = drawn::case(&mut Chance::new(seed));
        let Some(core) = case.core() else { return };
        let run = Run::new(
            core,
            Caller::new(case.steps.clone()),
            case.hours,
            case.setting,
        );
        let (outcome, core, _) = run.whole();
        let broken = judge::broken(&case, &outcome, &core, seed.is_multiple_of(AGAIN));
        self.calls += 1;
        self.interruptions += outcome.cut_in_on;
        self.bookings += outcome.deeds.iter().count() as u64;
        if broken != Broken::default() && self.seeds.len() < SEEDS {
            self.seeds.push(seed);
        }
        self.broken = self.broken + broken;
    }

    /// Both together.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.calls += other.calls;
        self.interruptions += other.interruptions;
        self.bookings += other.bookings;
        self.broken = self.broken + other.broken;
        self.seeds.extend(other.seeds);
        self.seeds.truncate(SEEDS);
        self
    }
}
