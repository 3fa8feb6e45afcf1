//! The agent's side of the line: one reply at a time is made, sent ahead, paused, gone on
//! with, or cut. Must not know: what is said, or why it stops.

use crate::core::event::Action;
use crate::dialogue::Tongue;
use crate::ledger::{Ledger, SpokenWord, WordState};
use crate::line::{Line, MarkId};
use crate::reply::{Floor, ReplyId};
use crate::time::{At, FRAME, Samples};

/// A mark that has not come so long after its sound should have ended never will.
const LOST_MARK_MS: u64 = 1_500;

#[derive(Debug, Clone, Copy)]
struct Saying {
    reply: ReplyId,
    next: Samples,
    /// All its sound is there.
    whole: bool,
    paused: bool,
    /// It waited once for a caller who was speaking already.
    waited: bool,
}

/// How a reply ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Every word was played, by its marks.
    Heard(ReplyId),
    /// It was sent, and the carrier does not say that it was played.
    Unproven(ReplyId),
}

#[derive(Debug, Default)]
pub(super) struct Speaker {
    floor: Floor,
    line: Line,
    ledger: Ledger,
    saying: Option<Saying>,
}

impl Speaker {
    /// Gives the speaker to a new reply; what another still had to say is dropped.
    pub(super) fn say(
        &mut self,
        now: At,
        text: &str,
        tongue: Tongue,
        out: &mut Vec<Action>,
    ) -> ReplyId {
        self.cut(now, out);
        let (reply, _) = self.floor.take();
        self.saying = Some(Saying {
            reply,
            next: Samples(0),
            whole: false,
            paused: false,
            waited: false,
        });
        out.push(Action::Synthesize {
            reply,
            text: text.to_owned(),
            tongue,
        });
        reply
    }

    /// Whose sound may still be sent.
    pub(super) fn holder(&self) -> Option<ReplyId> {
        self.floor.holder()
    }

    /// Whether the caller hears something now.
    pub(super) fn is_playing(&self, now: At) -> bool {
        self.line.is_playing(now)
    }

    pub(super) fn is_paused(&self) -> bool {
        self.saying.is_some_and(|saying| saying.paused)
    }

    /// Whether the reply has any sound yet.
    pub(super) fn has_sound(&self) -> bool {
        self.saying
            .is_some_and(|saying| self.ledger.waiting(saying.reply, Samples(0)) > Samples(0))
    }

    /// Whether any of the reply was sent.
    pub(super) fn has_begun(&self) -> bool {
        self.saying.is_some_and(|saying| saying.next > Samples(0))
    }

    /// Sound was made. That of a discarded reply goes nowhere.
    pub(super) fn sound(
        &mut self,
        reply: ReplyId,
        length: Samples,
        words: Vec<SpokenWord>,
        last: bool,
    ) {
        if self.floor.live(reply).is_none() {
            return;
        }
        self.ledger.made(reply, length, words);
        if let Some(saying) = &mut self.saying {
            saying.whole |= last;
        }
    }

    /// Sends what is due.
    pub(super) fn pump(&mut self, now: At, out: &mut Vec<Action>) {
        let Some(saying) = &mut self.saying else {
            return;
        };
        if saying.paused || self.floor.live(saying.reply).is_none() {
            return;
        }
        for _ in 0..self.line.frames_due(now) {
            let waiting = self.ledger.waiting(saying.reply, saying.next);
            let length = waiting.min(FRAME);
            if length == Samples(0) {
                break;
            }
            let reply = saying.reply;
            self.ledger
                .sent(self.line.sent(), reply, saying.next, length);
            out.push(Action::Play {
                reply,
                from: saying.next,
                length,
            });
            saying.next = saying.next + length;
            let last = saying.whole && length == waiting;
            if let Some(mark) = self.line.send(now, length, last) {
                out.push(Action::Mark(mark));
            }
        }
    }

    pub(super) fn marked(&mut self, now: At, mark: MarkId) {
        if let Some(proven) = self.line.echoed(now, mark) {
            self.ledger.proven(proven);
        }
    }

    /// The reply that is over now.
    pub(super) fn ended(&mut self, now: At) -> Option<Ended> {
        let saying = self.saying?;
        let reply = saying.reply;
        let all_sent = saying.whole && self.ledger.waiting(reply, saying.next) == Samples(0);
        if saying.paused || !all_sent {
            return None;
        }
        let played = self.ledger.proven_to(reply) >= saying.next;
        let ended = if self.ledger.is_heard(reply) {
            Ended::Heard(reply)
        } else if played || self.is_overdue(now) {
            Ended::Unproven(reply)
        } else {
            return None;
        };
        self.finish(reply);
        Some(ended)
    }

    fn is_overdue(&self, now: At) -> bool {
        let end = self.line.ends_at();
        end.is_some_and(|end| now >= end.plus_ms(LOST_MARK_MS))
    }

    fn finish(&mut self, reply: ReplyId) {
        self.ledger.close(reply);
        if let Some(live) = self.floor.live(reply) {
            live.finish();
        }
        self.saying = None;
    }

    /// Silent at once; the reply keeps the speaker.
    pub(super) fn pause(&mut self, now: At, out: &mut Vec<Action>) {
        if let Some(saying) = &mut self.saying
            && !saying.paused
        {
            saying.paused = true;
            let cleared = self.line.clear(now);
            saying.next = self.ledger.cleared(saying.reply, cleared);
            out.push(Action::Clear);
        }
    }

    pub(super) fn resume(&mut self) {
        if let Some(saying) = &mut self.saying {
            saying.paused = false;
        }
    }

    /// Whether it would begin now, over a caller who is speaking. It waits once.
    pub(super) fn waits(&mut self) -> bool {
        let has_sound = self.has_sound();
        match &mut self.saying {
            Some(saying) if has_sound && !saying.waited && saying.next == Samples(0) => {
                saying.waited = true;
                saying.paused = true;
                true
            }
            _ => false,
        }
    }

    /// Silent for good: what was not heard will not be. Whose reply it was.
    pub(super) fn cut(&mut self, now: At, out: &mut Vec<Action>) -> Option<ReplyId> {
        let saying = self.saying?;
        self.pause(now, out);
        self.finish(saying.reply);
        out.push(Action::Discard(saying.reply));
        Some(saying.reply)
    }

    /// What was heard of a reply, and what was not.
    pub(super) fn told(&self, reply: ReplyId) -> (String, String) {
        let mut heard = Vec::new();
        let mut cut = Vec::new();
        for (word, state) in self.ledger.words(reply) {
            let to = if state == WordState::Heard {
                &mut heard
            } else {
                &mut cut
            };
            to.push(word.text.as_str());
        }
        (heard.join(" "), cut.join(" "))
    }

    /// The words of a reply from the first that was not heard.
    pub(super) fn unheard(&self, reply: ReplyId) -> String {
        let from = self.ledger.unheard_from(reply).unwrap_or(usize::MAX);
        let words = self.ledger.words(reply).skip(from);
        let words: Vec<&str> = words.map(|(word, _)| word.text.as_str()).collect();
        words.join(" ")
    }

    /// When to look again.
    pub(super) fn deadline(&self, now: At) -> Option<At> {
        let saying = self.saying.filter(|saying| !saying.paused)?;
        let waiting = self.ledger.waiting(saying.reply, saying.next) > Samples(0);
        if waiting {
            return Some(now.plus_ms(FRAME.ms()));
        }
        saying.whole.then(|| {
            let end = self.line.ends_at().unwrap_or(now);
            end.plus_ms(LOST_MARK_MS).max(now.plus_ms(FRAME.ms()))
        })
    }
}
