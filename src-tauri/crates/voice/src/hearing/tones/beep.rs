//! Single tones: a mailbox's beep (440 to 2000 Hz for 120 ms and more), and the three of a
//! special information tone (ITU-T E.180, Q.35: near 950, 1400 and 1800 Hz, 330 ms each,
//! each at once behind the last). Must not know: what was said before.

use crate::hearing::tones::Tone;
use crate::sound::goertzel::{frequency, share};
use crate::sound::level::dbfs;
use crate::time::{At, Samples};

/// 20 ms.
const BLOCK: usize = 160;
/// So much of the energy is the tone's: speech has other harmonics.
const SHARE: f32 = 0.85;
const FAINTEST: f32 = -40.0;
/// Beeps have these frequencies, Hz.
const BEEP: std::ops::RangeInclusive<f32> = 440.0..=2_000.0;
/// A tone stays within so much of itself, Hz; voices do not.
const STEADY: f32 = 12.0;
/// Blocks that make a beep: 120 ms.
const LASTS: u32 = 6;
/// Blocks that make one of a sign's three tones: 140 ms of its 274 at least.
const SIGN: u32 = 7;
/// The first tone of a sign is no beep unless it lasts longer than that may: 420 ms.
const FIRST: u32 = 21;
/// The three tones, low and high forms (Q.35), Hz.
const SIT: [[f32; 2]; 3] = [[913.8, 985.2], [1_370.6, 1_428.5], [1_776.7, 1_776.7]];
const SIT_OFF: f32 = 10.0;
/// Blocks without the tone that end it.
const RELEASED: u32 = 2;

/// Finds single tones in 8 kHz sound.
#[derive(Debug, Clone, Default)]
pub struct Beep {
    block: Vec<i16>,
    /// The tone that is on: its frequency and blocks.
    hz: f32,
    blocks: u32,
    without: u32,
    began: Samples,
    told: bool,
    /// How many tones of a sign came in their order, the one that is on not counted.
    sign: usize,
}

impl Beep {
    /// Sound that begins at `from`.
    pub fn push(&mut self, from: Samples, samples: &[i16], out: &mut Vec<Tone>) {
        for (n, sample) in samples.iter().enumerate() {
            self.block.push(*sample);
            if self.block.len() == BLOCK {
                let to = from + Samples(n as u64 + 1);
                let tone = tone(&self.block);
                self.block.clear();
                self.step(to, tone, out);
            }
        }
    }

    /// Whether a beep is on.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.told
    }

    fn step(&mut self, to: Samples, tone: Option<f32>, out: &mut Vec<Tone>) {
        let from = to - Samples(BLOCK as u64);
        match tone {
            Some(hz) if self.blocks > 0 && (hz - self.hz).abs() <= STEADY => {
                self.blocks += 1;
                self.without = 0;
                self.tell(out);
            }
            Some(hz) => {
                // Another tone may follow at once, after a block that was half of each.
                self.end(from, out);
                (self.hz, self.blocks, self.without, self.began) = (hz, 1, 0, from);
            }
            None => {
                self.without += 1;
                if self.without >= RELEASED {
                    let silent = Samples(u64::from(self.without) * BLOCK as u64);
                    self.end(to - silent, out);
                    self.sign = 0;
                }
            }
        }
    }

    fn tell(&mut self, out: &mut Vec<Tone>) {
        let at = At(self.began.ms());
        if self.sign == 2 && self.is_sign() {
            if self.blocks == SIGN {
                out.push(Tone::Sit { at });
            }
            return;
        }
        let enough = if self.is_sign() { FIRST } else { LASTS };
        if self.blocks >= enough && BEEP.contains(&self.hz) && !self.told {
            self.told = true;
            out.push(Tone::BeepBegan { at, hz: self.hz });
        }
    }

    /// Whether the tone that is on is the next of a sign.
    fn is_sign(&self) -> bool {
        let next = SIT.get(self.sign).unwrap_or(&SIT[0]);
        next.iter().any(|hz| (hz - self.hz).abs() <= SIT_OFF)
    }

    /// The tone that was on ended at `at`.
    fn end(&mut self, at: Samples, out: &mut Vec<Tone>) {
        if self.blocks == 0 {
            return;
        }
        if self.told {
            out.push(Tone::BeepEnded { at: At(at.ms()) });
        }
        let follows = self.blocks >= SIGN && self.is_sign() && !self.told;
        if follows {
            self.sign = (self.sign + 1).min(2);
        } else if self.blocks > 1 {
            self.sign = 0;
        }
        (self.blocks, self.told) = (0, false);
    }
}

/// The frequency of a block that is a single tone.
fn tone(block: &[i16]) -> Option<f32> {
    if dbfs(block) < FAINTEST {
        return None;
    }
    frequency(block).filter(|hz| share(block, *hz) >= SHARE)
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;

    use super::*;
    use crate::sound::g711::{from_ulaw, to_ulaw};

    /// Tones of (Hz, ms) one behind the other on a noisy line, through µ-law.
    fn sound(tones: &[(f32, usize)]) -> Vec<i16> {
        let (mut seed, mut phase, mut all) = (1u32, 0.0f32, Vec::new());
        for (hz, ms) in tones {
            for _ in 0..ms * 8 {
                phase = (phase + hz / 8_000.0).fract();
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let noise = (seed >> 16) as i16 / 500;
                let tone = if *hz > 0.0 {
                    (phase * TAU).sin() * 6_000.0
                } else {
                    0.0
                };
                all.push(from_ulaw(to_ulaw(tone as i16 + noise)));
            }
        }
        all
    }

    fn found(tones: &[(f32, usize)]) -> Vec<Tone> {
        let (mut beep, mut out) = (Beep::default(), Vec::new());
        for (n, frame) in sound(tones).chunks(128).enumerate() {
            beep.push(Samples(n as u64 * 128), frame, &mut out);
        }
        out
    }

    #[test]
    fn a_beep_is_found_where_it_is() {
        for hz in [440.0, 620.0, 914.0, 985.0, 1_000.0, 1_400.0, 2_000.0] {
            let told = found(&[(0.0, 207), (hz, 500), (0.0, 200)]);
            let [
                Tone::BeepBegan { at, hz: heard },
                Tone::BeepEnded { at: ended },
            ] = told[..]
            else {
                panic!("{hz}: {told:?}");
            };
            assert!((heard - hz).abs() < 5.0, "{heard}");
            assert!(
                at.0.abs_diff(207) <= 20 && ended.0.abs_diff(707) <= 20,
                "{at:?} {ended:?}"
            );
        }
        assert_eq!(found(&[(0.0, 200), (1_000.0, 160), (0.0, 200)]).len(), 2);
        assert_eq!(found(&[(0.0, 200), (1_000.0, 100), (0.0, 200)]), []);
        assert_eq!(found(&[(0.0, 200), (300.0, 500), (0.0, 200)]), []);
    }

    #[test]
    fn three_rising_tones_are_a_sign_and_no_beep() {
        for [first, second, third] in [
            [913.8, 1_370.6, 1_776.7],
            [985.2, 1_428.5, 1_776.7],
            [913.8, 1_428.5, 1_776.7],
        ] {
            let told = found(&[
                (0.0, 203),
                (first, 330),
                (second, 330),
                (third, 330),
                (0.0, 300),
            ]);
            assert!(matches!(told[..], [Tone::Sit { .. }]), "{told:?}");
        }
        // The first alone is a short beep by its length; it is not taken for one.
        assert_eq!(found(&[(0.0, 200), (913.8, 300), (0.0, 300)]), []);
    }
}
