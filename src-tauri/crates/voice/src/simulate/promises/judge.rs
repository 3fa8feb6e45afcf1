//! What a call did against what it promised, by what the carrier played and what the log
//! says, not by what the core thinks of itself.

use std::collections::BTreeSet;
use std::ops::Add;

use super::desk::READ_BACK;
use super::drawn::Case;
use crate::core::{Action, CallCore, Event, Replayed, Turn, replay};
use crate::ledger::SpokenWord;
use crate::reply::ReplyId;
use crate::simulate::run::{Outcome, spoken};
use crate::time::{At, Samples};

/// The longest that nobody is heard, ms.
const SILENCE_MS: u64 = 4_000;

/// How often each promise was broken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Broken {
    /// Words that are called heard whose end was not played.
    pub unheard_words: u64,
    /// Something was done twice.
    pub done_twice: u64,
    /// Something was done whose read-back was not heard before.
    pub done_unheard: u64,
    /// Sound of a reply that had been discarded.
    pub discarded_spoke: u64,
    /// Calls with silence of more than four seconds; those with a machine wait for it.
    pub dead_air: u64,
    /// Recorded before the disclosure, before a yes where one is needed, or words kept
    /// while nothing was recorded.
    pub before_the_gate: u64,
    /// A card's number is somewhere.
    pub card_kept: u64,
    /// Calls that end in no way, or in two.
    pub endings: u64,
    /// A refusal that was not written down before the end.
    pub unbound_refusals: u64,
    /// Calls that did not run again from their log as they ran.
    pub replays: u64,
}

impl Add for Broken {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self {
            unheard_words: self.unheard_words + more.unheard_words,
            done_twice: self.done_twice + more.done_twice,
            done_unheard: self.done_unheard + more.done_unheard,
            discarded_spoke: self.discarded_spoke + more.discarded_spoke,
            dead_air: self.dead_air + more.dead_air,
            before_the_gate: self.before_the_gate + more.before_the_gate,
            card_kept: self.card_kept + more.card_kept,
            endings: self.endings + more.endings,
            unbound_refusals: self.unbound_refusals + more.unbound_refusals,
            replays: self.replays + more.replays,
        }
    }
}

pub(super) fn broken(case: &Case, outcome: &Outcome, core: &CallCore, again: bool) -> Broken {
    let is_refused = outcome.hung_up.as_deref() == Some("opted_out");
    let is_bound = outcome
        .suppressed_at
        .is_some_and(|at| at < outcome.ended_at);
    let differs = again && {
        let anew = case.core().map(|anew| replay(core.log(), anew));
        matches!(anew, None | Some(Replayed::Differs { .. }))
    };
    let deeds = &outcome.deeds;
    Broken {
        unheard_words: unheard_words(outcome, core),
        done_twice: u64::from(deeds.iter().count() > 1 || deeds.asked > deeds.iter().count() + 1),
        done_unheard: u64::from(deeds.asked > 0 && !read_back_was_heard(outcome)),
        discarded_spoke: discarded_spoke(core),
        dead_air: u64::from(!case.machine && outcome.silence.0 > SILENCE_MS),
        before_the_gate: before_the_gate(outcome, core),
        card_kept: u64::from(card_kept(outcome, core)),
        endings: u64::from(outcome.hung_up.is_some() == outcome.transferred.is_some()),
        unbound_refusals: u64::from(is_refused && !is_bound),
        replays: u64::from(differs),
    }
}

fn agent(turn: &Turn) -> Option<(&str, &str)> {
    match turn {
        Turn::Agent { heard, cut } => Some((heard, cut)),
        Turn::Caller(_) => None,
    }
}

fn actions(core: &CallCore) -> impl Iterator<Item = (At, &Action)> {
    let entries = core.log().entries.iter();
    entries.flat_map(|entry| entry.actions.iter().map(|action| (entry.at, action)))
}

/// A turn of the agent's has the words of a reply, and what is called heard of it was
/// played: of the next such reply for which that can be.
fn unheard_words(outcome: &Outcome, core: &CallCore) -> u64 {
    let said = actions(core).filter_map(|(_, action)| match action {
        Action::Synthesize { reply, text, .. } => Some((*reply, text)),
        _ => None,
    });
    let said: Vec<(ReplyId, &String)> = said.collect();
    let (mut next, mut unheard) = (0, 0);
    for (heard, cut) in outcome.turns.iter().filter_map(|(_, turn)| agent(turn)) {
        let all = sorted(heard.split_whitespace().chain(cut.split_whitespace()));
        let left = said.get(next..).unwrap_or_default();
        let found = left.iter().position(|(reply, text)| {
            sorted(text.split_whitespace()) == all && was_heard(outcome, *reply, text, heard)
        });
        match found {
            Some(place) => next += place + 1,
            None => unheard += heard.split_whitespace().count() as u64,
        }
    }
    unheard
}

/// Whether the words of `heard` were played, in order; of those with the same letters
/// some may have been cut.
fn was_heard(outcome: &Outcome, reply: ReplyId, text: &str, heard: &str) -> bool {
    let (_, words) = spoken(text);
    let mut words = words.iter();
    heard.split_whitespace().all(|word| {
        let played = |said: &SpokenWord| was_played(outcome, reply, said.to);
        words.any(|said| said.text == word && played(said))
    })
}

fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words
}

/// Whether the last sample before `to` was.
fn was_played(outcome: &Outcome, reply: ReplyId, to: Samples) -> bool {
    let mut played = outcome.played.iter().filter(|sound| sound.reply == reply);
    played.any(|sound| sound.from < to && to <= sound.from + sound.length)
}

fn read_back_was_heard(outcome: &Outcome) -> bool {
    let turns = outcome.turns.iter().filter_map(|(_, turn)| agent(turn));
    let heard: Vec<&str> = turns.flat_map(|(heard, _)| heard.split(' ')).collect();
    READ_BACK.split(' ').all(|word| heard.contains(&word))
}

fn discarded_spoke(core: &CallCore) -> u64 {
    let mut gone = BTreeSet::new();
    let mut spoke = 0;
    for (_, action) in actions(core) {
        match action {
            Action::Discard(reply) => {
                gone.insert(*reply);
            }
            Action::Play { reply, .. } => spoke += u64::from(gone.contains(reply)),
            _ => {}
        }
    }
    spoke
}

fn before_the_gate(outcome: &Outcome, core: &CallCore) -> u64 {
    let recording = &core.plan().recording;
    let disclosure = &core.plan().sentences.disclosure;
    let last = disclosure.split_whitespace().next_back().unwrap_or("");
    let mut told = false;
    let mut turns = outcome.turns.iter().peekable();
    let mut wrong = 0;
    for (from, _) in &outcome.recorded {
        while let Some((_, turn)) = turns.next_if(|(at, _)| at <= from) {
            told |= agent(turn).is_some_and(|(heard, cut)| cut.is_empty() && heard.ends_with(last));
        }
        let begins = actions(core).any(|(at, action)| {
            let says = matches!(action, Action::Synthesize { text, .. } if text == disclosure);
            says && at <= *from
        });
        let on_tape = recording.announcement_on_tape && !recording.ask_affirmative;
        wrong += u64::from(!(told || on_tape && begins));
    }
    // Words are in the log only where they were recorded.
    let mut open = false;
    for entry in &core.log().entries {
        let words = matches!(
            entry.event,
            Some(Event::Understood { .. } | Event::Keys(_) | Event::Said(_))
        );
        wrong += u64::from(words && !open);
        for action in &entry.actions {
            if let Action::Record(on) = action {
                open = *on;
            }
        }
    }
    wrong
}

fn card_kept(outcome: &Outcome, core: &CallCore) -> bool {
    let holds = |text: &str| {
        text.contains("one one one one one one one one") || text.contains("4111111111111111")
    };
    let turns = outcome.turns.iter().any(|(_, turn)| match turn {
        Turn::Agent { heard, cut } => holds(heard) || holds(cut),
        Turn::Caller(said) => holds(&said.text),
    });
    let events = core.log().entries.iter().any(|entry| match &entry.event {
        Some(Event::Understood { said, .. } | Event::Said(said)) => holds(&said.text),
        Some(Event::Partial { text }) => holds(text),
        Some(Event::Keys(keys)) => holds(keys),
        _ => false,
    });
    let done = actions(core).any(|(_, action)| match action {
        Action::Capture { value, .. } => holds(value),
        Action::Suppress { words, .. } => holds(words),
        Action::Commit { effect, .. } => effect.facts.values().any(|value| holds(value)),
        _ => false,
    });
    turns || events || done
}
