//! The port of a voice: text in, telephone sound with the places of its words out, in as
//! many pieces as it likes. Must not know: who speaks, or whether it is heard.

use std::collections::VecDeque;

use async_trait::async_trait;
use parley_voice::dialogue::Tongue;
use parley_voice::ledger::SpokenWord;
use parley_voice::time::{FRAME, Samples};
use tokio::sync::mpsc;

use crate::tasks::Nudge;

/// Pieces that may wait for the call to take them; it does so every 20 ms.
const WAITING: usize = 64;
/// Nothing that is said at once is longer, 2 minutes: it would be a voice that does not
/// end.
pub const LONGEST: Samples = Samples::of_ms(120_000);

/// Why a text has no sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SpeechOutError {
    #[error("the voice is not installed")]
    NotInstalled,
    #[error("the voice failed")]
    Failed,
    #[error("the voice took too long")]
    TimedOut,
    #[error("the voice gave sound that cannot be read")]
    Unreadable,
    #[error("the voice gave more sound than may be said at once")]
    TooLong,
    #[error("the voice gave no sound")]
    NoSound,
    #[error("nobody wants the sound any more")]
    Gone,
}

/// What makes text into sound.
#[async_trait]
pub trait SpeechOut: Send + Sync + 'static {
    /// Whether it can speak at all, as far as that shows before it does.
    ///
    /// # Errors
    /// [`SpeechOutError`].
    async fn ready(&self) -> Result<(), SpeechOutError> {
        Ok(())
    }

    /// Says `text` into `out`. Dropped half-way when it is not wanted any more, or when
    /// it takes too long.
    ///
    /// # Errors
    /// [`SpeechOutError`]; what was said before it is not said again.
    async fn speak(
        &self,
        text: &str,
        tongue: Tongue,
        out: &mut Speech,
    ) -> Result<(), SpeechOutError>;
}

/// A piece of a reply's sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// µ-law, 8 kHz, mono.
    pub codes: Vec<u8>,
    /// Those that end in it.
    pub words: Vec<SpokenWord>,
    pub last: bool,
}

/// Where a voice puts its sound. The last frame is kept back until it is known to be the
/// last: the mark behind it is the proof that all was heard.
#[derive(Debug)]
pub struct Speech {
    to: mpsc::Sender<Made>,
    nudge: Nudge,
    held: Vec<u8>,
    words: VecDeque<SpokenWord>,
    released: Samples,
}

/// A voice's end, and the call's.
#[must_use]
pub fn speech(nudge: Nudge) -> (Speech, mpsc::Receiver<Made>) {
    let (to, from) = mpsc::channel(WAITING);
    let speech = Speech {
        to,
        nudge,
        held: Vec::new(),
        words: VecDeque::new(),
        released: Samples(0),
    };
    (speech, from)
}

impl Speech {
    /// The end of the sound so far: where the next word begins.
    #[must_use]
    pub const fn at(&self) -> Samples {
        Samples(self.released.0 + self.held.len() as u64)
    }

    /// A word; before the sound that it is in, or with it.
    pub fn word(&mut self, word: SpokenWord) {
        self.words.push_back(word);
    }

    /// More sound: µ-law, 8 kHz, mono.
    ///
    /// # Errors
    /// [`SpeechOutError::Gone`] when nobody wants it, [`SpeechOutError::TooLong`].
    pub async fn sound(&mut self, codes: &[u8]) -> Result<(), SpeechOutError> {
        self.held.extend_from_slice(codes);
        if self.at() > LONGEST {
            return Err(SpeechOutError::TooLong);
        }
        let keep = FRAME.0 as usize;
        if self.held.len() <= keep {
            return Ok(());
        }
        let rest = self.held.split_off(self.held.len() - keep);
        let codes = std::mem::replace(&mut self.held, rest);
        self.release(codes, false).await
    }

    /// All was said.
    ///
    /// # Errors
    /// [`SpeechOutError::NoSound`] if nothing was; [`SpeechOutError::Gone`].
    pub async fn end(mut self) -> Result<(), SpeechOutError> {
        if self.at() == Samples(0) {
            return Err(SpeechOutError::NoSound);
        }
        let codes = std::mem::take(&mut self.held);
        self.release(codes, true).await
    }

    async fn release(&mut self, codes: Vec<u8>, last: bool) -> Result<(), SpeechOutError> {
        self.released = self.released + Samples(codes.len() as u64);
        let end = self.released;
        let mut words = Vec::new();
        while let Some(word) = self.words.front()
            && (last || word.to <= end)
        {
            // No word lasts longer than its reply.
            words.extend(self.words.pop_front().map(|word| SpokenWord {
                from: word.from.min(end),
                to: word.to.min(end),
                ..word
            }));
        }
        let made = Made { codes, words, last };
        self.to.send(made).await.map_err(|_| SpeechOutError::Gone)?;
        self.nudge.nudge();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, from: u64, to: u64) -> SpokenWord {
        SpokenWord {
            text: text.to_owned(),
            from: Samples(from),
            to: Samples(to),
        }
    }

    #[tokio::test]
    async fn the_last_sound_is_known_to_be_the_last() {
        let (mut out, mut pieces) = speech(Nudge::default());
        out.word(word("one", 0, 800));
        out.word(word("two", 800, 9_000));
        out.sound(&[1; 1_000]).await.expect("taken");
        assert_eq!(out.at(), Samples(1_000));
        out.sound(&[2; 500]).await.expect("taken");
        out.end().await.expect("taken");
        let mut all = Vec::new();
        while let Some(made) = pieces.recv().await {
            all.push((made.codes.len(), made.words, made.last));
        }
        let expected = [
            (840, vec![word("one", 0, 800)], false),
            (500, vec![], false),
            (160, vec![word("two", 800, 1_500)], true),
        ];
        assert_eq!(all, expected);
    }

    #[tokio::test]
    async fn neither_silence_nor_a_voice_without_end_is_speech() {
        let (out, _pieces) = speech(Nudge::default());
        assert_eq!(out.end().await, Err(SpeechOutError::NoSound));
        let (mut out, pieces) = speech(Nudge::default());
        let more = vec![0; LONGEST.0 as usize + 1];
        assert_eq!(out.sound(&more).await, Err(SpeechOutError::TooLong));
        drop(pieces);
        let (mut out, pieces) = speech(Nudge::default());
        drop(pieces);
        assert_eq!(out.sound(&[0; 400]).await, Err(SpeechOutError::Gone));
    }
}
