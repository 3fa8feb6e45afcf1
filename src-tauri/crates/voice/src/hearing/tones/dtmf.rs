//! Keys in the sound (DTMF, RFC 4733 §3.2, ITU-T Q.23): a row's and a column's frequency
//! at once. Limits are those of Q.24: off by 1.5 % is taken and by 3.5 % is not, 40 ms
//! are taken and 23 ms are not, a break of 10 ms does not make two of one, the column may
//! be 4 dB stronger and 8 dB weaker than the row. Must not know: carriers that send keys
//! as messages.

use crate::hearing::tones::Tone;
use crate::sound::goertzel::{offset, part, share};
use crate::sound::level::dbfs;
use crate::time::{At, Samples};

/// Hz, by row and by column, and the keys there.
const ROWS: [f32; 4] = [697.0, 770.0, 852.0, 941.0];
const COLUMNS: [f32; 4] = [1_209.0, 1_336.0, 1_477.0, 1_633.0];
const KEYS: [[char; 4]; 4] = [
    ['1', '2', '3', 'A'],
    ['4', '5', '6', 'B'],
    ['7', '8', '9', 'C'],
    ['*', '0', '#', 'D'],
];

/// 20 ms are looked at, every 10 ms.
const BLOCK: usize = 160;
const STEP: usize = 80;
/// So much of the energy is the two tones'. A tone that fills only a part of the block has
/// no more than that part.
const SHARE: f32 = 0.7;
/// A key's tones are not fainter, dBFS (Q.24 has -29 dBm0 at the faintest).
const FAINTEST: f32 = -40.0;
/// Column over row, dB: 1.5 beyond the limits, for what one tone adds to the other.
const TWIST: std::ops::RangeInclusive<f32> = -9.5..=5.5;
/// Off by so much of the frequency.
const OFF: f32 = 0.024;
/// A tone of 40 ms fills three blocks enough, one of 23 ms two at most.
const PRESSED: u32 = 3;
/// A break of 10 ms empties two blocks at most, one of 40 ms four.
const RELEASED: u32 = 3;

/// Finds keys in 8 kHz sound.
#[derive(Debug, Clone)]
pub struct Dtmf {
    block: [i16; BLOCK],
    /// Samples that are new in the block.
    new: usize,
    candidate: Option<char>,
    hits: u32,
    misses: u32,
    pressed: bool,
}

impl Default for Dtmf {
    fn default() -> Self {
        Self {
            block: [0; BLOCK],
            new: 0,
            candidate: None,
            hits: 0,
            misses: 0,
            pressed: false,
        }
    }
}

impl Dtmf {
    /// Sound that begins at `from`.
    pub fn push(&mut self, from: Samples, samples: &[i16], out: &mut Vec<Tone>) {
        for (n, sample) in samples.iter().enumerate() {
            self.block[BLOCK - STEP + self.new] = *sample;
            self.new += 1;
            if self.new == STEP {
                self.new = 0;
                self.step(from + Samples(n as u64 + 1), out);
                self.block.copy_within(STEP.., 0);
            }
        }
    }

    fn step(&mut self, to: Samples, out: &mut Vec<Tone>) {
        let found = key(&self.block);
        match found {
            Some(key) if self.candidate == Some(key) => {
                self.hits += 1;
                self.misses = 0;
            }
            Some(key) if !self.pressed || self.misses > 0 => {
                (self.candidate, self.hits, self.misses) = (Some(key), 1, 0);
                self.pressed = false;
            }
            _ => self.misses += 1,
        }
        if self.misses >= RELEASED || (self.misses > 0 && !self.pressed) {
            (self.candidate, self.hits, self.misses) = (None, 0, 0);
            self.pressed = false;
        }
        if let Some(key) = self.candidate
            && self.hits == PRESSED
            && !self.pressed
        {
            self.pressed = true;
            let since = to - Samples((BLOCK + (PRESSED as usize - 1) * STEP) as u64);
            out.push(Tone::Key {
                at: At(since.ms()),
                key,
            });
        }
    }
}

/// The key whose tones a block is.
fn key(block: &[i16]) -> Option<char> {
    if dbfs(block) < FAINTEST {
        return None;
    }
    let (row, column) = (strongest(block, ROWS), strongest(block, COLUMNS));
    let (low, high) = (refined(block, ROWS[row])?, refined(block, COLUMNS[column])?);
    let twist = 10.0 * (high / low.max(1e-6)).log10();
    (low + high >= SHARE && TWIST.contains(&twist)).then(|| KEYS[row][column])
}

fn strongest(block: &[i16], tones: [f32; 4]) -> usize {
    let mut best = (0, -1.0);
    for (at, hz) in tones.into_iter().enumerate() {
        let (re, im) = part(block, hz);
        let power = re * re + im * im;
        if power > best.1 {
            best = (at, power);
        }
    }
    best.0
}

/// The share of a tone at the frequency it really has; nothing if that is too far off.
fn refined(block: &[i16], hz: f32) -> Option<f32> {
    let off = offset(block, hz);
    (off.abs() <= hz * OFF).then(|| share(block, hz + off))
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;

    use super::*;
    use crate::sound::g711::{from_ulaw, to_ulaw};

    /// A press among silence: ms, by how much each tone is off, and the column over the
    /// row in dB; as it comes through µ-law.
    fn press(row: usize, column: usize, ms: usize, off: f32, twist: f32) -> Vec<i16> {
        let length = ms * 8;
        let (low, high) = (ROWS[row] * (1.0 + off), COLUMNS[column] * (1.0 + off));
        let gain = 10f32.powf(twist / 20.0);
        let mut sound = vec![0; 803];
        sound.extend((0..length).map(|n| {
            let t = n as f32 / 8_000.0;
            let value = (TAU * low * t).sin() + gain * (TAU * high * t + 1.0).sin();
            from_ulaw(to_ulaw((value * 3_000.0) as i16))
        }));
        sound.extend([0; 803]);
        sound
    }

    fn keys(sound: &[i16]) -> String {
        let (mut dtmf, mut out) = (Dtmf::default(), Vec::new());
        for (n, frame) in sound.chunks(160).enumerate() {
            dtmf.push(Samples(n as u64 * 160), frame, &mut out);
        }
        let keys = out.iter().filter_map(|tone| match tone {
            Tone::Key { key, .. } => Some(*key),
            _ => None,
        });
        keys.collect()
    }

    fn each(mut check: impl FnMut(usize, usize, &str)) {
        for (row, keys) in KEYS.iter().enumerate() {
            for (column, key) in keys.iter().enumerate() {
                check(row, column, &key.to_string());
            }
        }
    }

    #[test]
    fn keys_within_the_limits_are_taken() {
        each(|row, column, key| {
            for ms in [40, 45, 60, 100, 1_000] {
                assert_eq!(keys(&press(row, column, ms, 0.0, 0.0)), key, "{ms} ms");
            }
            for off in [-0.015, -0.007, 0.007, 0.015] {
                assert_eq!(keys(&press(row, column, 60, off, 0.0)), key, "{off}");
            }
            for twist in [-8.0, -4.0, 4.0] {
                assert_eq!(keys(&press(row, column, 60, 0.0, twist)), key, "{twist} dB");
            }
        });
    }

    #[test]
    fn what_is_outside_the_limits_is_no_key() {
        each(|row, column, key| {
            for ms in [5, 10, 20, 23] {
                assert_eq!(keys(&press(row, column, ms, 0.0, 0.0)), "", "{key} {ms} ms");
            }
            for off in [-0.05, -0.035, 0.035, 0.05] {
                assert_eq!(keys(&press(row, column, 100, off, 0.0)), "", "{key} {off}");
            }
            for twist in [-14.0, 10.0] {
                assert_eq!(
                    keys(&press(row, column, 100, 0.0, twist)),
                    "",
                    "{key} {twist} dB"
                );
            }
        });
    }

    #[test]
    fn a_short_break_does_not_make_two_and_a_pause_does() {
        let broken = |ms: usize| {
            let mut sound = press(1, 1, 160, 0.0, 0.0);
            let middle = sound.len() / 2;
            sound[middle..middle + ms * 8].fill(0);
            keys(&sound)
        };
        assert_eq!(broken(5), "5");
        assert_eq!(broken(10), "5");
        assert_eq!(broken(40), "55");
        let mut number = Vec::new();
        for (row, column) in [(1, 2), (0, 0), (1, 0), (1, 1), (1, 1)] {
            number.extend(&press(row, column, 50, 0.0, 0.0)[600..1_400]);
        }
        assert_eq!(keys(&number), "61455");
    }
}
