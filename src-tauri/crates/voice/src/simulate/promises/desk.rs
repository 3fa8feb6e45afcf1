//! A business of few words: asks for a name, looks for a free hour, proposes to book it.

use crate::dialogue::{
    AskId, Dialogue, Effect, Expecting, Facts, Found, Input, Move, Settled, Tongue,
};
use crate::simulate::world::World;
use crate::time::At;

pub(super) const READ_BACK: &str = "That is Tuesday at three. Shall I book it?";

#[derive(Debug, Default)]
pub(super) struct Desk {
    asks: u32,
    name: String,
}

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
            Input::Begin => vec![say("What is your name, please?", Some(Expecting::Name))],
            Input::Said(said) if self.name.is_empty() => {
                self.name.clone_from(&said.text);
                self.asks += 1;
                let at = said.words.first().map(|word| word.from);
                let name = Move::Capture {
                    name: "name".to_owned(),
                    value: said.text,
                    at,
                };
                let ask = Move::Ask {
                    ask: AskId(self.asks),
                    tool: "free_hours".to_owned(),
                    facts: Facts::new(),
                };
                vec![name, ask]
            }
            Input::Found {
                found: Found::Facts(_),
                ..
            } => vec![Move::Propose {
                effect: Effect {
                    kind: "book".to_owned(),
                    facts: Facts::from([("name".to_owned(), self.name.clone())]),
                },
                read_back: READ_BACK.to_owned(),
                tongue: Tongue::En,
            }],
            Input::Found { .. } => {
                let reason = "no_calendar".to_owned();
                vec![
                    say("I cannot see the calendar.", None),
                    Move::Transfer { reason },
                ]
            }
            Input::Settled(Settled::Done) => end("It is booked. Goodbye.", "booked"),
            Input::Settled(_) => end("Then it stays free. Goodbye.", "not_booked"),
            Input::Silence { .. } | Input::Said(_) | Input::Keys(_) => {
                vec![say("Are you still there?", None)]
            }
        }
    }

    fn summary(&self, _tongue: Tongue, _ended: Option<&str>) -> String {
        String::new()
    }
}

/// Its calendar, and how soon that answers; `None`: never.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hours {
    pub(super) ask_ms: Option<u64>,
    pub(super) commit_ms: Option<u64>,
}

impl World for Hours {
    fn ask(&mut self, _tool: &str, _facts: &Facts) -> Option<(u64, Found)> {
        Some((self.ask_ms?, Found::Facts(Facts::new())))
    }

    fn commit(&mut self, _effect: &Effect) -> Option<(u64, bool)> {
        Some((self.commit_ms?, true))
    }
}
