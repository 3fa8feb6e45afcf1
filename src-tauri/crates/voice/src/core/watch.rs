//! Nobody is left in silence: after four seconds without a voice something is said, after
//! ten there is another way on.

use super::{CallCore, Phase};
use crate::core::phase::{Step, Then};
use crate::core::speaker::Speaker;
use crate::time::At;

/// A filler is asked for so long after the last sound: to be made it takes up to 0.7 s, both
/// ways over a slow network 0.3 s more, and callers drawn by chance found 0.1 s beside it.
const FILLER_MS: u64 = 2_700;
/// What is not there by now will not come.
const GIVE_UP_MS: u64 = 9_500;
/// And where a voice without words silenced the agent: it was nobody's, it seems.
const HURRY_MS: u64 = 1_500;
/// A voice of which nothing is understood for so long may be the room's.
const WORDLESS_MS: u64 = 1_000;
/// A caller who has not answered so often is not there.
const SILENCES: u8 = 3;

#[derive(Debug, Default)]
pub(super) struct Watch {
    /// When something was last heard on the line, either way.
    audible: At,
    /// Since when the agent owes an answer, or the caller does.
    waiting_since: At,
    /// When the caller's voice last began or gave words.
    words: At,
    /// A voice without words silenced the agent.
    hurry: bool,
    silences: u8,
}

impl Watch {
    pub(super) fn heard_until(&mut self, now: At, speaker: &Speaker, voice: bool) {
        let voice = voice && !self.is_wordless(now);
        if voice {
            self.silences = 0;
        }
        if voice || speaker.is_playing(now) {
            self.audible = now;
            self.waiting_since = now;
        }
    }

    /// The caller's voice begins.
    pub(super) const fn voice(&mut self, now: At) {
        self.words = now;
    }

    /// Something of it is understood.
    pub(super) const fn understood(&mut self, now: At) {
        self.words = now;
        self.hurry = false;
    }

    /// A voice of which nothing is understood silences the agent.
    pub(super) const fn doubt(&mut self) {
        self.hurry = true;
    }

    const fn patience(&self) -> u64 {
        if self.hurry { HURRY_MS } else { FILLER_MS }
    }

    /// Whether a voice that is on has given no words for long.
    pub(super) const fn is_wordless(&self, now: At) -> bool {
        now.ms_since(self.words) >= WORDLESS_MS
    }

    /// A turn began or ended: what is waited for is another thing.
    pub(super) const fn spoke(&mut self, now: At) {
        self.hurry = false;
        self.waiting_since = now;
    }

    pub(super) fn next(&self) -> At {
        self.audible
            .max(self.waiting_since)
            .plus_ms(self.patience())
    }
}

impl CallCore {
    pub(super) fn watch_over(&mut self, now: At) {
        let silent = now.ms_since(self.watch.audible.max(self.watch.waiting_since));
        let waited = now.ms_since(self.watch.waiting_since);
        let voice = self.voice && !self.watch.is_wordless(now);
        if voice || self.pause.is_some() || self.speaker.is_playing(now) {
            return;
        }
        match &self.phase {
            // Whoever answered has the floor.
            Phase::Gate | Phase::Greet | Phase::Over => {}
            Phase::Wrap(wrap) => {
                let stuck = now.ms_since(wrap.since) >= GIVE_UP_MS && !self.speaker.has_sound();
                if stuck {
                    self.give_up_wrap(now);
                }
            }
            // A reply is being made: another would only take its place.
            _ if self.speaker.holder().is_some() => {
                if waited >= GIVE_UP_MS && !self.speaker.has_sound() {
                    self.give_up(now, "no_speech");
                }
            }
            Phase::Commit(_, commit) if matches!(commit.step, Step::Doing(_)) => {
                self.agent_owes(now, silent, waited);
            }
            _ if !self.asks.is_empty() => self.agent_owes(now, silent, waited),
            _ => {
                if silent >= self.watch.patience() {
                    self.caller_is_silent(now);
                }
            }
        }
    }

    fn agent_owes(&mut self, now: At, silent: u64, waited: u64) {
        let since = match &self.phase {
            Phase::Commit(_, commit) => match commit.step {
                Step::Doing(since) => Some(since),
                _ => None,
            },
            _ => self.asks.values().min().copied(),
        };
        let owed = since.map_or(waited, |since| now.ms_since(since));
        if owed >= GIVE_UP_MS {
            if self.asks.is_empty() {
                self.give_up(now, "not_done");
            } else {
                self.give_up_asks(now);
            }
        } else if silent >= FILLER_MS {
            let text = self.plan.sentences.filler.clone();
            self.say(now, &text);
        }
    }

    fn caller_is_silent(&mut self, now: At) {
        self.watch.silences += 1;
        self.watch.spoke(now);
        if self.watch.silences > SILENCES {
            let words = self.plan.sentences.silent_goodbye.clone();
            return self.wrap(now, Then::HangUp("silent".to_owned()), Some(&words));
        }
        self.silence(now, FILLER_MS);
    }

    fn give_up(&mut self, now: At, why: &str) {
        self.speaker.cut(now, &mut self.out);
        let words = self.plan.sentences.apology.clone();
        // Where nothing can be said, nothing is waited for.
        let words = (why != "no_speech").then_some(words.as_str());
        let then = match &self.phase {
            Phase::Leave(_) => Then::HangUp(why.to_owned()),
            _ => Then::Transfer(why.to_owned()),
        };
        self.wrap(now, then, words);
    }

    fn give_up_wrap(&mut self, now: At) {
        self.speaker.cut(now, &mut self.out);
        if let Phase::Wrap(wrap) = &mut self.phase {
            if wrap.suppressing {
                wrap.then = Then::Transfer("opt_out_failed".to_owned());
            }
            wrap.suppressing = false;
            wrap.reply = None;
            wrap.at = Some(now);
        }
    }
}
