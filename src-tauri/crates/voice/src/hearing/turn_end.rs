//! When a caller's turn is over: how long a silence has to be, by what was said, by what
//! was asked, and by how this caller pauses. Rules only; what a recogniser's punctuation
//! says is believed as far as it goes. Must not know: sound, or who speaks next.

use std::sync::LazyLock;

use crate::dialogue::Expecting;
use crate::hearing::completeness::{Completeness, completeness};
use crate::hearing::words::table::{Phrases, Table};
use crate::hearing::words::text::{Ending, Text};
use crate::time::At;

/// Silences that end a turn, ms.
pub mod wait {
    /// The answer is complete.
    pub const COMPLETE: u64 = 250;
    /// A question was asked.
    pub const QUESTION: u64 = 320;
    /// A sentence has ended, by its punctuation.
    pub const SENTENCE: u64 = 430;
    /// So has one of a word or two, which others follow often.
    pub const SHORT: u64 = 520;
    /// Its words could end a sentence, or an answer.
    pub const CLOSED: u64 = 450;
    /// Nothing says whether it goes on.
    pub const OPEN: u64 = 820;
    /// What was asked for has not begun, or could go on.
    pub const BEGUN: u64 = 900;
    /// Something has to follow; or the caller thinks.
    pub const HANGS: u64 = 1_300;
    /// Some of what was asked for is missing.
    pub const INCOMPLETE: u64 = 1_600;
    /// There was a voice, and no words of it yet.
    pub const WORDLESS: u64 = 1_200;
    /// The recogniser has not said that it is sure.
    pub const UNSURE: u64 = 450;
    /// However slowly somebody speaks.
    pub const LONGEST: u64 = 2_000;
}

/// What a pause counts for in the mean of a caller's pauses.
const NEWEST: f32 = 0.3;
/// Pauses before the first was heard, ms.
const USUAL: f32 = 350.0;
/// Pauses of less are within words, of more are not pauses any more, ms.
const PAUSE: std::ops::RangeInclusive<u64> = 150..=2_500;
/// Who goes on so soon after the turn was taken had not finished, ms.
const CUT: u64 = 1_200;

/// What is heard of a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign<'a> {
    /// The recogniser's words since its last final ones; they may change.
    Partial(&'a str),
    /// The recogniser's words since its last final ones, for good.
    Final(&'a str),
    VoiceBegan,
    VoiceEnded,
}

/// One caller's turns.
#[derive(Debug, Clone)]
pub struct TurnEnd {
    expects: Option<Expecting>,
    said: String,
    partial: String,
    /// Final words came since the voice ended.
    sure: bool,
    voice: bool,
    ended: Option<At>,
    /// Words of the recogniser's open text that were taken with an earlier turn.
    owed: usize,
    taken: bool,
    /// The mean of this caller's pauses, ms.
    pause: f32,
}

impl Default for TurnEnd {
    fn default() -> Self {
        Self {
            expects: None,
            said: String::new(),
            partial: String::new(),
            sure: false,
            voice: false,
            ended: None,
            owed: 0,
            taken: false,
            pause: USUAL,
        }
    }
}

struct Lists {
    hangs: Phrases,
    thinks: Phrases,
    closes: Phrases,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table = Table::read(include_str!("words/turn_end.txt"));
    Lists {
        hangs: table.section("hangs"),
        thinks: table.section("thinks"),
        closes: table.section("closes"),
    }
});

impl TurnEnd {
    /// What the agent asks for from now on.
    pub const fn expects(&mut self, what: Option<Expecting>) {
        self.expects = what;
    }

    /// Something is heard at `at`: for a voice the moment it began or ended, not the
    /// moment that became known.
    pub fn on(&mut self, at: At, sign: Sign<'_>) {
        match sign {
            Sign::Partial(text) => {
                self.partial = after(text, self.owed);
                self.sure = false;
            }
            Sign::Final(text) => {
                self.partial.clear();
                let text = after(text, std::mem::take(&mut self.owed));
                append(&mut self.said, &text);
                self.sure = true;
            }
            Sign::VoiceBegan => {
                self.paused(at);
                self.voice = true;
                self.taken = false;
                self.sure = false;
            }
            Sign::VoiceEnded => {
                self.voice = false;
                self.ended = Some(at);
            }
        }
    }

    /// When the turn is over if nothing more is heard; nothing while the caller speaks or
    /// has said nothing.
    #[must_use]
    pub fn deadline(&self) -> Option<At> {
        if self.taken && self.said.is_empty() && self.partial.is_empty() {
            return None;
        }
        let ended = self.ended.filter(|_| !self.voice)?;
        Some(ended.plus_ms(self.wait()))
    }

    #[must_use]
    pub fn is_over(&self, now: At) -> bool {
        self.deadline().is_some_and(|deadline| now >= deadline)
    }

    /// The turn was taken: its words. What the recogniser says of them later is not said
    /// again; what it adds to them is a turn of its own. A voice that goes on soon after
    /// counts as a pause that was cut, so the next one is given longer.
    pub fn take(&mut self) -> String {
        let mut said = std::mem::take(&mut self.said);
        let partial = std::mem::take(&mut self.partial);
        self.owed += partial.split_whitespace().count();
        append(&mut said, &partial);
        self.sure = false;
        self.taken = true;
        said
    }

    /// The mean of this caller's pauses, ms.
    #[must_use]
    pub const fn pause_ms(&self) -> f32 {
        self.pause
    }

    fn paused(&mut self, began: At) {
        let Some(ended) = self.ended.take() else {
            return;
        };
        let pause = began.ms_since(ended);
        // Later than this it is an answer to what the agent has begun to say.
        let same_turn = !self.taken || pause <= CUT;
        if same_turn && PAUSE.contains(&pause) {
            self.pause += (pause as f32 - self.pause) * NEWEST;
        }
    }

    /// How long a silence has to be, ms.
    fn wait(&self) -> u64 {
        let text = if self.partial.is_empty() {
            Text::of(&self.said)
        } else {
            Text::of(&format!("{} {}", self.said, self.partial))
        };
        let (by_words, may_shrink) = self.by_words(&text);
        // Slow speakers are given more, up to half as much again; quick ones a little less.
        let pace = (self.pause / USUAL).clamp(0.85, 1.5);
        let paced = (by_words as f32 * if may_shrink { pace } else { pace.max(1.0) }) as u64;
        // A recogniser is given time to be sure; less where the answer is complete.
        let least = match by_words {
            _ if self.sure => 0,
            wait::COMPLETE => wait::COMPLETE + 100,
            _ => wait::UNSURE,
        };
        paced.max(least).min(wait::LONGEST)
    }

    /// By what was said, and whether a quick speaker may be given less.
    fn by_words(&self, text: &Text) -> (u64, bool) {
        let words = text.words();
        if words.is_empty() {
            return (wait::WORDLESS, false);
        }
        let lists = &*LISTS;
        let closes = lists.closes.at_end(words);
        let asks = text.ending() == Ending::Question;
        let hangs = lists.hangs.at_end(words) && !asks && !closes;
        let complete = self.expects.map(|asked| completeness(asked, text));
        match complete {
            Some(Completeness::Complete) if !hangs && text.ending() != Ending::Trails => {
                return (wait::COMPLETE, true);
            }
            Some(Completeness::Incomplete) => return (wait::INCOMPLETE, false),
            _ => {}
        }
        // A full stop settles "I'll wait.", and not "Wait." or "Well, um.".
        let settled = text.ending() == Ending::Sentence && words.len() > 1;
        let thinks = is_thinking(words);
        if text.ending() == Ending::Trails || ((thinks || hangs) && !settled) {
            return (wait::HANGS, false);
        }
        let asked = self.expects.is_some_and(|asked| {
            !matches!(
                asked,
                Expecting::YesNo | Expecting::Choice | Expecting::Free
            )
        });
        match (text.ending(), complete) {
            (_, Some(Completeness::Open)) => (wait::BEGUN, false),
            (Ending::Question, _) => (wait::QUESTION, true),
            (Ending::Sentence, _) if words.len() <= 2 => (wait::SHORT, true),
            (Ending::Sentence, _) => (wait::SENTENCE, true),
            _ if closes => (wait::CLOSED, true),
            _ if asked => (wait::BEGUN, false),
            _ => (wait::OPEN, true),
        }
    }
}

/// "Let me find it", "hmm", "ek minute dekhta hoon": words while nothing is said.
fn is_thinking(words: &[String]) -> bool {
    let lately = &words[words.len().saturating_sub(5)..];
    let let_me = lately.windows(2).any(|pair| pair == ["let", "me"]);
    let_me || LISTS.thinks.at_end(words)
}

/// A text without its first words.
fn after(text: &str, words: usize) -> String {
    if words == 0 {
        return text.to_owned();
    }
    text.split_whitespace()
        .skip(words)
        .collect::<Vec<_>>()
        .join(" ")
}

fn append(said: &mut String, text: &str) {
    if !said.is_empty() && !text.is_empty() {
        said.push(' ');
    }
    said.push_str(text);
}

#[cfg(test)]
mod tests;
