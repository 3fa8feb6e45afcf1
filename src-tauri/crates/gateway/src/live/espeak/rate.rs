//! Any rate of a voice to a telephone's 8 kHz: a windowed sinc looked up for each place
//! between two samples (J. O. Smith, "Digital Audio Resampling", 2002). Kaiser window,
//! β 6; flat to 3.2 kHz, closed from 4.3 kHz. Must not know: what the sound is.

use std::collections::VecDeque;
use std::f32::consts::PI;

/// Hz.
const TO: u32 = 8_000;
/// Where it is half closed, Hz.
const EDGE: f32 = 3_750.0;
/// Periods of the edge to either side.
const PERIODS: f32 = 14.0;
const BETA: f32 = 6.0;

/// From one rate to 8 kHz.
#[derive(Debug, Clone)]
pub struct Resampler {
    from: u32,
    /// Places between two samples that occur, and taps for each.
    phases: Vec<Vec<f32>>,
    /// Samples to one side.
    half: usize,
    /// Samples from `start` on, counted from the first.
    kept: VecDeque<f32>,
    start: u64,
    got: u64,
    /// Samples at 8 kHz that were given.
    given: u64,
}

impl Resampler {
    /// Nothing for a rate that is no voice's.
    #[must_use]
    pub fn new(from: u32) -> Option<Self> {
        if !(TO..=48_000).contains(&from) {
            return None;
        }
        let common = gcd(from, TO);
        let phases = TO / common;
        // Above the telephone's own band nothing may come through.
        let edge = 2.0 * EDGE / from as f32;
        let half = (PERIODS / edge).ceil();
        let taps = |phase: u32| {
            let off = phase as f32 / phases as f32;
            let taps = -(half as i32)..=half as i32;
            let taps: Vec<f32> = taps
                .map(|tap| tap_at(tap as f32 - off, edge, half + 1.0))
                .collect();
            let sum: f32 = taps.iter().sum();
            taps.into_iter().map(|tap| tap / sum).collect()
        };
        let half = half as usize;
        Some(Self {
            from,
            phases: (0..phases).map(taps).collect(),
            half,
            // There was silence before it.
            kept: std::iter::repeat_n(0.0, half).collect(),
            start: 0,
            got: 0,
            given: 0,
        })
    }

    /// Appends what is known by these.
    pub fn push(&mut self, samples: &[i16], out: &mut Vec<i16>) {
        for sample in samples {
            self.kept.push_back(f32::from(*sample));
            self.got += 1;
            self.give(out);
        }
    }

    /// There is no more: the rest.
    pub fn end(mut self, out: &mut Vec<i16>) {
        let all = self.got * u64::from(TO) / u64::from(self.from);
        while self.given < all {
            self.kept.push_back(0.0);
            self.got += 1;
            self.give(out);
        }
    }

    /// What the samples so far suffice for.
    fn give(&mut self, out: &mut Vec<i16>) {
        loop {
            let place = self.given * u64::from(self.from);
            let middle = place / u64::from(TO);
            if middle + self.half as u64 >= self.got {
                return;
            }
            // `kept` begins `half` before `start`.
            while self.start < middle {
                self.kept.pop_front();
                self.start += 1;
            }
            let phases = self.phases.len() as u64;
            let phase = (place % u64::from(TO)) * phases / u64::from(TO);
            let taps = &self.phases[phase as usize];
            let sum: f32 = taps.iter().zip(&self.kept).map(|(tap, s)| tap * s).sum();
            // `as` saturates.
            out.push(sum.round() as i16);
            self.given += 1;
        }
    }
}

fn tap_at(x: f32, edge: f32, half: f32) -> f32 {
    let angle = PI * edge * x;
    let sinc = if angle == 0.0 {
        1.0
    } else {
        angle.sin() / angle
    };
    let within = (1.0 - (x / half) * (x / half)).max(0.0).sqrt();
    sinc * bessel(BETA * within) / bessel(BETA)
}

/// The modified Bessel function of the first kind and order 0, by its series.
fn bessel(x: f32) -> f32 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..25 {
        let step = x / (2.0 * n as f32);
        term *= step * step;
        sum += term;
    }
    sum
}

const fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;

    use super::*;

    fn tone(hz: f32, rate: u32) -> Vec<i16> {
        let wave = (0..rate).map(|n| (TAU * hz * n as f32 / rate as f32).sin());
        wave.map(|wave| (wave * 16_000.0).round() as i16).collect()
    }

    fn resampled(samples: &[i16], rate: u32, piece: usize) -> Vec<i16> {
        let (mut out, mut resampler) = (Vec::new(), Resampler::new(rate).expect("a rate"));
        for samples in samples.chunks(piece) {
            resampler.push(samples, &mut out);
        }
        resampler.end(&mut out);
        out
    }

    /// dB of the root mean square against a tone's of full height.
    fn gain(samples: &[i16]) -> f32 {
        let middle = &samples[1_000..7_000];
        let energy: f32 = middle.iter().map(|s| f32::from(*s) * f32::from(*s)).sum();
        let mean = (energy / middle.len() as f32).sqrt();
        20.0 * (mean.max(0.1) / (16_000.0 / 2.0f32.sqrt())).log10()
    }

    #[test]
    fn speech_is_kept_and_nothing_is_folded_into_it() {
        for rate in [8_000, 16_000, 22_050, 24_000, 44_100] {
            for hz in [120.0, 440.0, 1_000.0, 2_500.0, 3_200.0] {
                let low = resampled(&tone(hz, rate), rate, 1_000);
                assert_eq!(low.len(), 8_000);
                assert!(gain(&low).abs() < 0.1, "{rate} {hz}: {}", gain(&low));
                // The same tone at its place.
                let same = tone(hz, 8_000);
                let off = low[1_000..7_000].iter().zip(&same[1_000..7_000]);
                let most = off.map(|(a, b)| a.abs_diff(*b)).max();
                assert!(most < Some(250), "{rate} {hz}: {most:?}");
            }
        }
        for hz in [4_400.0, 5_000.0, 7_000.0, 9_500.0] {
            let low = resampled(&tone(hz, 22_050), 22_050, 4_096);
            assert!(gain(&low) < -55.0, "{hz}: {}", gain(&low));
        }
    }

    #[test]
    fn pieces_of_any_size_give_the_same_sound() {
        let samples = tone(700.0, 22_050);
        let whole = resampled(&samples, 22_050, samples.len());
        for piece in [1, 7, 441] {
            assert_eq!(resampled(&samples, 22_050, piece), whole);
        }
        for (length, rate) in
            (0..90).flat_map(|length| [8_000, 11_025, 48_000].map(|r| (length, r)))
        {
            let low = resampled(&vec![1_000; length], rate, 13);
            assert_eq!(low.len(), length * 8_000 / rate as usize);
        }
        assert!(Resampler::new(7_999).is_none());
    }
}
