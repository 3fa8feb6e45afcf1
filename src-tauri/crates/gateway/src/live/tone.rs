//! A voice for tests and for measuring: each word is a tone that lasts as long as it
//! would take to say, higher and lower in turn. Must not know: languages.

use std::f32::consts::TAU;

use async_trait::async_trait;
use parley_voice::dialogue::Tongue;
use parley_voice::ledger::SpokenWord;
use parley_voice::sound::g711::to_ulaw;
use parley_voice::time::{RATE, Samples};

use crate::live::speech_out::{Speech, SpeechOut, SpeechOutError};

/// A letter takes so long, and a word at least, ms.
const LETTER_MS: u64 = 55;
const WORD_MS: u64 = 120;
/// Hz; even words, odd words.
const TONES: [f32; 2] = [300.0, 400.0];
const LOUD: f32 = 6_000.0;

#[derive(Debug, Clone, Copy, Default)]
pub struct Tone;

/// How long a word is.
#[must_use]
pub fn length(word: &str) -> Samples {
    let letters = word.chars().count() as u64;
    Samples::of_ms(WORD_MS.max(letters.saturating_mul(LETTER_MS)))
}

#[async_trait]
impl SpeechOut for Tone {
    async fn speak(
        &self,
        text: &str,
        _tongue: Tongue,
        out: &mut Speech,
    ) -> Result<(), SpeechOutError> {
        for (word, hz) in text.split_whitespace().zip(TONES.iter().cycle()) {
            let length = length(word);
            let from = out.at();
            out.word(SpokenWord {
                text: word.to_owned(),
                from,
                to: from + length,
            });
            let wave = (0..length.0).map(|n| (TAU * hz * n as f32 / RATE as f32).sin());
            let codes: Vec<u8> = wave.map(|wave| to_ulaw((wave * LOUD) as i16)).collect();
            out.sound(&codes).await?;
        }
        Ok(())
    }
}
