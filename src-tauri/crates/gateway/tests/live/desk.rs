//! A conversation that books an hour, in few words: tests last as long as they are said.

use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, recording_decision};
use parley_voice::core::{CallCore, Plan, Sentences};
use parley_voice::dialogue::{Dialogue, Effect, Expecting, Facts, Input, Move, Settled, Tongue};
use parley_voice::hearing::words::barge_in;
use parley_voice::time::At;

#[derive(Debug, Default)]
pub struct Desk;

fn say(text: &str, expecting: Option<Expecting>) -> Move {
    Move::Say {
        text: text.to_owned(),
        tongue: Tongue::En,
        expecting,
    }
}

fn end(text: &str, outcome: &str) -> Vec<Move> {
    let outcome = outcome.to_owned();
    vec![say(text, None), Move::HangUp { outcome }]
}

impl Dialogue for Desk {
    fn on(&mut self, _now: At, input: Input) -> Vec<Move> {
        match input {
            Input::Begin => vec![say("Your name?", Some(Expecting::Name))],
            Input::Said(said) => vec![Move::Propose {
                effect: Effect {
                    kind: "book".to_owned(),
                    facts: Facts::from([("name".to_owned(), said.text)]),
                },
                read_back: "Tuesday at three?".to_owned(),
                tongue: Tongue::En,
            }],
            Input::Settled(Settled::Done) => end("Booked. Bye.", "booked"),
            Input::Settled(_) => end("Then not. Bye.", "not_booked"),
            Input::Silence { .. } | Input::Keys(_) | Input::Found { .. } => {
                vec![say("Hello?", None)]
            }
        }
    }

    fn summary(&self, _tongue: Tongue, _ended: Option<&str>) -> String {
        String::new()
    }
}

fn agrees(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let says = |word: &str| text.split([' ', '.', ',']).any(|said| said == word);
    (says("yes") || says("no")).then(|| says("yes"))
}

pub fn core() -> CallCore {
    let place = |role, value: &str| Party {
        role,
        evidence: vec![Evidence {
            kind: EvidenceKind::Site,
            value: value.to_owned(),
        }],
    };
    let parties = [place(Role::Business, "US-NY"), place(Role::Caller, "US-NY")];
    let recording = recording_decision(&parties);
    let sentences = Sentences::of_house(Tongue::En, "Hill", "I answer", &recording);
    let mut sentences = sentences.expect("the sheet is whole");
    "I am an AI. You are recorded.".clone_into(&mut sentences.disclosure);
    "No more calls. Bye.".clone_into(&mut sentences.opted_out);
    let plan = Plan {
        call: "call-1".to_owned(),
        tongue: Tongue::En,
        recording,
        sentences,
        longest_ms: 60_000,
        cut_in: barge_in::classify,
        agrees,
    };
    CallCore::new(plan, Box::new(Desk))
}
