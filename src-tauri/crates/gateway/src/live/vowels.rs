//! A plain voice without a synthesiser: vowels, a syllable for each two letters, by three
//! resonances over pulses. Nobody understands it, and an ear takes it for a voice, which
//! [`super::tone`] is not. Must not know: languages.

use std::f32::consts::TAU;

use async_trait::async_trait;
use parley_voice::dialogue::Tongue;
use parley_voice::ledger::SpokenWord;
use parley_voice::sound::g711::to_ulaw;
use parley_voice::time::{RATE, Samples};

use crate::live::speech_out::{Speech, SpeechOut, SpeechOutError};

/// A syllable takes so long, and the gap between words, ms.
const SYLLABLE_MS: u64 = 150;
const GAP_MS: u64 = 40;
/// The first three resonances of a, e, i, o, u, Hz (Peterson and Barney 1952, men).
const VOWELS: [[f32; 3]; 5] = [
    [730.0, 1_090.0, 2_440.0],
    [530.0, 1_840.0, 2_480.0],
    [270.0, 2_290.0, 3_010.0],
    [570.0, 840.0, 2_410.0],
    [300.0, 870.0, 2_240.0],
];
/// How wide they are, Hz, and how loud.
const WIDTH: [f32; 3] = [60.0, 90.0, 150.0];
const SHARE: [f32; 3] = [1.0, 0.5, 0.25];
const LOUD: f32 = 9_000.0;

/// One of several speakers.
#[derive(Debug, Clone, Copy)]
pub struct Vowels {
    /// Hz.
    pub pitch: f32,
}

/// A resonance of two poles.
#[derive(Debug, Default, Clone, Copy)]
struct Resonance {
    before: [f32; 2],
}

impl Resonance {
    fn step(&mut self, hz: f32, width: f32, input: f32) -> f32 {
        let rate = RATE as f32;
        let radius = (-std::f32::consts::PI * width / rate).exp();
        let turn = 2.0 * radius * (TAU * hz / rate).cos();
        let [last, older] = self.before;
        let output = (1.0 - radius) * input + turn * last - radius * radius * older;
        self.before = [output, last];
        output
    }
}

fn vowels(word: &str) -> Vec<[f32; 3]> {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let syllables = letters.chunks(2).map(|pair| {
        let place = pair
            .iter()
            .find_map(|c| "aeiou".find(c.to_ascii_lowercase()));
        let other = pair.iter().map(|c| *c as usize).sum::<usize>();
        VOWELS[place.unwrap_or(other) % VOWELS.len()]
    });
    syllables.collect()
}

impl Vowels {
    fn word(self, word: &str, from: Samples) -> Vec<i16> {
        let length = Samples::of_ms(SYLLABLE_MS).0;
        let mut resonances = [Resonance::default(); 3];
        let mut phase = 0.0;
        let mut samples = Vec::new();
        for vowel in vowels(word) {
            for n in 0..length {
                let at = (from.0 + samples.len() as u64) as f32 / RATE as f32;
                // A voice that speaks is never on one tone.
                phase += self.pitch * (1.0 + 0.08 * (TAU * 2.7 * at).sin()) / RATE as f32;
                let pulse = if phase >= 1.0 { 1.0 } else { 0.0 };
                phase -= pulse;
                let wave: f32 = (0..3)
                    .map(|k| SHARE[k] * resonances[k].step(vowel[k], WIDTH[k], pulse * 20.0))
                    .sum();
                let swell = (std::f32::consts::PI * n as f32 / length as f32).sin();
                samples.push((wave * LOUD * swell).clamp(-32_000.0, 32_000.0) as i16);
            }
        }
        samples
    }
}

#[async_trait]
impl SpeechOut for Vowels {
    async fn speak(
        &self,
        text: &str,
        _tongue: Tongue,
        out: &mut Speech,
    ) -> Result<(), SpeechOutError> {
        for word in text.split_whitespace() {
            let from = out.at();
            let mut samples = self.word(word, from);
            if samples.is_empty() {
                continue;
            }
            out.word(SpokenWord {
                text: word.to_owned(),
                from,
                to: from + Samples(samples.len() as u64),
            });
            samples.resize(samples.len() + Samples::of_ms(GAP_MS).0 as usize, 0);
            let codes: Vec<u8> = samples.into_iter().map(to_ulaw).collect();
            out.sound(&codes).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use parley_voice::hearing::ear::{Ear, Heard};
    use parley_voice::time::At;

    use super::*;
    use crate::live::speech_out::speech;
    use crate::tasks::Nudge;

    #[tokio::test]
    async fn an_ear_takes_it_for_a_voice() {
        for pitch in [110.0, 190.0] {
            let (mut out, mut made) = speech(Nudge::default());
            let text = "please take me off your list of customers";
            Vowels { pitch }
                .speak(text, Tongue::En, &mut out)
                .await
                .expect("speaks");
            out.end().await.expect("ends");
            let mut codes = vec![0xff; 4_000];
            while let Some(piece) = made.recv().await {
                codes.extend(piece.codes);
            }
            let spoken = codes.len() as u64 / 8;
            codes.extend([0xff; 8_000]);
            let (mut ear, mut heard) = (Ear::default(), Vec::new());
            for (n, frame) in codes.chunks(160).enumerate() {
                ear.frame(At(n as u64 * 20), frame, &mut heard);
            }
            heard.retain(|what| !matches!(what, Heard::Level { .. }));
            let [Heard::VoiceBegan { at: from }, Heard::VoiceEnded { at: to }] = heard[..] else {
                panic!("{heard:?}");
            };
            assert!(from.0.abs_diff(500) < 120, "{from:?}");
            assert!(to.0.abs_diff(spoken) < 300, "{to:?} {spoken}");
        }
    }
}
