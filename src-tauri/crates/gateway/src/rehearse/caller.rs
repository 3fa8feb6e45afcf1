//! A caller who makes sound: what a step says is spoken, coughed, pressed or beeped, and
//! the words go to whoever understands them, with the moments they are heard at. Must not
//! know: the line, the agent.

use std::collections::{BTreeMap, VecDeque};
use std::f32::consts::TAU;
use std::sync::Arc;

use parley_voice::dialogue::{HeardWord, Tongue};
use parley_voice::ledger::SpokenWord;
use parley_voice::simulate::caller::{Cue, Does, Step};
use parley_voice::simulate::chance::Chance;
use parley_voice::simulate::saying::{SURE, Saying, UNSURE};
use parley_voice::sound::g711::from_ulaw;
use parley_voice::sound::keys::pressed;
use parley_voice::time::{At, FRAME, RATE, Samples};

use crate::live::speech_out::SpeechOutError;
use crate::rehearse::line::levelled;
use crate::rehearse::ports::Understands;
use crate::rehearse::voices::{Member, Voice, Voices};

/// After a step the caller does nothing for so long, ms.
const REST_MS: u64 = 500;
/// From here on a telephone's microphone gives less and less, and never more than half as
/// much again.
const LOUD: f32 = 16_000.0;
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
    cast: BTreeMap<String, Member>,
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

fn bent(sample: f32) -> f32 {
    let over = (sample.abs() - LOUD).max(0.0);
    let size = sample.abs().min(LOUD) + (over * 2.0 / LOUD).tanh() * LOUD / 2.0;
    size.copysign(sample)
}

impl Speaker {
    pub fn new(
        steps: Vec<Step>,
        voices: &Voices,
        understands: Arc<Understands>,
        tongue: Tongue,
        chance: Chance,
    ) -> Self {
        Self {
            cue: Cue::new(steps),
            voice: Arc::clone(&voices.caller),
            cast: voices.cast.clone(),
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
            Does::Speak(saying) => self.speak(now, &saying).await?,
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
        let words = spoken.words.iter().map(|word| HeardWord {
            text: word.text.clone(),
            from: now.plus_ms(word.from.ms()),
            to: now.plus_ms(word.to.ms()),
            ..HeardWord::default()
        });
        self.understands.says(words.collect());
        self.sound(now, levelled(&spoken.codes));
        Ok(())
    }

    /// In a voice of the scenario's; the recogniser hears it as it is written there.
    async fn speak(&mut self, now: At, saying: &Saying) -> Result<(), SpeechOutError> {
        let Some(member) = self.cast.get(&saying.who).cloned() else {
            return self.say(now, &saying.heard()).await;
        };
        let spoken = member.voice.says(&saying.said(), self.tongue).await?;
        let mut words = Vec::new();
        let mut sounds = spoken.words.iter();
        for piece in &saying.pieces {
            let count = piece.said.split_whitespace().count();
            let sounds: Vec<&SpokenWord> = sounds.by_ref().take(count).collect();
            let (Some(first), Some(last)) = (sounds.first(), sounds.last()) else {
                continue;
            };
            // Words that were heard instead of others share their time.
            let count = piece.heard.len() as u64;
            let (from, lasts) = (first.from.ms(), last.to.ms() - first.from.ms());
            for (n, heard) in (0..).zip(&piece.heard) {
                words.push(HeardWord {
                    text: heard.text.clone(),
                    from: now.plus_ms(from + lasts * n / count),
                    to: now.plus_ms(from + lasts * (n + 1) / count),
                    sure: Some(self.sureness(heard.unsure)),
                    voice: Some(member.speaker),
                });
            }
        }
        self.understands.says(words);
        let factor = 10f32.powf(member.gain_db / 20.0);
        let samples = levelled(&spoken.codes).into_iter();
        let louder = samples.map(|sample| bent(f32::from(sample) * factor) as i16);
        self.sound(now, louder.collect());
        Ok(())
    }

    /// Percent.
    fn sureness(&mut self, unsure: bool) -> u8 {
        let (least, more) = if unsure { UNSURE } else { SURE };
        let more = u8::try_from(self.chance.below(u64::from(more))).unwrap_or(0);
        least.saturating_add(more)
    }

    fn sound(&mut self, now: At, samples: Vec<i16>) {
        let is_sound = |sample: &i16| sample.saturating_abs() >= 300;
        let first = samples.iter().position(is_sound).unwrap_or(0);
        self.onset = Some(now.plus_ms(Samples(first as u64).ms()));
        self.mouth.extend(samples);
    }
}
