//! Who has the floor: a caller who cuts in silences the agent at once, and gets the floor
//! or gives it back. Must not know: what is answered.

use super::{CallCore, LAST_WORD_MS, Tape};
use crate::core::event::{Action, Sensed, Turn};
use crate::core::phase::{Phase, Step};
use crate::dialogue::Utterance;
use crate::pause::{Pause, Verdict, Words};
use crate::reply::ReplyId;
use crate::time::At;

impl CallCore {
    pub(super) fn voice(&mut self, now: At, on: bool) {
        self.voice = on;
        if on {
            self.watch.voice(now);
            if self.pause.is_none() && self.speaker.is_playing(now) {
                self.speaker.pause(now, &mut self.out);
                self.pause = Some(Pause::begun(now));
            } else if let Some(pause) = &mut self.pause {
                pause.voice(true);
            }
        } else if let Some(verdict) = self.pause.as_mut().and_then(|pause| pause.voice(false)) {
            self.decide(now, verdict);
        }
    }

    pub(super) fn decide(&mut self, now: At, verdict: Verdict) {
        self.pause = None;
        match verdict {
            Verdict::Resume => {
                self.speaker.resume();
            }
            // What was done is told before anything else is talked about.
            Verdict::Yield if self.owes_result() => self.speaker.resume(),
            Verdict::Yield => self.yield_floor(now),
        }
    }

    /// Whether what became of a proposal is still to be said.
    fn owes_result(&self) -> bool {
        let holder = self.speaker.holder();
        holder.is_some() && holder == self.result && !self.speaker.has_begun()
    }

    /// The caller has the floor. What was not heard of a reply is kept where it must be
    /// said again.
    pub(super) fn yield_floor(&mut self, now: At) {
        self.pause = None;
        let Some(reply) = self.speaker.cut(now, &mut self.out) else {
            return;
        };
        // What has no sound yet has no words to go on from: it is said whole.
        let left = Some(self.speaker.unheard(reply)).filter(|left| !left.is_empty());
        match &mut self.phase {
            Phase::Disclose(disclose) => {
                disclose.reply = None;
                disclose.left = left.unwrap_or_else(|| disclose.left.clone());
            }
            Phase::Commit(_, commit) if commit.step == Step::Reading => {
                commit.reply = None;
                commit.left = left.unwrap_or_else(|| commit.left.clone());
            }
            // A machine goes on, or somebody takes the call after all.
            Phase::Leave(_) => {
                self.phase = Phase::Greet;
                self.pick_anew(now, self.voice);
            }
            // Nothing is left to be said that has to be heard.
            Phase::Wrap(wrap) => {
                wrap.reply = None;
                wrap.at = Some(now.plus_ms(LAST_WORD_MS));
            }
            _ => {}
        }
        self.told(reply);
    }

    /// A reply is over: what of it was heard goes into the transcript.
    pub(super) fn told(&mut self, reply: ReplyId) {
        let (heard, cut) = self.speaker.told(reply);
        if !heard.is_empty() || !cut.is_empty() {
            self.out.push(Action::Turn(Turn::Agent { heard, cut }));
        }
    }

    fn tell_caller(&mut self, said: Option<&Utterance>) {
        if let Some(said) = said
            && self.tape == Tape::Open
        {
            self.out.push(Action::Turn(Turn::Caller(said.clone())));
        }
    }

    /// The caller said so, in whole or so far; `said` is what may be kept of it.
    pub(super) fn sensed(&mut self, now: At, sensed: Sensed, said: Option<Utterance>) {
        if sensed.number != self.withheld {
            self.withheld = sensed.number;
            self.out.push(Action::Withhold(self.withheld));
        }
        self.watch.understood(now);
        // Words count whenever they come.
        let cuts_in = matches!(sensed.cut_in, Words::Stop | Words::Speech)
            && self.voice
            && self.speaker.is_playing(now)
            && !self.speaker.is_paused()
            && !matches!(self.phase, Phase::Wrap(_));
        if cuts_in && self.pause.is_none() {
            self.decide(now, Verdict::Yield);
        }
        if let Some(pause) = &mut self.pause {
            let verdict = pause.words(sensed.cut_in);
            let over = sensed.whole && verdict.is_none();
            if let Some(verdict) = verdict.or(over.then_some(Verdict::Resume)) {
                self.decide(now, verdict);
            }
        }
        if sensed.no_recording {
            self.refuse_recording();
        }
        if sensed.opt_out {
            self.refuse_calls(now, said.as_ref());
        }
        if sensed.under_age {
            self.not_grown_up(now);
        }
        if sensed.whole {
            // A sign of listening under the agent's words is not answered.
            let listening = self.speaker.is_playing(now) && !self.speaker.is_paused();
            if listening && !matches!(self.phase, Phase::Wrap(_)) {
                self.tell_caller(said.as_ref());
                return;
            }
            let talks = matches!(self.phase, Phase::Talk(_));
            let first = talks && self.owes_result() && !sensed.wants_human;
            // What was to be said does not know of this turn yet.
            if !first && !matches!(self.phase, Phase::Wrap(_)) {
                self.yield_floor(now);
            }
            self.watch.spoke(now);
            self.tell_caller(said.as_ref());
            if first {
                return;
            }
            self.answer(now, sensed, said);
        }
    }
}
