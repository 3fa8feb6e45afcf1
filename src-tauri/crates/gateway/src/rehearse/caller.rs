//! A caller who makes sound: what a step says is spoken, coughed, pressed or beeped, and
//! the words go to whoever understands them, with the moments they are heard at. Must not
//! know: the line, the agent.

use std::collections::VecDeque;
use std::f32::consts::TAU;
use std::sync::Arc;

use parley_voice::dialogue::{HeardWord, Tongue};
use parley_voice::simulate::caller::{Cue, Does, Step};
use parley_voice::simulate::chance::Chance;
use parley_voice::sound::g711::from_ulaw;
use parley_voice::sound::keys::pressed;
use parley_voice::time::{At, FRAME, RATE, Samples};

use crate::live::speech_out::SpeechOutError;
use crate::rehearse::line::levelled;
use crate::rehearse::ports::Understands;
use crate::rehearse::voices::Voice;

/// After a step the caller does nothing for so long, ms.
const REST_MS: u64 = 500;
/// The line's own noise, dBFS: noises are so much louder.
const NOISE_DB: f32 = -65.0;
/// A mailbox's beep, and the network's three tones (Q.35), Hz.
const BEEP: f32 = 1_000.0;
const SIT: [f32; 3] = [950.0, 1_400.0, 1_800.0];
const SIT_MS: u64 = 330;
const TONE: f32 = 5_000.0;

#[derive(Debug)]
pub struct Speaker {
    pub cue: Cue,
    voice: Arc<Voice>,
    understands: Arc<Understands>,
    tongue: Tongue,
    chance: Chance,
    mouth: VecDeque<i16>,
    /// A voice's first sound, to be measured from.
    pub onset: Option<At>,
    pub hung_up: bool,
}

fn tone(hz: f32, ms: u64) -> impl Iterator<Item = i16> {
    let samples = 0..Samples::of_ms(ms).0;
    samples.map(move |n| ((TAU * hz * n as f32 / RATE as f32).sin() * TONE) as i16)
}

impl Speaker {
    pub fn new(
        steps: Vec<Step>,
        voice: Arc<Voice>,
        understands: Arc<Understands>,
        tongue: Tongue,
        chance: Chance,
    ) -> Self {
        Self {
            cue: Cue::new(steps),
            voice,
            understands,
            tongue,
            chance,
            mouth: VecDeque::new(),
            onset: None,
            hung_up: false,
        }
    }

    pub fn is_audible(&self) -> bool {
        !self.mouth.is_empty()
    }

    /// 20 ms of what the mouth gives.
    pub fn frame(&mut self) -> Vec<i16> {
        let length = self.mouth.len().min(FRAME.0 as usize);
        self.mouth.drain(..length).collect()
    }

    /// Does what is due at `now`.
    pub async fn act(&mut self, now: At) -> Result<(), SpeechOutError> {
        self.onset = None;
        let Some(does) = self.cue.due(now) else {
            return Ok(());
        };
        match does {
            Does::Say(text) => self.say(now, &text).await?,
            Does::Noise { ms, db } => {
                let loud = 32_768.0 * 10f32.powf((NOISE_DB + f32::from(db)) / 20.0) * 3f32.sqrt();
                for _ in 0..Samples::of_ms(ms).0 {
                    let sample = (self.chance.share() * 2.0 - 1.0) * loud;
                    self.mouth.push_back(sample as i16);
                }
            }
            Does::Keys(keys) => {
                let codes = pressed(&keys);
                self.mouth.extend(codes.iter().map(|code| from_ulaw(*code)));
            }
            Does::Beep(ms) => self.mouth.extend(tone(BEEP, ms)),
            Does::Sit => {
                for hz in SIT {
                    self.mouth.extend(tone(hz, SIT_MS));
                }
            }
            Does::HangUp => self.hung_up = true,
            Does::Consent => {}
        }
        let lasts = Samples(self.mouth.len() as u64).ms();
        if lasts > 0 {
            self.cue.busy_until(now.plus_ms(lasts + REST_MS));
        }
        Ok(())
    }

    async fn say(&mut self, now: At, text: &str) -> Result<(), SpeechOutError> {
        let spoken = self.voice.says(text, self.tongue).await?;
        let samples = levelled(&spoken.codes);
        let is_sound = |sample: &i16| sample.saturating_abs() >= 300;
        let first = samples.iter().position(is_sound).unwrap_or(0);
        self.onset = Some(now.plus_ms(Samples(first as u64).ms()));
        let words = spoken.words.iter().map(|word| HeardWord {
            text: word.text.clone(),
            from: now.plus_ms(word.from.ms()),
            to: now.plus_ms(word.to.ms()),
        });
        self.understands.says(words.collect());
        self.mouth.extend(samples);
        Ok(())
    }
}
