//! Who answered a call that the agent makes, and what is done where it is no person: a
//! mailbox hears its message behind the beep, a screener who calls and why, a menu its
//! keys, and everything else nothing. Must not know: what persons are told.

use super::{CallCore, LAST_WORD_MS, Tape};
use crate::core::event::{Action, Event};
use crate::core::phase::{Leave, Left, Phase, Then, Wrap};
use crate::core::plan::Outbound;
use crate::core::speaker::Ended;
use crate::hearing::answerer::{Answerer, Greeting, Sign, Who};
use crate::time::At;

/// The ear tells so late of a voice's beginning and end, and of a beep's.
const VOICE_MS: (u64, u64) = (90, 200);
const BEEP_MS: (u64, u64) = (120, 40);
/// A machine that says "hello" first is known by then: so long after the disclosure began.
const LATE_MS: u64 = 8_000;
/// A machine that keeps a call, or puts it through, is waited for so long.
const HELD_MS: u64 = 25_000;
/// And a greeting for so long.
const LONGEST_MS: u64 = 60_000;
/// A voice of which nothing more is understood for so long is a room's, or music.
const WORDLESS_MS: u64 = 2_000;
/// A message that was cut, and an introduction, are said so often.
const TIMES: u8 = 2;

/// Who answered, as far as it is known.
#[derive(Debug)]
pub(super) struct Pick {
    outbound: Outbound,
    answerer: Answerer,
    answered: At,
    /// Since when it is known that nobody has to be there.
    held: Option<At>,
    disclosed: Option<At>,
    messages: u8,
    introductions: u8,
    pressed: usize,
    /// When the voice that is on began, or gave words.
    news: Option<At>,
    /// Somebody has said something in the conversation: no machine does.
    talked: bool,
}

/// What is to be done about whoever answered.
enum Way {
    Listen,
    Disclose,
    Leave(Left, String),
    Press(String),
    /// It waits, and so does the agent.
    Held,
    End(&'static str),
}

impl Pick {
    pub(super) fn new(outbound: Outbound) -> Self {
        Self {
            outbound,
            answerer: Answerer::new(At(0)),
            answered: At(0),
            held: None,
            disclosed: None,
            messages: 0,
            introductions: 0,
            pressed: 0,
            news: None,
            talked: false,
        }
    }

    /// The call was answered.
    pub(super) fn listen(&mut self, now: At) {
        self.answerer = Answerer::new(now);
        self.answered = now;
    }

    /// When something is decided if nothing more is heard.
    pub(super) fn deadline(&self) -> At {
        let longest = self.answered.plus_ms(LONGEST_MS);
        if let Some(news) = self.news {
            return news.plus_ms(WORDLESS_MS).min(longest);
        }
        let next = match (self.held, self.answerer.is_silent()) {
            (Some(held), true) => Some(held.plus_ms(HELD_MS)),
            _ => self.answerer.speak_at(),
        };
        next.map_or(longest, |next| next.min(longest))
    }

    /// A voice without words is taken for no one's.
    fn give_up_voice(&mut self, now: At) {
        if let Some(news) = self.news
            && now.ms_since(news) >= WORDLESS_MS
        {
            self.news = None;
            self.answerer.on(news, Sign::VoiceEnded);
        }
    }

    fn way(&self, now: At) -> Way {
        let voice = self.news.is_some();
        if let Some(held) = self.held
            && self.answerer.is_silent()
        {
            let waits = now < held.plus_ms(HELD_MS);
            return if waits {
                Way::Listen
            } else {
                Way::End("screened")
            };
        }
        let who = self.answerer.who(now);
        match who {
            Some(Who::Unavailable) if !voice => return Way::End("unavailable"),
            Some(Who::Full) if !voice => return Way::End("mailbox_full"),
            Some(Who::Voicemail) if !voice && self.outbound.message.is_none() => {
                return Way::End("voicemail");
            }
            _ => {}
        }
        if !self.answerer.may_speak(now) {
            let waits = now < self.answered.plus_ms(LONGEST_MS);
            return if waits {
                Way::Listen
            } else {
                Way::End("no_person")
            };
        }
        let outbound = &self.outbound;
        match who {
            Some(Who::Voicemail) => match &outbound.message {
                Some(message) if self.messages < TIMES => {
                    Way::Leave(Left::Message, message.clone())
                }
                _ => Way::End("voicemail"),
            },
            Some(Who::Screener) => match &outbound.introduction {
                Some(words) if self.introductions < TIMES => {
                    Way::Leave(Left::Introduction, words.clone())
                }
                _ => Way::End("screened"),
            },
            // A screener that keeps the line, or one that puts through.
            Some(Who::Ivr) if self.introductions > 0 || self.pressed > 0 => Way::Held,
            Some(Who::Ivr) => match outbound.keys.get(self.pressed) {
                Some(keys) => Way::Press(keys.clone()),
                None => Way::End("menu"),
            },
            _ => Way::Disclose,
        }
    }
}

impl CallCore {
    /// What the words so far come to, while it matters who says them.
    pub(super) fn greeting(&mut self, text: &str, whole: bool) -> Option<Greeting> {
        let matters = self.pick.is_some() && self.phase.is_before_talk();
        matters.then(|| self.listen.greeting(text, whole))
    }

    pub(super) fn pick_hears(&mut self, now: At, event: &Event) {
        let Some(pick) = &mut self.pick else { return };
        let before = |ms: u64| At(now.0.saturating_sub(ms).max(pick.answered.0));
        let (at, sign) = match event {
            Event::Voice { on: true } => (before(VOICE_MS.0), Sign::VoiceBegan),
            Event::Voice { on: false } => (before(VOICE_MS.1), Sign::VoiceEnded),
            Event::Beep { on: true } => (before(BEEP_MS.0), Sign::BeepBegan),
            Event::Beep { on: false } => (before(BEEP_MS.1), Sign::BeepEnded),
            Event::Sit => (now, Sign::Sit),
            Event::Sensed(sensed) => match sensed.greeting {
                Some(greeting) => (now, Sign::Greeting(greeting)),
                None => return,
            },
            Event::Understood { .. } => {
                pick.talked = true;
                return;
            }
            _ => return,
        };
        let tone = matches!(sign, Sign::BeepBegan | Sign::Sit);
        if tone && !pick.talked && !matches!(self.phase, Phase::Greet) {
            self.machine_after_all(now);
        }
        if let Some(pick) = &mut self.pick {
            match sign {
                Sign::VoiceBegan => pick.news = Some(at),
                Sign::VoiceEnded => pick.news = None,
                Sign::Greeting(_) if pick.news.is_some() => pick.news = Some(at),
                _ => {}
            }
            pick.answerer.on(at, sign);
        }
        if self.is_late_machine(now) {
            self.machine_after_all(now);
        }
    }

    /// "Hello," a mailbox says, and goes on: it is known once the disclosure has begun.
    fn is_late_machine(&self, now: At) -> bool {
        let (Some(pick), Phase::Disclose(_)) = (&self.pick, &self.phase) else {
            return false;
        };
        let late = pick.disclosed.is_some_and(|at| now.ms_since(at) > LATE_MS);
        let who = pick.answerer.who(now);
        let machine = !matches!(who, None | Some(Who::Human | Who::Uncertain));
        machine && !late
    }

    /// What is being said is said to a machine: it stops, and so does the tape.
    fn machine_after_all(&mut self, now: At) {
        let speaks = matches!(
            self.phase,
            Phase::Leave(_) | Phase::Disclose(_) | Phase::Talk(_) | Phase::Commit(..)
        );
        if !speaks {
            return;
        }
        self.pause = None;
        let again = matches!(self.phase, Phase::Leave(_));
        if let Some(reply) = self.speaker.cut(now, &mut self.out) {
            self.told(reply);
        }
        if self.tape == Tape::Open {
            self.out.push(Action::Record(false));
            self.tape = Tape::Shut;
        }
        self.asks.clear();
        self.expecting = None;
        self.phase = Phase::Greet;
        if again {
            self.pick_anew(now, false);
        }
    }

    /// Whoever was there said their words: what is heard from now on is another's.
    pub(super) fn pick_anew(&mut self, now: At, voice: bool) {
        self.listen.greet_anew();
        if let Some(pick) = &mut self.pick {
            pick.answerer = Answerer::new(now);
            pick.news = voice.then_some(now);
            if voice {
                pick.answerer.on(now, Sign::VoiceBegan);
            }
        }
    }

    /// What whoever answered is told, once it is the agent's turn.
    pub(super) fn pick_up(&mut self, now: At) {
        let (Some(pick), Phase::Greet) = (&mut self.pick, &self.phase) else {
            return;
        };
        pick.give_up_voice(now);
        match pick.way(now) {
            Way::Listen => {}
            Way::Disclose => {
                pick.disclosed = Some(now);
                self.disclose(now);
            }
            Way::Leave(what, words) => {
                let count = match what {
                    Left::Introduction => &mut pick.introductions,
                    Left::Message => &mut pick.messages,
                };
                *count += 1;
                let reply = self.say(now, &words);
                self.phase = Phase::Leave(Leave { what, reply });
            }
            Way::Press(keys) => {
                pick.pressed += 1;
                pick.held = Some(now);
                self.out.push(Action::Press(keys));
                self.pick_anew(now, false);
            }
            Way::Held => {
                pick.held = Some(now);
                self.pick_anew(now, false);
            }
            Way::End(outcome) => self.wrap(now, Then::HangUp(outcome.to_owned()), None),
        }
    }

    /// A machine was told it. The last word of a message is out before the call ends.
    pub(super) fn left(&mut self, now: At, leave: Leave, ended: Ended) {
        let (Ended::Heard(reply) | Ended::Unproven(reply)) = ended;
        if leave.reply != reply {
            self.phase = Phase::Leave(leave);
            return;
        }
        match leave.what {
            Left::Introduction => {
                self.phase = Phase::Greet;
                self.pick_anew(now, self.voice);
            }
            Left::Message => {
                let outcome = match ended {
                    Ended::Heard(_) => "message_left",
                    // It was sent, and the carrier does not say that it was played.
                    Ended::Unproven(_) => "voicemail",
                };
                self.phase = Phase::Wrap(Wrap {
                    then: Then::HangUp(outcome.to_owned()),
                    reply: None,
                    suppressing: self.suppressed == Some(false),
                    at: Some(now.plus_ms(LAST_WORD_MS)),
                    since: now,
                });
            }
        }
    }
}
