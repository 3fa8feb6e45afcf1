//! Who picked up an outbound call, and whether it is the agent's turn to speak: from the
//! words so far, how long they last, and tones. A human is spoken to within 1.2 s of
//! having spoken; a machine's beep is never spoken over. A verdict may change while more
//! is heard. Must not know: sound, what the agent says.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::hearing::words::table::{Phrases, Table};
use crate::hearing::words::text::{Ending, Text};
use crate::time::At;

/// Who or what is at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Human,
    /// A machine that takes a message.
    Voicemail,
    /// A machine with a menu, or a queue.
    Ivr,
    /// A machine that asks who calls and why, and tells somebody.
    Screener,
    /// A mailbox that takes no more messages.
    Full,
    /// The network says that nobody can be reached.
    Unavailable,
    /// Somebody or something else, or nobody.
    Uncertain,
}

/// What is heard of who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign<'a> {
    /// All their words so far.
    Words(&'a str),
    /// What all their words so far come to.
    Greeting(Greeting),
    VoiceBegan,
    VoiceEnded,
    BeepBegan,
    BeepEnded,
    /// The network's three tones before an announcement (ITU-T E.180).
    Sit,
}

/// Silences and lengths, ms.
pub mod limit {
    /// After a greeting that asks for an answer, or a short one.
    pub const GREETED: u64 = 500;
    /// After a greeting whose words are not known yet.
    pub const WORDLESS: u64 = 1_000;
    /// After one that could be anybody's.
    pub const UNCLEAR: u64 = 1_000;
    /// After a menu or a screener has said its words.
    pub const MACHINE: u64 = 900;
    /// A mailbox without a beep is spoken to after so much silence.
    pub const NO_BEEP: u64 = 3_500;
    /// After a beep.
    pub const BEEP: u64 = 200;
    /// Nobody has said anything since the call was answered.
    pub const SILENT: u64 = 3_000;
    /// A human's greeting is no longer.
    pub const GREETING: u64 = 2_400;
    /// And has no more words.
    pub const WORDS: usize = 9;
    /// In so few words a machine has not said what it is for.
    pub const CURT: usize = 6;
    /// By then something is decided.
    pub const WHOLE: u64 = 20_000;
}

/// What the words of a greeting come to, without the words: those are nobody's to keep.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greeting {
    /// By the phrases.
    pub who: Option<Who>,
    pub words: usize,
    /// It ends with a question.
    pub asks: bool,
}

impl Greeting {
    /// Machines' phrases before humans', who say "hello" as well.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = Text::of(text);
        let words = text.words();
        let asks = text.ending() == Ending::Question;
        // "Can I call you back?": a question of a few words is somebody's.
        let curt = words.len() <= limit::CURT && asks;
        let mut found = CLASSES
            .iter()
            .filter(|(_, phrases)| phrases.anywhere(words));
        let who = found.next().map(|(who, _)| *who);
        Self {
            who: who.filter(|who| !curt || *who == Who::Human),
            words: words.len(),
            asks,
        }
    }
}

/// One answered call.
#[derive(Debug, Clone)]
pub struct Answerer {
    answered: At,
    greeting: Greeting,
    voice: bool,
    began: Option<At>,
    ended: Option<At>,
    /// Voice so far, ms, without pauses.
    voiced: u64,
    beeping: bool,
    beeped: Option<At>,
    sit: bool,
}

static CLASSES: LazyLock<[(Who, Phrases); 7]> = LazyLock::new(|| {
    let table = Table::read(include_str!("words/greetings.txt"));
    [
        (Who::Screener, "screener"),
        (Who::Voicemail, "message"),
        (Who::Full, "full"),
        (Who::Unavailable, "unavailable"),
        (Who::Voicemail, "voicemail"),
        (Who::Ivr, "ivr"),
        (Who::Human, "human"),
    ]
    .map(|(who, section)| (who, table.section(section)))
});

impl Answerer {
    /// The call was answered at that moment.
    #[must_use]
    pub fn new(answered: At) -> Self {
        Self {
            answered,
            greeting: Greeting::default(),
            voice: false,
            began: None,
            ended: None,
            voiced: 0,
            beeping: false,
            beeped: None,
            sit: false,
        }
    }

    /// Something is heard at `at`: for a voice or a beep the moment it began or ended.
    pub fn on(&mut self, at: At, sign: Sign<'_>) {
        match sign {
            Sign::Words(text) => self.greeting = Greeting::of(text),
            Sign::Greeting(greeting) => self.greeting = greeting,
            Sign::VoiceBegan => {
                self.voice = true;
                self.began = Some(at);
            }
            Sign::VoiceEnded => {
                self.voice = false;
                self.ended = Some(at);
                let began = self.began.take();
                self.voiced += began.map_or(0, |began| at.ms_since(began));
            }
            Sign::BeepBegan => self.beeping = true,
            Sign::BeepEnded => {
                self.beeping = false;
                self.beeped = Some(at);
            }
            Sign::Sit => self.sit = true,
        }
    }

    /// Who it is as far as is known; nothing as long as it is better to listen.
    #[must_use]
    pub fn who(&self, now: At) -> Option<Who> {
        if self.sit {
            return Some(Who::Unavailable);
        }
        if self.beeping || self.beeped.is_some() {
            return Some(Who::Voicemail);
        }
        match self.greeting.who {
            Some(Who::Human) | None => self.by_time(now),
            machine => machine,
        }
    }

    /// When the agent may speak if nothing more is heard; nothing while it must not: while
    /// somebody speaks, during a beep, or where nobody can be reached.
    #[must_use]
    pub fn speak_at(&self) -> Option<At> {
        if self.beeping || self.voice || self.sit {
            return None;
        }
        if let Some(beeped) = self.beeped {
            let later = self.ended.map_or(beeped, |ended| ended.max(beeped));
            return Some(later.plus_ms(limit::BEEP));
        }
        let Some(ended) = self.ended else {
            return Some(self.answered.plus_ms(limit::SILENT));
        };
        let silence = match self.greeting.who {
            Some(Who::Unavailable | Who::Full) => return None,
            Some(Who::Voicemail) => limit::NO_BEEP,
            Some(Who::Ivr | Who::Screener) => limit::MACHINE,
            _ if self.is_long() => limit::UNCLEAR,
            _ if self.greeting.words == 0 => limit::WORDLESS,
            Some(Who::Human) => limit::GREETED,
            _ if self.greeting.asks => limit::GREETED,
            _ => limit::WORDLESS,
        };
        Some(ended.plus_ms(silence))
    }

    /// Whether the agent may speak now.
    #[must_use]
    pub fn may_speak(&self, now: At) -> bool {
        self.speak_at().is_some_and(|at| now >= at)
    }

    /// Whether nobody and nothing has spoken to its end yet.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        !self.voice && self.ended.is_none()
    }

    /// By how long it lasted, once the agent may speak.
    fn by_time(&self, now: At) -> Option<Who> {
        if !self.may_speak(now) {
            let late = now.ms_since(self.answered) >= limit::WHOLE;
            return late.then_some(Who::Uncertain);
        }
        let human = self.ended.is_some() && (!self.is_long() || self.is_businesslike());
        Some(if human { Who::Human } else { Who::Uncertain })
    }

    fn is_long(&self) -> bool {
        self.voiced > limit::GREETING || self.greeting.words > limit::WORDS
    }

    /// "Miller's Garage, this is Dan, what can I do for you?" is long, and a human's.
    fn is_businesslike(&self) -> bool {
        self.greeting.who == Some(Who::Human) && self.greeting.asks
    }
}

#[cfg(test)]
mod tests;
