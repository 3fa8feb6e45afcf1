//! A conversation whose replies were written down before, as those of a model would be:
//! each is given when its turn has come, and may look something up, propose, capture and
//! end the call. All else is the core's. Must not know: where replies are kept, who speaks.

pub(crate) mod cue;
mod reply;

pub use reply::{Captured, LookUp, Reply, Upon};

use crate::dialogue::{AskId, Dialogue, Effect, HeardWord, Input, Move, Settled, Tongue};
use crate::time::At;
use cue::{contains, place};

/// What a conversation is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// In the order in which they are given.
    pub replies: Vec<Reply>,
    /// What may be kept of the call once all of them were given.
    pub summary: String,
}

/// The first step of every conversation.
const BEGIN: &str = "greet";

/// The conversation.
#[derive(Debug)]
pub struct Told {
    telling: Telling,
    tongue: Tongue,
    next: usize,
    /// The caller's words since the last reply.
    heard: Vec<HeardWord>,
    asks: u32,
    /// The reply that waits for what it looked up, and for how many of them.
    looking: Option<(Reply, usize)>,
}

impl Told {
    #[must_use]
    pub const fn new(telling: Telling, tongue: Tongue) -> Self {
        Self {
            telling,
            tongue,
            next: 0,
            heard: Vec::new(),
            asks: 0,
            looking: None,
        }
    }

    /// The next reply if it is for this.
    fn take(&mut self, upon: Upon) -> Option<Reply> {
        let reply = self.telling.replies.get(self.next)?;
        if reply.upon != upon {
            return None;
        }
        self.next += 1;
        Some(reply.clone())
    }

    /// The next reply to words, if these are what it answers. Words for a silence that did
    /// not come are not said.
    fn answer(&mut self) -> Option<Reply> {
        let left = self.telling.replies.get(self.next..).unwrap_or_default();
        let silences = left.iter().take_while(|reply| reply.upon == Upon::Silence);
        let place = silences.count();
        let reply = left.get(place)?;
        if reply.upon != Upon::Said || !contains(&self.heard, &reply.answers) {
            return None;
        }
        let reply = reply.clone();
        self.next += place + 1;
        Some(reply)
    }

    fn give(&mut self, reply: Option<Reply>) -> Vec<Move> {
        let Some(reply) = reply else {
            return Vec::new();
        };
        let step = reply.step.clone().map(|node| Move::Reached { node });
        let mut moves: Vec<Move> = step.into_iter().collect();
        moves.extend(self.captures(&reply.captured));
        self.heard.clear();
        if reply.look.is_empty() {
            moves.extend(self.say(reply));
            return moves;
        }
        for look in &reply.look {
            self.asks += 1;
            moves.push(Move::Ask {
                ask: AskId(self.asks),
                tool: look.tool.clone(),
                facts: look.facts.clone(),
            });
        }
        self.looking = Some((reply.clone(), reply.look.len()));
        moves
    }

    fn captures(&self, captured: &[Captured]) -> Vec<Move> {
        let moves = captured.iter().map(|one| Move::Capture {
            name: one.name.clone(),
            value: one.value.clone(),
            at: place(&self.heard, &one.at).map(|word| word.from),
        });
        moves.collect()
    }

    fn say(&self, reply: Reply) -> Vec<Move> {
        let tongue = reply.tongue.unwrap_or(self.tongue);
        let mut moves = Vec::new();
        if let Some(kind) = reply.propose {
            let facts = reply.facts;
            moves.push(Move::Propose {
                effect: Effect { kind, facts },
                read_back: reply.say,
                tongue,
            });
            return moves;
        }
        if !reply.say.is_empty() {
            moves.push(Move::Say {
                text: reply.say,
                tongue,
                expecting: reply.expecting,
            });
        }
        moves.extend(reply.transfer.map(|reason| Move::Transfer { reason }));
        moves.extend(reply.hang_up.map(|outcome| Move::HangUp { outcome }));
        moves
    }

    /// One of the look-ups is answered; the reply is given after the last.
    fn found(&mut self) -> Vec<Move> {
        match self.looking.take() {
            Some((reply, left)) if left <= 1 => self.say(reply),
            Some((reply, left)) => {
                self.looking = Some((reply, left - 1));
                Vec::new()
            }
            None => Vec::new(),
        }
    }
}

impl Dialogue for Told {
    fn on(&mut self, _now: At, input: Input) -> Vec<Move> {
        match input {
            Input::Begin => {
                // From here on there is a conversation, whatever is said in it.
                let node = BEGIN.to_owned();
                let reply = self.take(Upon::Begin);
                let mut moves = vec![Move::Reached { node }];
                moves.extend(self.give(reply));
                moves
            }
            Input::Said(said) => {
                self.heard.extend(said.words);
                // What was asked before is answered before.
                if self.looking.is_some() {
                    return Vec::new();
                }
                let reply = self.answer();
                self.give(reply)
            }
            Input::Silence { .. } => {
                let reply = self.take(Upon::Silence);
                self.give(reply)
            }
            Input::Found { .. } => self.found(),
            Input::Settled(settled) => {
                let reply = self.take(match settled {
                    Settled::Done => Upon::Done,
                    Settled::Failed => Upon::NotDone,
                    Settled::Declined => Upon::Declined,
                });
                self.give(reply)
            }
            Input::Keys(_) => Vec::new(),
        }
    }

    fn summary(&self, tongue: Tongue, _ended: Option<&str>) -> String {
        let all = self.next >= self.telling.replies.len();
        match (all, tongue) {
            (true, _) => self.telling.summary.clone(),
            (false, Tongue::En) => "The call ended before everything was said.".to_owned(),
            (false, Tongue::Hi) => "सब बातें होने से पहले कॉल समाप्त हो गई।".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
