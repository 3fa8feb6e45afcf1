//! The core of a call: events with their moment in, actions out, no I/O. The same core
//! runs a live call, a practice call, a simulation and a replay.
//!
//! Gate → Disclose → Dialogue → Commit → Wrap. Must not know: sockets, tasks, providers,
//! the disk, what a conversation is about.

mod event;
mod floor;
mod listen;
mod log;
mod phase;
mod pick;
mod plan;
mod refuse;
mod sentences;
mod speaker;
mod talk;
mod watch;

pub use event::{Action, Event, IdempotencyKey, Sensed, Turn};
pub use log::{Entry, Log, Replayed, replay};
pub use phase::PhaseName;
pub use plan::{Outbound, Plan};
pub use sentences::{Sentences, Unsayable};

use crate::core::listen::Listen;
use crate::core::phase::{Disclose, Phase, Then, Wrap};
use crate::core::pick::Pick;
use crate::core::speaker::{Ended, Speaker};
use crate::core::watch::Watch;
use std::collections::BTreeMap;

use crate::dialogue::{AskId, Dialogue, Expecting};
use crate::pause::{Pause, Verdict};
use crate::reply::ReplyId;
use crate::time::At;

/// The last word is played out before the line is closed.
const LAST_WORD_MS: u64 = 300;
/// By then the ear knows a line's own noise.
const SETTLED_MS: u64 = 2_500;

/// The gate of the recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tape {
    Shut,
    Open,
    /// Shut for good.
    Refused,
}

/// A call.
pub struct CallCore {
    plan: Plan,
    dialogue: Box<dyn Dialogue>,
    phase: Phase,
    speaker: Speaker,
    listen: Listen,
    pause: Option<Pause>,
    /// The caller's voice is heard.
    voice: bool,
    tape: Tape,
    /// The caller's sound waits for what a number comes to.
    withheld: bool,
    suppressed: Option<bool>,
    proposals: u32,
    /// What the caller was asked last, and what for.
    asked: String,
    expecting: Option<Expecting>,
    asks: BTreeMap<AskId, At>,
    /// Keys that were pressed while a reply was being made, until it was heard.
    keyed: String,
    /// Tells what became of a proposal.
    result: Option<ReplyId>,
    /// Who answered, where the agent calls.
    pick: Option<Pick>,
    watch: Watch,
    log: Log,
    out: Vec<Action>,
}

impl std::fmt::Debug for CallCore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallCore")
            .field("phase", &self.phase.name())
            .finish_non_exhaustive()
    }
}

impl CallCore {
    #[must_use]
    pub fn new(plan: Plan, dialogue: Box<dyn Dialogue>) -> Self {
        Self {
            plan,
            dialogue,
            phase: Phase::Gate,
            speaker: Speaker::default(),
            listen: Listen::new(),
            pause: None,
            voice: false,
            tape: Tape::Shut,
            withheld: false,
            suppressed: None,
            proposals: 0,
            asked: String::new(),
            expecting: None,
            asks: BTreeMap::new(),
            keyed: String::new(),
            result: None,
            pick: None,
            watch: Watch::default(),
            log: Log::default(),
            out: Vec::new(),
        }
    }

    /// One that the agent makes: whoever answers is listened to before anything is said.
    #[must_use]
    pub fn outbound(plan: Plan, outbound: Outbound, dialogue: Box<dyn Dialogue>) -> Self {
        Self {
            pick: Some(Pick::new(outbound)),
            ..Self::new(plan, dialogue)
        }
    }

    /// What is to be done, now that `event` happened.
    pub fn on(&mut self, now: At, event: Event) -> Vec<Action> {
        if matches!(self.phase, Phase::Over) {
            return Vec::new();
        }
        self.watch.heard_until(now, &self.speaker, self.voice);
        let event = self.veiled(event);
        self.log.take(now, &event, self.tape == Tape::Open);
        self.happen(now, event);
        self.advance(now);
        let out = std::mem::take(&mut self.out);
        self.log.done(&out);
        out
    }

    /// When it wants to be told of the time if nothing else happens before.
    #[must_use]
    pub fn deadline(&self, now: At) -> Option<At> {
        let wrap = match &self.phase {
            Phase::Over => return None,
            Phase::Wrap(wrap) => wrap.at,
            Phase::Greet => self.pick.as_ref().map(Pick::deadline),
            _ => None,
        };
        let times = [
            wrap,
            self.pause.as_ref().map(Pause::deadline),
            self.speaker.deadline(now),
            Some(self.watch.next()),
            Some(At(self.plan.longest_ms)),
        ];
        // One that has passed and led to nothing is not asked for again at once.
        let soonest = times.into_iter().flatten().min()?;
        Some(soonest.max(now.plus_ms(1)))
    }

    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    #[must_use]
    pub fn phase(&self) -> PhaseName {
        self.phase.name()
    }

    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.log
    }

    #[must_use]
    pub fn dialogue(&self) -> &dyn Dialogue {
        self.dialogue.as_ref()
    }

    /// Words as they came are seen here and nowhere behind: what they came to goes on, and
    /// in the conversation what may be kept of a turn.
    fn veiled(&mut self, event: Event) -> Event {
        match event {
            Event::Partial { text } => {
                let mut sensed = self.listen.partial(&self.plan, &text);
                sensed.greeting = self.greeting(&text, false);
                Event::Sensed(sensed)
            }
            Event::Said(said) => {
                let mut sensed = self.listen.whole(&self.plan, &said.text);
                if self.phase.is_before_talk() {
                    sensed.greeting = self.greeting(&said.text, true);
                    return Event::Sensed(sensed);
                }
                let number = self.expecting.is_some_and(Expecting::is_number);
                let kept = self.listen.masked(&said, number);
                sensed.number = kept.waits;
                Event::Understood {
                    sensed,
                    said: kept.said,
                    silenced: kept.silenced,
                }
            }
            Event::Keys(keys) => Event::Keys(listen::masked_keys(&keys)),
            other => other,
        }
    }

    fn happen(&mut self, now: At, event: Event) {
        self.pick_hears(now, &event);
        match event {
            Event::Answered => self.answered(now),
            Event::Voice { on } => self.voice(now, on),
            Event::Level { db } => {
                if let Some(pause) = &mut self.pause {
                    pause.level(db);
                }
            }
            Event::Sensed(sensed) => self.sensed(now, sensed, None),
            Event::Understood {
                sensed,
                said,
                silenced,
            } => {
                let silence = |(from, to)| Action::Silence { from, to };
                self.out.extend(silenced.into_iter().map(silence));
                self.sensed(now, sensed, Some(said));
            }
            Event::Keys(keys) => self.keys(now, keys),
            Event::Marked(mark) => self.speaker.marked(now, mark),
            Event::Sound {
                reply,
                length,
                words,
                last,
            } => self.speaker.sound(reply, length, words, last),
            Event::Speechless(reply) => self.speechless(now, reply),
            Event::Found { ask, found } => self.found(now, ask, found),
            Event::Committed { key, done } => self.committed(now, &key, done),
            Event::Suppressed { done, .. } => self.suppressed(now, done),
            Event::TakenOver => {
                self.yield_floor(now);
                self.wrap(now, Then::Transfer("taken_over".to_owned()), None);
            }
            Event::EndAsked => {
                self.yield_floor(now);
                self.wrap(now, Then::HangUp("ended_by_staff".to_owned()), None);
            }
            Event::Stopped => {
                self.yield_floor(now);
                self.phase = Phase::Over;
            }
            // Veiled by now.
            Event::Partial { .. } | Event::Said(_) | Event::Tick => {}
            // It tells who answered, and no more.
            Event::Beep { .. } | Event::Sit => {}
        }
    }

    /// What time alone brings about.
    fn advance(&mut self, now: At) {
        if let Some(pause) = self.pause
            && let Some(verdict) = pause.verdict(now)
        {
            let by_sound = verdict == Verdict::Yield && !pause.has_words();
            // What a line sounds like is not known at once.
            let early = by_sound && now < At(SETTLED_MS);
            self.decide(now, if early { Verdict::Resume } else { verdict });
            if by_sound && !early {
                self.watch.doubt();
            }
        }
        if let Some(ended) = self.speaker.ended(now) {
            self.ended(now, ended);
        }
        self.pick_up(now);
        self.watch_over(now);
        self.end_when_due(now);
        if !matches!(self.phase, Phase::Over) {
            // The last words are said in any case.
            let may_wait = self.voice && !matches!(self.phase, Phase::Wrap(_));
            if may_wait && self.pause.is_none() && self.speaker.waits() {
                self.pause = Some(Pause::begun(now));
            }
            self.speaker.pump(now, &mut self.out);
        }
    }

    fn say(&mut self, now: At, text: &str) -> ReplyId {
        let tongue = self.plan.tongue;
        self.say_in(now, text, tongue)
    }

    fn say_in(&mut self, now: At, text: &str, tongue: crate::dialogue::Tongue) -> ReplyId {
        self.pause = None;
        // What it takes the place of was said as far as it was heard.
        if let Some(before) = self.speaker.cut(now, &mut self.out) {
            self.told(before);
        }
        self.listen.agent(text);
        self.watch.spoke(now);
        // What was heard of the one before stays said.
        if let Some(before) = self.speaker.cut(now, &mut self.out) {
            self.told(before);
        }
        self.speaker.say(now, text, tongue, &mut self.out)
    }

    fn answered(&mut self, now: At) {
        match (&mut self.pick, &self.phase) {
            (Some(pick), Phase::Gate) => {
                pick.listen(now);
                self.phase = Phase::Greet;
            }
            (None, Phase::Gate) => self.disclose(now),
            _ => {}
        }
    }

    fn disclose(&mut self, now: At) {
        if self.plan.recording.announcement_on_tape && !self.plan.recording.ask_affirmative {
            self.open_tape();
        }
        let text = self.plan.sentences.disclosure.clone();
        let reply = self.say(now, &text);
        self.phase = Phase::Disclose(Disclose {
            reply: Some(reply),
            left: text,
            asked: None,
            times: 0,
        });
    }

    fn open_tape(&mut self) {
        if self.tape == Tape::Shut {
            self.tape = Tape::Open;
            self.out.push(Action::Record(true));
        }
    }

    fn ended(&mut self, now: At, ended: Ended) {
        let (Ended::Heard(reply) | Ended::Unproven(reply)) = ended;
        self.told(reply);
        self.watch.spoke(now);
        match std::mem::replace(&mut self.phase, Phase::Gate) {
            Phase::Disclose(disclose) => self.disclosed(now, disclose, ended),
            Phase::Leave(leave) => self.left(now, leave, ended),
            Phase::Commit(proof, commit) => self.read_back(now, proof, commit, ended),
            Phase::Wrap(mut wrap) => {
                if wrap.reply == Some(reply) {
                    wrap.reply = None;
                    wrap.at = Some(now.plus_ms(LAST_WORD_MS));
                }
                self.phase = Phase::Wrap(wrap);
            }
            other => self.phase = other,
        }
        self.keys_that_waited(now);
    }

    fn disclosed(&mut self, now: At, mut disclose: Disclose, ended: Ended) {
        if disclose.asked.is_some() {
            self.phase = Phase::Disclose(disclose);
            return;
        }
        let Some(proof) = disclose.proven(ended) else {
            // The carrier does not say that it was played: it is said again.
            disclose.times += 1;
            let text = self.plan.sentences.disclosure.clone();
            if disclose.times > 2 {
                self.phase = Phase::Disclose(disclose);
                return self.wrap(now, Then::HangUp("not_disclosed".to_owned()), None);
            }
            disclose.reply = Some(self.say(now, &text));
            self.phase = Phase::Disclose(disclose);
            return;
        };
        if self.plan.recording.ask_affirmative && self.tape == Tape::Shut {
            disclose.asked = Some(proof);
            disclose.reply = None;
            self.phase = Phase::Disclose(disclose);
            return;
        }
        self.open_tape();
        self.begin_talk(now, proof);
    }

    /// Ends the call, after `words` if there are any.
    fn wrap(&mut self, now: At, then: Then, words: Option<&str>) {
        if matches!(self.phase, Phase::Over) {
            return;
        }
        let reply = words.map(|words| self.say(now, words));
        self.phase = Phase::Wrap(Wrap {
            then,
            reply,
            suppressing: self.suppressed == Some(false),
            at: reply.is_none().then_some(now),
            since: now,
        });
    }

    fn end_when_due(&mut self, now: At) {
        if now >= At(self.plan.longest_ms) && !matches!(self.phase, Phase::Wrap(_)) {
            let words = self.plan.sentences.apology.clone();
            self.wrap(now, Then::HangUp("too_long".to_owned()), Some(&words));
        }
        let Phase::Wrap(wrap) = &self.phase else {
            return;
        };
        if wrap.suppressing || wrap.at.is_none_or(|at| now < at) {
            return;
        }
        self.out.push(match &wrap.then {
            Then::HangUp(outcome) => Action::HangUp {
                outcome: outcome.clone(),
            },
            Then::Transfer(reason) => Action::Transfer {
                reason: reason.clone(),
            },
        });
        self.phase = Phase::Over;
    }
}
