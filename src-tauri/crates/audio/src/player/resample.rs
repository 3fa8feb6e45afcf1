//! From the recording's rate to the device's, by a windowed sinc. Telephone speech
//! drawn up linearly would carry mirror images above 4 kHz that ring in the ear.

use std::f64::consts::PI;

/// Zero crossings of the sinc on each side, at the lower of the two rates.
const CROSSINGS: f64 = 16.0;
/// Pass band edge, of the lower rate's half.
const EDGE: f64 = 0.94;
/// More phases than this are rounded to the nearest.
const MAX_PHASES: u64 = 4096;

pub(super) struct Resampler {
    from: u64,
    to: u64,
    /// Input frames on each side of the output that count.
    half: usize,
    phases: u64,
    /// `phases` rows of `2 * half` weights.
    weights: Vec<f32>,
    /// Input not yet used up; output time 0 is at index `half`.
    held: Vec<[f32; 2]>,
    /// Place of the next output between two inputs, in `1 / to` of an input frame.
    place: u64,
}

impl Resampler {
    pub(super) fn new(from_hz: u32, to_hz: u32) -> Self {
        let (from, to) = (u64::from(from_hz.max(1)), u64::from(to_hz.max(1)));
        let shared = gcd(from, to);
        let (from, to) = (from / shared, to / shared);
        let scale = (to as f64 / from as f64).min(1.0) * EDGE;
        let half = if from == to {
            0
        } else {
            (CROSSINGS / scale).ceil() as usize
        };
        let phases = to.min(MAX_PHASES);
        let mut weights = Vec::with_capacity(phases as usize * 2 * half);
        for phase in 0..phases {
            let shift = phase as f64 / phases as f64;
            let row: Vec<f64> = (0..2 * half)
                .map(|i| {
                    let distance = i as f64 - (half as f64 - 1.0) - shift;
                    sinc(distance * scale) * window(distance / half as f64)
                })
                .collect();
            // Every phase passes a constant unchanged.
            let sum: f64 = row.iter().sum();
            weights.extend(row.iter().map(|w| (w / sum) as f32));
        }
        Self {
            from,
            to,
            half,
            phases,
            weights,
            held: Vec::new(),
            place: 0,
        }
    }

    /// Input frames that have to come before the first one to be heard.
    pub(super) fn lead(&self) -> usize {
        self.half.saturating_sub(1)
    }

    /// Input frames of silence that bring out the last of the sound.
    pub(super) fn tail(&self) -> usize {
        self.half
    }

    /// Takes `input` and appends what can be said of the output.
    pub(super) fn push(&mut self, input: &[[f32; 2]], out: &mut Vec<[f32; 2]>) {
        if self.half == 0 {
            out.extend_from_slice(input);
            return;
        }
        self.held.extend_from_slice(input);
        let taps = 2 * self.half;
        let mut first = 0;
        while let Some(window) = self.held.get(first..first + taps) {
            let phase = (self.place * self.phases / self.to) as usize;
            let weights = &self.weights[phase * taps..(phase + 1) * taps];
            let mut sum = [0.0f32; 2];
            for (frame, weight) in window.iter().zip(weights) {
                sum[0] += frame[0] * weight;
                sum[1] += frame[1] * weight;
            }
            out.push(sum);
            self.place += self.from;
            first += (self.place / self.to) as usize;
            self.place %= self.to;
        }
        self.held.drain(..first.min(self.held.len()));
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn sinc(x: f64) -> f64 {
    if x == 0.0 {
        1.0
    } else {
        (PI * x).sin() / (PI * x)
    }
}

/// Blackman, `x` in -1..=1.
fn window(x: f64) -> f64 {
    if x.abs() >= 1.0 {
        return 0.0;
    }
    0.42 + 0.5 * (PI * x).cos() + 0.08 * (2.0 * PI * x).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tone through the resampler against the same tone at the other rate.
    fn error(from: u32, to: u32, tone_hz: f64) -> f32 {
        let tone =
            |n: i64, rate: u32| (2.0 * PI * tone_hz * n as f64 / f64::from(rate)).sin() as f32;
        let mut resampler = Resampler::new(from, to);
        let lead = resampler.lead() as i64;
        let input: Vec<[f32; 2]> = (-lead..i64::from(from) / 4)
            .map(|n| [tone(n, from), -tone(n, from)])
            .collect();
        let mut out = Vec::new();
        for chunk in input.chunks(77) {
            resampler.push(chunk, &mut out);
        }
        assert!(out.len() as u32 > to / 5);
        out.iter()
            .enumerate()
            .map(|(n, frame)| {
                assert_eq!(frame[0], -frame[1]);
                (frame[0] - tone(n as i64, to)).abs()
            })
            .fold(0.0, f32::max)
    }

    #[test]
    fn tones_keep_their_place_and_height() {
        for (from, to) in [
            (8_000, 48_000),
            (8_000, 44_100),
            (44_100, 48_000),
            (48_000, 44_100),
            (16_000, 16_000),
        ] {
            assert!(
                error(from, to, 1_000.0) < 2e-3,
                "{from} to {to}: {}",
                error(from, to, 1_000.0)
            );
            assert!(
                error(from, to, 2_900.0) < 1e-2,
                "{from} to {to}: {}",
                error(from, to, 2_900.0)
            );
        }
    }
}
