//! A script being followed: where it is, what is known and what is said. Must not know:
//! what a node does, what words mean.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};

use super::capture::{Doubt, Given};
use super::script::{Kind, Node, Script, Texts};
use super::summary;
use super::text::{filled, formatted, spoken};
use crate::dialogue::{AskId, Dialogue, Expecting, Facts, Input, Move, Tongue};
use crate::time::At;

/// What a conversation begins with.
#[derive(Debug, Clone)]
pub struct FlowContext {
    /// Local date and time when the call was answered.
    pub now: NaiveDateTime,
    pub tongue: Tongue,
    /// Known before: by a slot's name it fills the slot, otherwise texts may name it.
    pub facts: Facts,
}

/// A value, and the word of the caller it begins at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// As it is kept: `2026-11-24`, `16:30`, ten digits, the name of a choice.
    pub value: String,
    pub at: Option<At>,
}

/// Where a conversation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// Waiting for the caller at a node.
    At(String),
    /// Waiting for what a node looks up.
    Looking(String, AskId),
    /// Waiting for the answer to the caller's question; then back to the node.
    Answering(String, AskId),
    /// Waiting for a proposal's end.
    Settling(String),
    Over,
}

/// A script, followed.
#[derive(Debug, Clone)]
pub struct Flow {
    pub(super) script: Arc<Script>,
    context: FlowContext,
    pub(super) tongue: Tongue,
    pub(super) values: BTreeMap<String, Captured>,
    /// By `tool.fact`, and what was known before by its own name.
    pub(super) facts: Facts,
    pub(super) place: Place,
    pub(super) doubt: Option<Doubt>,
    /// Of a telephone number that goes on.
    pub(super) digits: String,
    pub(super) attempts: BTreeMap<String, usize>,
    /// Said last, and what it waits for.
    pub(super) said: Option<(String, Option<Expecting>)>,
    pub(super) next_ask: u32,
    pub(super) steps: usize,
    /// Nodes that were passed: a correction goes back, never ahead.
    pub(super) passed: BTreeSet<String>,
    pub(super) outcome: Option<String>,
    pub(super) text: String,
    /// The caller declined, and perhaps said what is wrong in the same turn: that turn
    /// comes before the node asks.
    pub(super) holds: bool,
    pub(super) moves: Vec<Move>,
}

impl Flow {
    #[must_use]
    pub fn new(script: Arc<Script>, context: FlowContext) -> Self {
        let mut flow = Self {
            tongue: context.tongue,
            script,
            context,
            values: BTreeMap::new(),
            facts: Facts::new(),
            place: Place::Start,
            doubt: None,
            digits: String::new(),
            attempts: BTreeMap::new(),
            said: None,
            next_ask: 0,
            steps: 0,
            passed: BTreeSet::new(),
            outcome: None,
            text: String::new(),
            holds: false,
            moves: Vec::new(),
        };
        flow.forget();
        flow
    }

    /// What the caller gave, by slot.
    #[must_use]
    pub const fn captured(&self) -> &BTreeMap<String, Captured> {
        &self.values
    }

    /// What the script leaves on a mailbox.
    #[must_use]
    pub fn voicemail(&self) -> Option<String> {
        let texts = self.script.voicemail.as_ref()?;
        Some(self.fill(texts.of(self.tongue), self.tongue))
    }

    /// How it ended, once it has.
    #[must_use]
    pub fn outcome(&self) -> Option<&str> {
        self.outcome.as_deref()
    }

    /// Back to what was known before the call.
    pub(super) fn forget(&mut self) {
        self.facts = self.context.facts.clone();
        let known = self
            .context
            .facts
            .iter()
            .filter(|(name, _)| self.script.slot(name).is_some());
        let known = known.map(|(name, value)| {
            let value = value.clone();
            (name.clone(), Captured { value, at: None })
        });
        self.values = known.collect();
        self.doubt = None;
        self.digits.clear();
        self.attempts.clear();
        self.passed.clear();
    }

    /// Local date and time at a moment of the call.
    pub(super) fn local(&self, now: At) -> NaiveDateTime {
        let since = i64::try_from(now.0).ok().map(TimeDelta::milliseconds);
        since
            .and_then(|since| self.context.now.checked_add_signed(since))
            .unwrap_or(self.context.now)
    }

    /// A value or fact as it is kept.
    pub(super) fn known(&self, name: &str) -> Option<&str> {
        let value = self
            .values
            .get(name)
            .map(|captured| captured.value.as_str());
        value.or_else(|| self.facts.get(name).map(String::as_str))
    }

    /// A text with its places filled.
    pub(super) fn fill(&self, text: &str, tongue: Tongue) -> String {
        filled(text, |name| {
            let (name, form) = name.split_once('|').unwrap_or((name, ""));
            let value = self.known(name)?;
            Some(if form.is_empty() {
                spoken(&self.script, name, value, tongue)
            } else {
                formatted(value, form, tongue)
            })
        })
    }

    /// Adds to what is said next.
    pub(super) fn speak(&mut self, texts: &Texts) {
        let text = self.fill(texts.of(self.tongue), self.tongue);
        self.speak_words(&text);
    }

    pub(super) fn speak_words(&mut self, text: &str) {
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    /// Says what was gathered.
    pub(super) fn flush(&mut self, expecting: Option<Expecting>) {
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        self.said = Some((text.clone(), expecting));
        self.moves.push(Move::Say {
            text,
            tongue: self.tongue,
            expecting,
        });
    }

    /// What was said last, once more.
    pub(super) fn repeat(&mut self) {
        if let Some((text, expecting)) = self.said.clone() {
            self.speak_words(&text);
            self.flush(expecting);
        }
    }

    /// The slots a node asks for that are not filled.
    pub(super) fn missing<'n>(&self, node: &'n Node) -> Vec<&'n str> {
        let asked = node.ask.iter().flatten().map(String::as_str);
        asked
            .filter(|slot| !self.values.contains_key(*slot))
            .collect()
    }

    pub(super) fn expecting(&self, node: &Node) -> Option<Expecting> {
        let missing = self.missing(node);
        let asked: Vec<&str> = match missing.as_slice() {
            [] => node.ask.iter().flatten().map(String::as_str).collect(),
            missing => missing.to_vec(),
        };
        let kinds: Vec<Kind> = asked
            .iter()
            .filter_map(|slot| Some(self.script.slot(slot)?.kind))
            .collect();
        Some(match kinds.first()? {
            Kind::Day | Kind::Time if kinds.contains(&Kind::Day) && kinds.contains(&Kind::Time) => {
                Expecting::DateTime
            }
            Kind::Day => Expecting::Date,
            Kind::Time => Expecting::Time,
            Kind::Name => Expecting::Name,
            Kind::Phone => Expecting::Phone,
            Kind::Email => Expecting::Email,
            Kind::Number => Expecting::Digits,
            Kind::Choice => Expecting::Choice,
            Kind::Free => Expecting::Free,
        })
    }

    /// Says again what a node waits for.
    pub(super) fn prompt(&mut self, name: &str) {
        let script = Arc::clone(&self.script);
        let Some(node) = script.node(name) else {
            return self.lost();
        };
        // It was given while something else was looked up.
        if node.ask.is_some() && !node.fresh && self.missing(node).is_empty() {
            return self.go_if(node.next.as_ref());
        }
        if let Some(text) = node.confirm.as_ref().or(node.say.as_ref()) {
            self.speak(text);
        }
        let yes_no = node.confirm.as_ref().map(|_| Expecting::YesNo);
        self.flush(yes_no.or_else(|| self.expecting(node)));
        self.place = Place::At(name.to_owned());
    }

    /// Nothing was understood at a node: asked otherwise, and not for ever.
    pub(super) fn miss(&mut self, name: &str) {
        let script = Arc::clone(&self.script);
        let Some(node) = script.node(name) else {
            return self.lost();
        };
        let attempts = self.attempts.entry(name.to_owned()).or_default();
        *attempts += 1;
        let attempt = *attempts;
        if attempt > node.again.len().max(2) {
            return self.go_if(node.lost.as_ref().or(Some(&script.anywhere.lost)));
        }
        let Some(again) = node.again.get(attempt - 1) else {
            self.speak(&script.anywhere.sorry);
            return self.prompt(name);
        };
        self.speak(again);
        let yes_no = node.confirm.as_ref().map(|_| Expecting::YesNo);
        self.flush(yes_no.or_else(|| self.expecting(node)));
    }

    pub(super) fn understood_at(&mut self, name: &str) {
        self.attempts.remove(name);
    }

    /// Keeps a value and tells of it.
    pub(super) fn keep(&mut self, given: &Given, at: Option<At>) {
        let captured = Captured {
            value: given.value.clone(),
            at,
        };
        self.values.insert(given.slot.clone(), captured);
        self.moves.push(Move::Capture {
            name: given.slot.clone(),
            value: given.value.clone(),
            at,
        });
    }
}

impl Dialogue for Flow {
    fn on(&mut self, now: At, input: Input) -> Vec<Move> {
        match input {
            Input::Begin if self.place == Place::Start => {
                let start = self.script.start.clone();
                self.go(&start);
            }
            Input::Begin => {}
            Input::Said(utterance) => self.said(now, &utterance),
            Input::Keys(keys) => self.keyed(&keys),
            Input::Silence { .. } => {
                if let Place::At(name) = self.place.clone() {
                    match std::mem::take(&mut self.holds) {
                        true => self.prompt(&name),
                        false => self.miss(&name),
                    }
                }
            }
            Input::Found { ask, found } => self.found(ask, found),
            Input::Settled(settled) => self.settled(settled),
        }
        std::mem::take(&mut self.moves)
    }

    fn summary(&self, tongue: Tongue, ended: Option<&str>) -> String {
        summary::summary(self, tongue, ended)
    }
}
