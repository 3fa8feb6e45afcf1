//! What a rehearsed call speaks with, understands by, finds and keeps. Must not know: the
//! line.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use parley_domain::call::Side;
use parley_voice::core::{Entry, IdempotencyKey};
use parley_voice::dialogue::{Effect, Facts, Found, HeardWord, Tongue};
use parley_voice::recording::Heard;
use parley_voice::simulate::practice::Practice;
use parley_voice::simulate::world::{Deeds, World as Business};
use parley_voice::time::{At, Samples};

use crate::keep::LineJournal;
use crate::live::journal::{Journal, TurnTimes};
use crate::live::speech_in::{Recognised, Sound, SpeechIn, SpeechInError, Words};
use crate::live::speech_out::{Speech, SpeechOut, SpeechOutError};
use crate::live::world::World;
use crate::rehearse::clockwork::Clockwork;
use crate::rehearse::kept::{Kept, Shelf};
use crate::rehearse::voices::Voice;

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The agent's voice, so long after it was asked; `None`: it never speaks.
pub struct Speaks {
    pub voice: Arc<Voice>,
    pub clock: Arc<Clockwork>,
    pub after_ms: Option<u64>,
}

#[async_trait]
impl SpeechOut for Speaks {
    async fn speak(
        &self,
        text: &str,
        tongue: Tongue,
        out: &mut Speech,
    ) -> Result<(), SpeechOutError> {
        let works = self.clock.work();
        let spoken = self.voice.says(text, tongue).await?;
        drop(works);
        self.clock.after(self.after_ms).await;
        for word in &spoken.words {
            out.word(word.clone());
        }
        out.sound(&spoken.codes).await
    }
}

/// A partial comes so long after its last word was said, and the final words after the
/// last, ms.
const BEHIND_MS: u64 = 150;
const FINAL_MS: u64 = 300;

/// What the caller says, as a recogniser would give it, on the clock of the sound.
#[derive(Debug, Default)]
pub struct Understands {
    said: Mutex<VecDeque<Vec<HeardWord>>>,
}

impl Understands {
    /// The caller will say these, at these moments.
    pub fn says(&self, words: Vec<HeardWord>) {
        open(&self.said).push_back(words);
    }

    /// What is known of the first at `now`: how many words, and whether that is all.
    fn known(&self, now: At, told: usize) -> Option<Recognised> {
        let mut said = open(&self.said);
        let words = said.front()?;
        let end = words.last().map_or(At(0), |word| word.to);
        if now >= end.plus_ms(FINAL_MS) {
            return said.pop_front().map(Recognised::Final);
        }
        let known = words
            .iter()
            .take_while(|word| word.to.plus_ms(BEHIND_MS) <= now);
        let count = known.count();
        (count > told).then(|| Recognised::Partial(words.iter().take(count).cloned().collect()))
    }
}

/// The port of it.
pub struct Hears(pub Arc<Understands>);

#[async_trait]
impl SpeechIn for Hears {
    async fn listen(
        &self,
        _tongue: Tongue,
        mut sound: Sound,
        words: Words,
    ) -> Result<(), SpeechInError> {
        let mut told = 0;
        while let Some(frame) = sound.next().await {
            let now = frame.at.plus_ms(Samples(frame.codes.len() as u64).ms());
            let Some(known) = self.0.known(now, told) else {
                continue;
            };
            told = match &known {
                Recognised::Partial(words) => words.len(),
                Recognised::Final(_) => 0,
            };
            if words.send(known).await.is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// The business, and what was done there.
pub struct Desk {
    pub business: Mutex<(Practice, Deeds)>,
    pub clock: Arc<Clockwork>,
    pub suppress_ms: u64,
}

#[async_trait]
impl World for Desk {
    async fn ask(&self, tool: &str, facts: &Facts) -> Found {
        let answer = open(&self.business).0.ask(tool, facts);
        let (ms, found) = answer.map_or((None, Found::Failed), |(ms, found)| (Some(ms), found));
        self.clock.after(ms).await;
        found
    }

    async fn commit(&self, key: &IdempotencyKey, effect: &Effect) -> bool {
        let answer = {
            let mut business = open(&self.business);
            let (practice, deeds) = &mut *business;
            deeds.once(practice, key, effect)
        };
        let (ms, done) = answer.map_or((None, false), |(ms, done)| (Some(ms), done));
        self.clock.after(ms).await;
        done
    }

    async fn suppress(&self, _key: &IdempotencyKey, _words: &str) -> bool {
        self.clock.after(Some(self.suppress_ms)).await;
        true
    }
}

impl Desk {
    pub fn deeds(&self) -> Deeds {
        std::mem::take(&mut open(&self.business).1)
    }
}

/// The call's log.
#[derive(Debug, Clone, Default)]
pub struct Diary {
    entries: Arc<Mutex<Vec<Entry>>>,
    shelf: Shelf,
}

impl Diary {
    pub fn entries(&self) -> Vec<Entry> {
        open(&self.entries).clone()
    }

    /// The entries behind the first `from`.
    pub fn since(&self, from: usize) -> Vec<Entry> {
        let entries = open(&self.entries);
        entries.get(from..).unwrap_or_default().to_vec()
    }

    /// What would be in the list of calls.
    pub fn kept(&self) -> Kept {
        self.shelf.kept()
    }

    fn lines(&self) -> LineJournal<Shelf> {
        LineJournal::new(self.shelf.clone())
    }
}

impl Journal for Diary {
    fn entry(&mut self, entry: &Entry) {
        open(&self.entries).push(entry.clone());
        self.lines().entry(entry);
    }

    fn turn(&mut self, times: &TurnTimes) {
        self.lines().turn(times);
    }

    fn heard(&mut self, heard: &Heard) {
        self.lines().heard(heard);
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        self.lines().sound(side, at, codes);
    }

    fn over(&mut self, summary: String) {
        self.lines().over(summary);
    }
}
