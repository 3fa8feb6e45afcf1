//! A recogniser for tests: it hears that somebody speaks, by level alone, and then what
//! they say is the next line of its script. Its time is the sound's own, so the same
//! frames always give the same words. Must not know: the call.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use parley_voice::dialogue::{HeardWord, Tongue};
use parley_voice::sound::g711::from_ulaw;
use parley_voice::sound::level::dbfs;
use parley_voice::time::{At, Samples};

use crate::live::speech_in::{Recognised, Sound, SpeechIn, SpeechInError, Words};

/// Louder than this somebody speaks, dBFS.
const VOICE_DB: f32 = -45.0;
/// A partial comes so long after its last word was said, ms.
const BEHIND_MS: u64 = 150;
/// Final words come after so much silence, ms.
const SILENCE_MS: u64 = 300;

/// A word, and when it was said: ms since the voice began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedWord {
    pub text: String,
    pub from_ms: u64,
    pub to_ms: u64,
}

/// A line of a script whose words share `ms` by their letters.
#[must_use]
pub fn line(text: &str, ms: u64) -> Vec<TimedWord> {
    let letters = |word: &str| word.chars().count() as u64;
    let all = text.split_whitespace().map(letters).sum::<u64>().max(1);
    let mut at = 0;
    let words = text.split_whitespace().map(|word| {
        let from_ms = at * ms / all;
        at += letters(word);
        TimedWord {
            text: word.to_owned(),
            from_ms,
            to_ms: at * ms / all,
        }
    });
    words.collect()
}

/// One call's script: a line for each time somebody speaks. What is said beyond it is not
/// understood.
#[derive(Debug, Default)]
pub struct Scripted {
    lines: Mutex<VecDeque<Vec<TimedWord>>>,
}

impl Scripted {
    #[must_use]
    pub fn new(lines: impl IntoIterator<Item = Vec<TimedWord>>) -> Self {
        Self {
            lines: Mutex::new(lines.into_iter().collect()),
        }
    }

    fn line(&self) -> Vec<TimedWord> {
        // Whoever panicked with it left a whole queue behind.
        let mut lines = self
            .lines
            .lock()
            .unwrap_or_else(|broken| broken.into_inner());
        lines.pop_front().unwrap_or_default()
    }
}

/// Somebody speaks.
struct Saying {
    since: At,
    words: Vec<TimedWord>,
    told: usize,
    /// The end of the last sound.
    voice: At,
}

impl Saying {
    fn words(&self, count: usize) -> Vec<HeardWord> {
        let words = self.words.iter().take(count);
        words
            .map(|word| HeardWord {
                text: word.text.clone(),
                from: self.since.plus_ms(word.from_ms),
                to: self.since.plus_ms(word.to_ms),
                ..HeardWord::default()
            })
            .collect()
    }

    /// Words that a recogniser would know of at `now`.
    fn known(&self, now: At) -> usize {
        let known = |word: &&TimedWord| self.since.plus_ms(word.to_ms + BEHIND_MS) <= now;
        self.words.iter().take_while(known).count()
    }

    fn is_over(&self, now: At) -> bool {
        let last = self.words.last().map_or(0, |word| word.to_ms);
        let end = self.voice.max(self.since.plus_ms(last));
        now.ms_since(end) >= SILENCE_MS
    }
}

#[async_trait]
impl SpeechIn for Scripted {
    async fn listen(
        &self,
        _tongue: Tongue,
        mut sound: Sound,
        words: Words,
    ) -> Result<(), SpeechInError> {
        let mut saying: Option<Saying> = None;
        while let Some(frame) = sound.next().await {
            let samples: Vec<i16> = frame.codes.iter().map(|code| from_ulaw(*code)).collect();
            let now = frame.at.plus_ms(Samples(samples.len() as u64).ms());
            if dbfs(&samples) > VOICE_DB {
                let current = saying.get_or_insert_with(|| Saying {
                    since: frame.at,
                    words: self.line(),
                    told: 0,
                    voice: now,
                });
                current.voice = now;
            }
            let Some(current) = &mut saying else { continue };
            let sent = if current.is_over(now) {
                let all = current.words(usize::MAX);
                saying = None;
                words.send(Recognised::Final(all)).await
            } else if current.known(now) > current.told {
                current.told = current.known(now);
                let told = current.words(current.told);
                words.send(Recognised::Partial(told)).await
            } else {
                Ok(())
            };
            if sent.is_err() {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::speech_in::{Frame, line as ends};
    use crate::tasks::Nudge;

    #[tokio::test]
    async fn a_voice_says_the_next_line() {
        let script = Scripted::new([line("yes please", 600), line("no", 200)]);
        let (sound, words, mut call) = ends(Nudge::default());
        let listens = tokio::spawn(async move { script.listen(Tongue::En, sound, words).await });
        let mut told = Vec::new();
        for n in 0..150u64 {
            let is_loud = (20..50).contains(&n) || (100..110).contains(&n);
            let code = if is_loud { 0x10 } else { 0xff };
            let frame = Frame {
                at: At(n * 20),
                codes: vec![code; 160],
            };
            call.frames.send(frame).await.expect("listens");
            while let Ok(words) = call.words.try_recv() {
                told.push(words);
            }
        }
        drop(call.frames);
        listens.await.expect("ends").expect("well");
        while let Some(words) = call.words.recv().await {
            told.push(words);
        }
        let said: Vec<(bool, String)> = told
            .iter()
            .map(|told| {
                let words = told.words().iter().map(|word| word.text.clone());
                let is_final = matches!(told, Recognised::Final(_));
                (is_final, words.collect::<Vec<_>>().join(" "))
            })
            .collect();
        let expected = [(false, "yes"), (false, "yes please"), (true, "yes please")];
        assert_eq!(
            said[..3],
            expected.map(|(last, text)| (last, text.to_owned()))
        );
        assert_eq!(said.last(), Some(&(true, "no".to_owned())));
        assert_eq!(told[0].words()[0].from, At(400));
    }
}
