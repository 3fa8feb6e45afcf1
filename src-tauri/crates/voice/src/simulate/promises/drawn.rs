//! Calls drawn by chance: where they are, how quick everything is, and what the caller
//! does in which moment.

use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, recording_decision};

use super::desk::{Desk, Hours};
use crate::core::{CallCore, Outbound, Plan, Sentences};
use crate::dialogue::Tongue;
use crate::hearing::words::barge_in;
use crate::simulate::caller::{Does, Step, When};
use crate::simulate::chance::Chance;
use crate::simulate::run::Setting;
use crate::slots;

const PLACES: [&str; 6] = ["US-NY", "US-CA", "US-WA", "DE", "IN", "ZZ"];
const WORDS: [&str; 16] = [
    "yes",
    "no",
    "yes yes",
    "okay",
    "mm hm",
    "stop",
    "wait",
    "Asha Rao",
    "what was that",
    "operator",
    "are you a robot",
    "do not record me",
    "stop calling me",
    "on Thursday",
    "haan ji",
    "my card is four one one one one one one one one one one one one one one one",
];
const GREETINGS: [&str; 5] = [
    "Hello?",
    "Yes, hello",
    "You've reached Asha. Leave a message after the beep.",
    "Hi, if you record your name and reason for calling, I'll see if they are available.",
    "For sales, press 1. For the office, press 2.",
];
/// Of the greetings so many are people's.
const PEOPLE: u64 = 2;

/// A call.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) place: &'static str,
    pub(super) outbound: bool,
    /// What answers is a machine, as far as it has a greeting.
    pub(super) machine: bool,
    pub(super) steps: Vec<Step>,
    pub(super) hours: Hours,
    pub(super) setting: Setting,
}

fn when(chance: &mut Chance) -> When {
    match chance.below(3) {
        0 => When::AfterAgent(chance.below(3_000)),
        1 => When::Into(chance.below(2_500)),
        _ => When::Wait(chance.below(2_000)),
    }
}

fn does(chance: &mut Chance, outbound: bool) -> Does {
    match chance.below(if outbound { 14 } else { 12 }) {
        0 | 1 => Does::Noise {
            ms: 40 + chance.below(1_460),
            db: u8::try_from(chance.below(40)).unwrap_or(0),
        },
        2 => Does::Keys("1".to_owned()),
        3 => Does::Keys("4111111111111111".to_owned()),
        12 => Does::Beep(150 + chance.below(600)),
        13 => Does::Sit,
        _ => Does::Say(chance.one_of(&WORDS).unwrap_or_default().to_owned()),
    }
}

pub(super) fn case(chance: &mut Chance) -> Case {
    let outbound = chance.below(4) == 0;
    let late = |chance: &mut Chance| (chance.below(9) > 0).then(|| chance.below(3_000));
    let mut steps = Vec::new();
    let mut machine = false;
    if outbound && chance.below(8) > 0 {
        let place = chance.below(GREETINGS.len() as u64);
        machine = place >= PEOPLE;
        let greeting = usize::try_from(place).ok().and_then(|at| GREETINGS.get(at));
        steps.push(Step {
            when: When::Wait(200 + chance.below(1_500)),
            does: Does::Say((*greeting.unwrap_or(&"")).to_owned()),
        });
    }
    for _ in 0..chance.below(14) {
        let (when, does) = (when(chance), does(chance, outbound));
        machine |= matches!(does, Does::Beep(_) | Does::Sit);
        steps.push(Step { when, does });
    }
    Case {
        place: chance.one_of(&PLACES).unwrap_or("ZZ"),
        outbound,
        machine,
        steps,
        hours: Hours {
            ask_ms: late(chance),
            commit_ms: late(chance),
        },
        setting: Setting {
            network_ms: chance.below(150),
            speech_ms: Some(chance.below(700)),
            suppress_ms: 50,
        },
    }
}

impl Case {
    /// The call before it begins; nothing only if the house's sentences are damaged.
    pub(super) fn core(&self) -> Option<CallCore> {
        let party = |role, place: &str| Party {
            role,
            evidence: vec![Evidence {
                kind: EvidenceKind::Site,
                value: place.to_owned(),
            }],
        };
        let parties = [
            party(Role::Business, "US-NY"),
            party(Role::Caller, self.place),
        ];
        let recording = recording_decision(&parties);
        let sentences = Sentences::of_house(Tongue::En, "Hill Dental", "it answers", &recording);
        let plan = Plan {
            call: "call-1".to_owned(),
            tongue: Tongue::En,
            recording,
            sentences: sentences.ok()?,
            longest_ms: 600_000,
            cut_in: barge_in::classify,
            agrees: slots::agrees,
        };
        let desk = Box::new(Desk::default());
        if !self.outbound {
            return Some(CallCore::new(plan, desk));
        }
        let outbound = Outbound {
            message: Some(plan.sentences.for_mailbox("Please call us back.")),
            introduction: Some(plan.sentences.introduction.clone()),
            keys: vec!["2".to_owned()],
        };
        Some(CallCore::outbound(plan, outbound, desk))
    }
}
