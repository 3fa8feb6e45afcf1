//! The caller's words on their way in: what they come to, and what may be kept of them.
//! Must not know: what phase a call is in, or what is answered.

use parley_domain::call::{Channel, Side};
use parley_domain::listening::Span;
use parley_domain::masking::{Mask, Released};
use parley_domain::refusal::{Hearing, Intent, Listening, News, Rules, Verdict};

use crate::core::event::Sensed;
use crate::core::plan::Plan;
use crate::dialogue::{HeardWord, Utterance};
use crate::hearing::answerer::Greeting;
use crate::hearing::words::under_age;
use crate::time::At;

/// So many digits of a number may be a part of one that nobody may keep.
const TELLING: usize = 4;

/// A turn as it may be kept.
pub(super) struct Kept {
    pub said: Utterance,
    /// When what was taken out was said, from and to.
    pub silenced: Vec<(At, At)>,
    /// A number is held back that the next turn may go on with.
    pub waits: bool,
}

#[derive(Debug)]
pub(super) struct Listen {
    hearing: Hearing<'static>,
    mask: Mask,
    greeting: Greeted,
}

impl Listen {
    pub(super) fn new() -> Self {
        let listening = Listening::on(Channel::Phone, None);
        Self {
            hearing: Hearing::new(Rules::of_house(), listening),
            mask: Mask::new(),
            greeting: Greeted::default(),
        }
    }

    /// What all words came to since the call was answered, or since
    /// [`Listen::greet_anew`]; `whole`: the turn is over.
    pub(super) fn greeting(&mut self, text: &str, whole: bool) -> Greeting {
        self.greeting.of(text, whole)
    }

    /// What was said so far is no greeting of whoever is there next.
    pub(super) fn greet_anew(&mut self) {
        self.greeting.said.clear();
        self.greeting.skip = self.greeting.open;
    }

    /// A turn as far as it is known.
    pub(super) fn partial(&mut self, plan: &Plan, text: &str) -> Sensed {
        let mut sensed = Sensed {
            cut_in: (plan.cut_in)(text),
            number: self.may_be_secret(text),
            ..Sensed::default()
        };
        for news in self.hearing.partial(text) {
            // Words that are taken back do not take back what was done for them.
            if let News::Certain(hit) = news {
                sense(&mut sensed, hit.intent);
            }
        }
        sensed
    }

    /// A turn that is over.
    pub(super) fn whole(&mut self, plan: &Plan, text: &str) -> Sensed {
        let verdict: Verdict = self.hearing.finish(text);
        let mut sensed = Sensed {
            agrees: (plan.agrees)(text),
            cut_in: (plan.cut_in)(text),
            under_age: under_age::says_so(text),
            whole: true,
            ..Sensed::default()
        };
        for intent in Intent::ALL.iter().filter(|i| verdict.hit(**i).is_some()) {
            sense(&mut sensed, *intent);
        }
        sensed
    }

    /// Whether the turn, as far as it is known, ends in so much of a number that it tells
    /// something.
    fn may_be_secret(&self, text: &str) -> bool {
        let mut mask = self.mask.clone();
        let mut out = Released::default();
        mask.begin(Side::Caller);
        mask.push(Side::Caller, text, None, &mut out);
        // The space ends the last word.
        mask.push(Side::Caller, " ", None, &mut out);
        mask.reading(Side::Caller) >= TELLING || !out.masked.is_empty()
    }

    /// What the agent says tells what the numbers after it are.
    pub(super) fn agent(&mut self, text: &str) {
        let mut out = Released::default();
        self.mask.begin(Side::Agent);
        self.mask.push(Side::Agent, text, None, &mut out);
        self.mask.end(Side::Agent, &mut out);
        self.mask.settle(Side::Agent, &mut out);
    }

    /// A turn without what must not be kept: card numbers and the like. Digits that may
    /// be the first of such are held back, unless a `number` was asked for.
    pub(super) fn masked(&mut self, said: &Utterance, number: bool) -> Kept {
        let mut out = Released::default();
        self.mask.begin(Side::Caller);
        if said.words.is_empty() {
            self.mask.push(Side::Caller, &said.text, None, &mut out);
        }
        for word in &said.words {
            let span = Span {
                from_ms: small(word.from.0),
                to_ms: small(word.to.0),
            };
            self.mask.push(
                Side::Caller,
                &format!("{} ", word.text),
                Some(span),
                &mut out,
            );
        }
        self.mask.end(Side::Caller, &mut out);
        if number {
            self.mask.settle(Side::Caller, &mut out);
        }
        let text: String = out.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let text = text.trim().to_owned();
        let spans = out.masked.iter().filter_map(|masked| masked.span);
        let at = |ms: u32| At(u64::from(ms));
        Kept {
            said: Utterance {
                words: aligned(&text, &said.words),
                text,
            },
            silenced: spans
                .map(|span| (at(span.from_ms), at(span.to_ms)))
                .collect(),
            waits: self.mask.reading(Side::Caller) >= TELLING,
        }
    }
}

/// The words of a greeting, turn after turn.
#[derive(Debug, Default)]
struct Greeted {
    said: String,
    /// Words of the open turn, and how many of them belong to a greeting before.
    open: usize,
    skip: usize,
}

impl Greeted {
    fn of(&mut self, text: &str, whole: bool) -> Greeting {
        let words: Vec<&str> = text.split_whitespace().collect();
        let fresh = words.get(self.skip..).unwrap_or_default().join(" ");
        let all = format!("{} {fresh}", self.said);
        (self.open, self.skip) = match whole {
            true => (0, 0),
            false => (words.len(), self.skip),
        };
        let greeting = Greeting::of(&all);
        if whole {
            self.said = all;
        }
        greeting
    }
}

/// Keys as they may be kept: a card's number is no more kept for being typed.
pub(super) fn masked_keys(keys: &str) -> String {
    let mut out = Released::default();
    let mut mask = Mask::new();
    mask.begin(Side::Caller);
    mask.push(Side::Caller, keys, None, &mut out);
    mask.end(Side::Caller, &mut out);
    mask.settle(Side::Caller, &mut out);
    out.pieces.into_iter().map(|piece| piece.text).collect()
}

fn small(ms: u64) -> u32 {
    u32::try_from(ms).unwrap_or(u32::MAX)
}

const fn sense(sensed: &mut Sensed, intent: Intent) {
    match intent {
        Intent::OptOut => sensed.opt_out = true,
        Intent::NoRecording => sensed.no_recording = true,
        Intent::AsksIfRobot => sensed.asks_if_robot = true,
        Intent::WantsHuman => sensed.wants_human = true,
        Intent::OptIn | Intent::Help => {}
    }
}

/// The moments of the words that were left as they are; one that was put in their place
/// has those of what it stands for.
fn aligned(text: &str, said: &[HeardWord]) -> Vec<HeardWord> {
    let mut left = said;
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let at = left.iter().position(|other| other.text == word);
        let Some(moment) = left.get(at.unwrap_or(0)).or(said.last()) else {
            break;
        };
        found.push(HeardWord {
            text: word.to_owned(),
            ..moment.clone()
        });
        left = left.get(at.map_or(0, |at| at + 1)..).unwrap_or_default();
    }
    found
}
