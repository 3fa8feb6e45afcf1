//! The conversation: moves become sentences, look-ups and proposals. A proposal is read
//! back, heard to its end and agreed to before it is done, once.

use super::{CallCore, Tape};
use crate::core::event::{Action, IdempotencyKey, Sensed};
use crate::core::listen::masked_keys;
use crate::core::phase::{Commit, Disclosed, Phase, Step, Then};
use crate::core::speaker::Ended;
use crate::dialogue::{AskId, Effect, Expecting, Found, Input, Move, Settled, Tongue, Utterance};
use crate::reply::ReplyId;
use crate::time::At;

/// A read-back, or a question, is said so often before it counts as a no.
const TIMES: u8 = 3;

impl CallCore {
    /// What the caller is waited for to say, so that it is not cut apart.
    #[must_use]
    pub const fn expecting(&self) -> Option<Expecting> {
        match &self.phase {
            Phase::Talk(_) => self.expecting,
            Phase::Commit(..) => Some(Expecting::YesNo),
            Phase::Disclose(disclose) if disclose.asked.is_some() => Some(Expecting::YesNo),
            _ => None,
        }
    }

    pub(super) fn begin_talk(&mut self, now: At, proof: Disclosed) {
        self.phase = Phase::Talk(proof);
        self.tell(now, Input::Begin);
    }

    /// Tells the conversation, and makes its moves.
    fn tell(&mut self, now: At, input: Input) {
        let moves = self.dialogue.on(now, input);
        self.make(now, moves);
    }

    fn make(&mut self, now: At, moves: Vec<Move>) {
        let mut text = String::new();
        let mut tongue = self.plan.tongue;
        for each in moves {
            match each {
                Move::Say {
                    text: more,
                    tongue: own,
                    expecting,
                } => {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(&more);
                    tongue = own;
                    self.expecting = expecting;
                }
                Move::Ask { ask, tool, facts } => {
                    self.asks.insert(ask, now);
                    self.out.push(Action::Ask { ask, tool, facts });
                }
                Move::Capture { name, value, at } => {
                    self.out.push(Action::Capture { name, value, at });
                }
                Move::Reached { node } => self.out.push(Action::Reached { node }),
                Move::Propose {
                    effect,
                    read_back,
                    tongue,
                } => {
                    let read_back = format!("{text} {read_back}").trim().to_owned();
                    return self.propose(now, effect, read_back, tongue);
                }
                Move::Transfer { reason } => {
                    let words = or(&text, &self.plan.sentences.transfer);
                    return self.wrap(now, Then::Transfer(reason), Some(&words));
                }
                Move::HangUp { outcome } => {
                    let words = (!text.is_empty()).then_some(text.as_str());
                    return self.wrap(now, Then::HangUp(outcome), words);
                }
            }
        }
        if !text.is_empty() {
            self.say_in(now, &text, tongue);
            self.asked = text;
        }
    }

    fn propose(&mut self, now: At, effect: Effect, read_back: String, tongue: Tongue) {
        let proof = match std::mem::replace(&mut self.phase, Phase::Gate) {
            Phase::Talk(proof) | Phase::Commit(proof, _) => proof,
            other => {
                self.phase = other;
                return;
            }
        };
        self.proposals += 1;
        let key = IdempotencyKey(format!("{}:{}", self.plan.call, self.proposals));
        let reply = self.say_in(now, &read_back, tongue);
        self.phase = Phase::Commit(
            proof,
            Commit {
                effect,
                key,
                reply: Some(reply),
                left: read_back,
                step: Step::Reading,
                times: 1,
            },
        );
    }

    /// Something was said to its end while a proposal is open.
    pub(super) fn read_back(
        &mut self,
        now: At,
        proof: Disclosed,
        mut commit: Commit,
        ended: Ended,
    ) {
        let (Ended::Heard(reply) | Ended::Unproven(reply)) = ended;
        if commit.step == Step::Reading && commit.reply == Some(reply) {
            if ended == Ended::Heard(reply) {
                commit.step = Step::Asked;
            } else {
                return self.read_again(now, proof, commit);
            }
        }
        self.phase = Phase::Commit(proof, commit);
    }

    /// Reads back what was not heard; not for ever.
    fn read_again(&mut self, now: At, proof: Disclosed, mut commit: Commit) {
        if commit.times >= TIMES {
            self.phase = Phase::Talk(proof);
            return self.tell(now, Input::Settled(Settled::Declined));
        }
        commit.times += 1;
        commit.step = Step::Reading;
        let text = commit.left.clone();
        commit.reply = Some(self.say(now, &text));
        self.phase = Phase::Commit(proof, commit);
    }

    /// The caller's turn is over: what comes of it.
    pub(super) fn answer(&mut self, now: At, sensed: Sensed, said: Option<Utterance>) {
        match std::mem::replace(&mut self.phase, Phase::Gate) {
            Phase::Disclose(mut disclose) => {
                let asked = disclose.asked.take();
                match (asked, sensed.agrees) {
                    (Some(proof), _) if self.tape == Tape::Refused => self.unrecorded(now, proof),
                    (Some(proof), Some(true)) => {
                        self.open_tape();
                        self.begin_talk(now, proof);
                    }
                    (Some(proof), Some(false)) => {
                        self.tape = Tape::Refused;
                        self.unrecorded(now, proof);
                    }
                    (Some(proof), None) => {
                        disclose.times += 1;
                        if disclose.times >= TIMES {
                            self.tape = Tape::Refused;
                            return self.unrecorded(now, proof);
                        }
                        disclose.asked = Some(proof);
                        self.phase = Phase::Disclose(disclose);
                        let sentences = &self.plan.sentences;
                        let robot = sensed.asks_if_robot.then_some(&sentences.robot);
                        let text = format!(
                            "{} {}",
                            robot.map_or("", String::as_str),
                            sentences.consent_again
                        );
                        self.say(now, text.trim());
                    }
                    (None, _) => {
                        // It was cut in on: the part that was not heard is said again.
                        if disclose.reply.is_none() {
                            disclose.reply = Some(self.say(now, &disclose.left.clone()));
                        }
                        self.phase = Phase::Disclose(disclose);
                    }
                }
            }
            Phase::Talk(proof) => {
                self.phase = Phase::Talk(proof);
                self.answer_in_talk(now, sensed, said);
            }
            Phase::Commit(proof, commit) => self.agree(now, proof, commit, sensed, said),
            Phase::Wrap(mut wrap) => {
                // Nothing more is said; the end does not wait for what was cut.
                if wrap.reply.is_none() && wrap.at.is_none() {
                    wrap.at = Some(now);
                }
                self.phase = Phase::Wrap(wrap);
            }
            other => self.phase = other,
        }
    }

    fn answer_in_talk(&mut self, now: At, sensed: Sensed, said: Option<Utterance>) {
        // Words are newer.
        self.keyed.clear();
        if sensed.wants_human {
            let words = self.plan.sentences.transfer.clone();
            return self.wrap(now, Then::Transfer("asked".to_owned()), Some(&words));
        }
        if sensed.asks_if_robot {
            let text = format!("{} {}", self.plan.sentences.robot, self.asked);
            self.say(now, text.trim());
            return;
        }
        if let Some(said) = said {
            self.tell(now, Input::Said(said));
        }
    }

    fn agree(
        &mut self,
        now: At,
        proof: Disclosed,
        mut commit: Commit,
        sensed: Sensed,
        said: Option<Utterance>,
    ) {
        if matches!(commit.step, Step::Doing(_)) {
            // What was agreed to is not undone by talking.
            self.phase = Phase::Commit(proof, commit);
            return;
        }
        match (commit.step, sensed.agrees) {
            (_, Some(false)) => {
                self.phase = Phase::Talk(proof);
                let before = self.out.len();
                self.tell(now, Input::Settled(Settled::Declined));
                // "No, on Thursday": the rest of it is said to the conversation as well.
                let silent = !self.out[before..]
                    .iter()
                    .any(|action| matches!(action, Action::Synthesize { .. }));
                if let (true, Some(said)) = (silent, said) {
                    self.tell(now, Input::Said(said));
                }
            }
            (Step::Asked, Some(true)) if !sensed.wants_human => {
                commit.step = Step::Doing(now);
                self.out.push(Action::Commit {
                    key: commit.key.clone(),
                    effect: commit.effect.clone(),
                });
                self.phase = Phase::Commit(proof, commit);
            }
            _ if sensed.wants_human => {
                self.phase = Phase::Talk(proof);
                self.answer_in_talk(now, sensed, said);
            }
            _ => {
                if sensed.asks_if_robot {
                    commit.left = format!("{} {}", self.plan.sentences.robot, commit.left);
                }
                self.read_again(now, proof, commit);
            }
        }
    }

    pub(super) fn committed(&mut self, now: At, key: &IdempotencyKey, done: bool) {
        match std::mem::replace(&mut self.phase, Phase::Gate) {
            Phase::Commit(proof, commit)
                if commit.key == *key && matches!(commit.step, Step::Doing(_)) =>
            {
                self.phase = Phase::Talk(proof);
                let settled = if done { Settled::Done } else { Settled::Failed };
                self.tell(now, Input::Settled(settled));
                self.result = self.speaker.holder();
            }
            other => self.phase = other,
        }
    }

    pub(super) fn found(&mut self, now: At, ask: AskId, found: Found) {
        if self.asks.remove(&ask).is_some() && matches!(self.phase, Phase::Talk(_)) {
            self.tell(now, Input::Found { ask, found });
        }
    }

    pub(super) fn keys(&mut self, now: At, keys: String) {
        if !matches!(self.phase, Phase::Talk(_)) {
            return;
        }
        self.keyed.push_str(&keys);
        // A reply that has no sound yet is not taken back for keys: somebody who presses
        // them one by one would wait for ever, and what it tells might never be said. (Of
        // 1,000,000 callers drawn by chance seven sat in silence for more than 4 s.)
        let is_made = self.speaker.holder().is_some() && !self.speaker.has_begun();
        if !is_made {
            self.yield_floor(now);
            self.keys_that_waited(now);
        }
    }

    /// The reply that keys waited for was heard, or the caller has the floor.
    pub(super) fn keys_that_waited(&mut self, now: At) {
        let free = self.speaker.holder().is_none();
        if free && !self.keyed.is_empty() && matches!(self.phase, Phase::Talk(_)) {
            // Together they may be what nobody may keep.
            let keys = masked_keys(&std::mem::take(&mut self.keyed));
            self.tell(now, Input::Keys(keys));
        }
    }

    /// The caller has said nothing for so long.
    pub(super) fn silence(&mut self, now: At, ms: u64) {
        match std::mem::replace(&mut self.phase, Phase::Gate) {
            Phase::Talk(proof) => {
                self.phase = Phase::Talk(proof);
                let before = self.out.len();
                self.tell(now, Input::Silence { ms });
                let said = self.out[before..]
                    .iter()
                    .any(|action| matches!(action, Action::Synthesize { .. }));
                if !said && matches!(self.phase, Phase::Talk(_)) {
                    let text = self.plan.sentences.still_there.clone();
                    self.say(now, &text);
                }
            }
            Phase::Commit(proof, commit) if !matches!(commit.step, Step::Doing(_)) => {
                self.read_again(now, proof, commit);
            }
            Phase::Disclose(disclose) => {
                self.phase = Phase::Disclose(disclose);
                self.answer(now, Sensed::default(), None);
            }
            other => self.phase = other,
        }
    }

    /// A reply cannot be heard: a person takes the call.
    pub(super) fn speechless(&mut self, now: At, reply: ReplyId) {
        if self.speaker.holder() != Some(reply) {
            return;
        }
        self.speaker.cut(now, &mut self.out);
        let then = match &self.phase {
            Phase::Wrap(wrap) => wrap.then.clone(),
            // Nobody is there to be put through.
            Phase::Leave(_) => Then::HangUp("no_speech".to_owned()),
            _ => Then::Transfer("no_speech".to_owned()),
        };
        self.wrap(now, then, None);
    }

    /// Look-ups that were not answered in time are answered for.
    pub(super) fn give_up_asks(&mut self, now: At) {
        while let Some((ask, _)) = self.asks.pop_first() {
            if matches!(self.phase, Phase::Talk(_)) {
                let found = Found::Failed;
                self.tell(now, Input::Found { ask, found });
            }
        }
    }

    /// Whether nothing matters to it any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over)
    }
}

fn or(text: &str, other: &str) -> String {
    if text.is_empty() { other } else { text }.to_owned()
}
