//! A caller who does as a script says: speaks, cuts in, makes noises, is silent, presses
//! keys, hangs up. Their words come as a recogniser gives them: partial, then final.
//! Must not know: what the agent is, or answers.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::core::Event;
use crate::dialogue::{HeardWord, Utterance};
use crate::simulate::saying::Saying;
use crate::time::At;
use crate::told::cue::plain_words;

/// A word takes so long to say.
const WORD_MS: u64 = 320;
/// Voice activity tells of a voice so long after it began, and of its end.
const ONSET_MS: u64 = 90;
const RELEASE_MS: u64 = 200;
/// So late a beep's beginning and end are known, and the network's three tones.
const BEEP_MS: (u64, u64) = (120, 40);
const SIT_MS: u64 = 1_000;
/// A recogniser's partial is so far behind, and the end of a turn is known so late.
const PARTIAL_MS: u64 = 150;
const FINAL_MS: u64 = 500;

/// When a step is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// So long after the agent was last heard, and not before it was.
    AfterAgent(u64),
    /// So long after the agent began to be heard: a cut-in.
    Into(u64),
    /// So long after the step before.
    Wait(u64),
    /// So long after the agent pressed keys.
    Pressed(u64),
    /// So long after the end of these words of the agent's.
    Upon { words: String, ms: u64 },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    Say(String),
    /// Says it in a voice of the scenario's, and is heard to say something else perhaps.
    Speak(Saying),
    /// Answers, where it is asked, whether the call may be recorded: whoever plays a
    /// scenario puts the words in.
    Consent,
    /// A cough, a door: a voice without words, for so many ms, dB above the noise.
    Noise {
        ms: u64,
        db: u8,
    },
    Keys(String),
    /// A mailbox's tone, for so many ms.
    Beep(u64),
    /// The network's three tones.
    Sit,
    HangUp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub when: When,
    pub does: Does,
}

/// When a caller's next step is due, by what they heard and did.
#[derive(Debug)]
pub struct Cue {
    steps: VecDeque<Step>,
    /// The agent is heard since, and was last.
    agent_since: Option<At>,
    agent_last: Option<At>,
    /// The agent's words since the last step, and when they ended.
    words: Vec<(At, String)>,
    pressed: Option<At>,
    last_step: At,
    /// Until when the caller is busy speaking.
    busy: At,
}

impl Cue {
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            steps: steps.into_iter().collect(),
            agent_since: None,
            agent_last: None,
            words: Vec::new(),
            pressed: None,
            last_step: At(0),
            busy: At(0),
        }
    }

    /// The caller hears the agent, or does not.
    pub fn hears(&mut self, now: At, agent: bool) {
        if agent {
            self.agent_since.get_or_insert(now);
            self.agent_last = Some(now);
        } else if self.agent_last.is_some_and(|last| now.ms_since(last) > 400) {
            self.agent_since = None;
        }
    }

    /// A word of the agent's was heard to its end.
    pub fn hears_word(&mut self, now: At, word: &str) {
        let words = plain_words(word).into_iter();
        self.words.extend(words.map(|word| (now, word)));
    }

    /// The agent pressed keys.
    pub const fn keyed(&mut self, now: At) {
        self.pressed = Some(now);
    }

    /// The caller does something until then.
    pub const fn busy_until(&mut self, until: At) {
        self.busy = until;
    }

    /// Whether a voice is on the line by what the caller does.
    #[must_use]
    pub fn is_busy(&self, now: At) -> bool {
        now < self.busy
    }

    /// When the agent had said it.
    fn said(&self, text: &str) -> Option<At> {
        let wanted = plain_words(text);
        let said = |words: &&[(At, String)]| words.iter().map(|(_, word)| word).eq(&wanted);
        let words = self.words.windows(wanted.len().max(1)).find(said)?;
        words.last().map(|(at, _)| *at)
    }

    fn is_due(&self, now: At, when: &When) -> bool {
        match when {
            When::Wait(ms) => now >= self.last_step.max(self.busy).plus_ms(*ms),
            When::Pressed(ms) => self.pressed.is_some_and(|at| now >= at.plus_ms(*ms)),
            When::Into(ms) => self
                .agent_since
                .is_some_and(|since| now >= since.plus_ms(*ms)),
            When::AfterAgent(ms) => self.agent_last.is_some_and(|last| {
                last > self.last_step.max(self.busy) && now.ms_since(last) >= *ms.max(&400)
            }),
            When::Upon { words, ms } => {
                let ended = self.said(words);
                ended.is_some_and(|at| now >= at.plus_ms(*ms))
            }
        }
    }

    /// The step that is due.
    pub fn due(&mut self, now: At) -> Option<Does> {
        let step = self.steps.front().filter(|_| now >= self.busy)?;
        if !self.is_due(now, &step.when) {
            return None;
        }
        let step = self.steps.pop_front()?;
        self.last_step = now;
        self.agent_since = None;
        self.words.clear();
        self.pressed = None;
        Some(step.does)
    }
}

#[derive(Debug)]
pub struct Caller {
    cue: Cue,
    coming: VecDeque<(At, Event)>,
}

impl Caller {
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            cue: Cue::new(steps),
            coming: VecDeque::new(),
        }
    }

    /// The caller hears the agent, or does not.
    pub fn hears(&mut self, now: At, agent: bool) {
        self.cue.hears(now, agent);
    }

    /// A word of the agent's was heard to its end.
    pub fn hears_word(&mut self, now: At, word: &str) {
        self.cue.hears_word(now, word);
    }

    /// The agent pressed keys.
    pub const fn keyed(&mut self, now: At) {
        self.cue.keyed(now);
    }

    /// Whether a voice is on the line by what the caller does.
    #[must_use]
    pub fn is_speaking(&self, now: At) -> bool {
        self.cue.is_busy(now)
    }

    /// What happens on the caller's side by now.
    pub fn run(&mut self, now: At) -> Vec<Event> {
        if let Some(does) = self.cue.due(now) {
            self.does(now, does);
        }
        let due = self.coming.iter().filter(|(at, _)| *at <= now).count();
        self.coming.drain(..due).map(|(_, event)| event).collect()
    }

    fn does(&mut self, now: At, does: Does) {
        let mut coming = Vec::new();
        match does {
            Does::Say(text) => self.says(now, text, &mut coming),
            Does::Speak(saying) => self.says(now, saying.heard(), &mut coming),
            Does::Noise { ms, db } => {
                let db = f32::from(db);
                coming.push((now.plus_ms(ONSET_MS), Event::Voice { on: true }));
                coming.push((now.plus_ms(ONSET_MS), Event::Level { db }));
                coming.push((now.plus_ms(ms + RELEASE_MS), Event::Voice { on: false }));
                self.cue.busy_until(now.plus_ms(ms + RELEASE_MS));
            }
            Does::Beep(ms) => {
                let (on, off) = (BEEP_MS.0.min(ms), ms + BEEP_MS.1);
                coming.push((now.plus_ms(on), Event::Beep { on: true }));
                coming.push((now.plus_ms(off), Event::Beep { on: false }));
                self.cue.busy_until(now.plus_ms(ms));
            }
            Does::Sit => {
                coming.push((now.plus_ms(SIT_MS), Event::Sit));
                self.cue.busy_until(now.plus_ms(SIT_MS));
            }
            Does::Keys(keys) => coming.push((now, Event::Keys(keys))),
            Does::Consent => {}
            Does::HangUp => coming.push((now, Event::Stopped)),
        }
        coming.sort_by_key(|(at, _)| *at);
        self.coming.extend(coming);
    }

    fn says(&mut self, now: At, text: String, coming: &mut Vec<(At, Event)>) {
        let words = spoken(now, &text);
        let end = words.last().map_or(now, |word| word.to);
        coming.push((now.plus_ms(ONSET_MS), Event::Voice { on: true }));
        coming.push((now.plus_ms(ONSET_MS), Event::Level { db: 30.0 }));
        for (place, word) in words.iter().enumerate() {
            let so_far: Vec<&str> = words[..=place].iter().map(|w| w.text.as_str()).collect();
            let text = so_far.join(" ");
            coming.push((word.to.plus_ms(PARTIAL_MS), Event::Partial { text }));
        }
        coming.push((end.plus_ms(RELEASE_MS), Event::Voice { on: false }));
        coming.push((
            end.plus_ms(FINAL_MS),
            Event::Said(Utterance { text, words }),
        ));
        self.cue.busy_until(end.plus_ms(FINAL_MS));
    }
}

fn spoken(now: At, text: &str) -> Vec<HeardWord> {
    let words = text.split_whitespace().zip(0..);
    words
        .map(|(word, place)| HeardWord {
            text: word.to_owned(),
            from: now.plus_ms(place * WORD_MS),
            to: now.plus_ms((place + 1) * WORD_MS),
            ..HeardWord::default()
        })
        .collect()
}
