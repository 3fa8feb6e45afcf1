//! Scenes on a telephone line: near talkers with labels, a room behind, the agent's
//! echo. From the fixtures (`tests/fixtures/hearing/make.py`).

use parley_voice::hearing::ear::{Ear, Heard};
use parley_voice::sound::g711::{from_ulaw, to_ulaw};
use parley_voice::time::At;

const SPEECH: &[u8] = include_bytes!("../fixtures/hearing/speech.ulaw");
const LABELS: &str = include_str!("../fixtures/hearing/speech.tsv");
const BABBLE: &[u8] = include_bytes!("../fixtures/hearing/babble.ulaw");

/// Silence before an utterance begins, in which only the room is heard.
pub const LEAD: usize = 3 * 8_000;

pub struct Utterance {
    pub samples: Vec<i16>,
    /// Of the first sound, in samples.
    pub onset: usize,
    pub end: usize,
}

pub fn utterances() -> Vec<Utterance> {
    let rows = LABELS.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut numbers = row
            .split('\t')
            .map_while(|field| field.parse::<usize>().ok());
        let mut next = || numbers.next().expect("a number");
        let (from, length) = (next(), next());
        Utterance {
            samples: linear(&SPEECH[from..from + length]),
            onset: next(),
            end: next(),
        }
    })
    .collect()
}

fn linear(codes: &[u8]) -> Vec<i16> {
    codes.iter().map(|code| from_ulaw(*code)).collect()
}

/// A line with nobody on it: the circuit's noise at -65 dBFS, and a room with voices so
/// many dB below a talker (-22 dBFS).
pub fn room(length: usize, babble_db: Option<f32>, turn: usize) -> Vec<f32> {
    let gain = babble_db.map_or(0.0, |db| 10f32.powf(-db / 20.0));
    let voices = linear(BABBLE);
    let mut seed = turn as u32 + 1;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as f32 / 8_388_608.0 - 1.0
    };
    (0..length)
        .map(|n| {
            let voice = f32::from(voices[(n + turn * 5_003) % voices.len()]);
            voice * gain + noise() * 32.0
        })
        .collect()
}

/// Adds a sound from a place on, so much fainter.
pub fn add(scene: &mut [f32], at: usize, sound: &[i16], loss_db: f32) {
    let gain = 10f32.powf(-loss_db / 20.0);
    for (to, from) in scene[at..].iter_mut().zip(sound) {
        *to += f32::from(*from) * gain;
    }
}

/// What the agent says, over and over.
pub fn agent(length: usize) -> Vec<i16> {
    let talk: Vec<i16> = utterances()
        .into_iter()
        .rev()
        .flat_map(|said| said.samples)
        .collect();
    talk.iter().copied().cycle().take(length).collect()
}

/// The same, as a loudspeaker and a telephone give it back: later, and duller.
pub fn echoed(agent: &[i16], delay: usize) -> Vec<i16> {
    let mut dull = 0.0;
    let late = std::iter::repeat_n(0, delay).chain(agent.iter().copied());
    late.take(agent.len())
        .map(|sample| {
            dull += (f32::from(sample) - dull) * 0.6;
            dull as i16
        })
        .collect()
}

/// What was heard and when it was known: the end of the frame that told it, ms.
pub fn hear(ear: &mut Ear, scene: &[f32], agent: Option<&[i16]>) -> Vec<(u64, Heard)> {
    let (mut all, mut heard) = (Vec::new(), Vec::new());
    for (n, frame) in scene.chunks(160).enumerate() {
        let at = At(n as u64 * 20);
        if let Some(played) = agent.and_then(|agent| agent.chunks(160).nth(n)) {
            ear.agent(at, &coded(played.iter().map(|s| f32::from(*s))));
        }
        ear.frame(at, &coded(frame.iter().copied()), &mut heard);
        all.extend(heard.drain(..).map(|what| (at.0 + 20, what)));
    }
    all
}

pub fn coded(samples: impl Iterator<Item = f32>) -> Vec<u8> {
    samples
        .map(|sample| to_ulaw(sample.round() as i16))
        .collect()
}
