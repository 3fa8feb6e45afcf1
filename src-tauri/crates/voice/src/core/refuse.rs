//! Refusals that are obeyed at once, whatever is going on: of being called, and of being
//! recorded.

use super::{CallCore, Tape};
use crate::core::event::{Action, IdempotencyKey};
use crate::core::phase::{Disclosed, Phase, Then};
use crate::dialogue::Utterance;
use crate::time::At;

impl CallCore {
    /// No byte after this one is kept.
    pub(super) fn refuse_recording(&mut self) {
        if self.tape == Tape::Open {
            self.out.push(Action::Record(false));
        }
        self.tape = Tape::Refused;
    }

    /// The caller does not want to be recorded, and the call goes on.
    pub(super) fn unrecorded(&mut self, now: At, proof: Disclosed) {
        self.begin_talk(now, proof);
        // Said before whatever the conversation begins with.
        let unrecorded = &self.plan.sentences.unrecorded;
        let begins = self.out.iter_mut().rev().find_map(|action| match action {
            Action::Synthesize { text, .. } => Some(text),
            _ => None,
        });
        if let Some(text) = begins {
            *text = format!("{unrecorded} {text}");
        }
    }

    /// Nothing is agreed with somebody who is not grown up, and nothing kept of them.
    pub(super) fn not_grown_up(&mut self, now: At) {
        let talks = matches!(
            self.phase,
            Phase::Disclose(_) | Phase::Talk(_) | Phase::Commit(..)
        );
        if self.pick.is_none() || !talks || self.suppressed.is_some() {
            return;
        }
        self.refuse_recording();
        self.yield_floor(now);
        let words = self.plan.sentences.under_age.clone();
        self.wrap(now, Then::HangUp("under_age".to_owned()), Some(&words));
    }

    /// The caller does not want to be called or written to. It is written down on every
    /// channel before anything else is said; the call ends after it was confirmed.
    pub(super) fn refuse_calls(&mut self, now: At, said: Option<&Utterance>) {
        if self.suppressed.is_some() {
            return;
        }
        self.suppressed = Some(false);
        self.out.push(Action::Suppress {
            key: IdempotencyKey(format!("{}:opt-out", self.plan.call)),
            words: said.map(|said| said.text.clone()).unwrap_or_default(),
        });
        self.yield_floor(now);
        self.wrap(now, Then::HangUp("opted_out".to_owned()), None);
    }

    pub(super) fn suppressed(&mut self, now: At, done: bool) {
        if self.suppressed != Some(false) || matches!(self.phase, Phase::Over) {
            return;
        }
        self.suppressed = Some(true);
        if done {
            let words = self.plan.sentences.opted_out.clone();
            self.wrap(now, Then::HangUp("opted_out".to_owned()), Some(&words));
        } else {
            // It is not bound: a person has to see to it while the caller is there.
            let words = self.plan.sentences.transfer.clone();
            self.wrap(
                now,
                Then::Transfer("opt_out_failed".to_owned()),
                Some(&words),
            );
        }
    }
}
