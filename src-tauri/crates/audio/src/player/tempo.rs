//! Faster or slower at the same pitch, at the recording's own rate: stretching
//! telephone speech before it is drawn up to the device's rate is six times cheaper.
//!
//! The stretcher says with a delay what it hears. It is given as much sound ahead of
//! the start, so that its first frame is the start's; the clock need not know of it.

use signalsmith_stretch::Stretch as Stretcher;

/// Added to every sample: 140 dB below full scale. After a quarter of a second of
/// utter silence the stretcher stops in the middle of what it was saying, and says
/// the rest of it when the next sound comes.
const BREATH: f32 = 1e-7;

pub struct Tempo {
    stretcher: Stretcher,
    channels: usize,
    speed: f64,
    rate_hz: u32,
    /// Frames taken and given since the start.
    taken: u64,
    given: u64,
    input: Vec<f32>,
    out: Vec<f32>,
}

impl std::fmt::Debug for Tempo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tempo")
            .field("speed", &self.speed)
            .finish_non_exhaustive()
    }
}

impl Tempo {
    /// Of `channels` at `rate_hz`, `speed` times as fast.
    #[must_use]
    pub fn new(channels: u16, rate_hz: u32, speed: f64) -> Self {
        Self {
            stretcher: Stretcher::preset_default(u32::from(channels), rate_hz),
            channels: usize::from(channels.max(1)),
            speed,
            rate_hz,
            taken: 0,
            given: 0,
            input: Vec::new(),
            out: Vec::new(),
        }
    }

    /// Frames before the start that [`Tempo::prime`] wants.
    #[must_use]
    pub fn history(&self) -> usize {
        // What it looks back on, and what settles it.
        let looks_back = self.rate_hz as usize * 3 / 20;
        looks_back + self.settling().saturating_sub(self.ahead())
    }

    /// Frames from the start on that it wants before it gives any.
    #[must_use]
    pub fn ahead(&self) -> usize {
        let out = self.stretcher.output_latency() as f64 * self.speed;
        self.stretcher.input_latency() + out.round() as usize
    }

    /// Frames of input whose output is thrown away: blocks overlap, and the first
    /// few have none before them to overlap with.
    fn settling(&self) -> usize {
        (self.settling_out() as f64 * self.speed).round() as usize
    }

    fn settling_out(&self) -> usize {
        self.stretcher.input_latency() + self.stretcher.output_latency()
    }

    /// Takes interleaved sound from [`Tempo::history`] frames before the start to
    /// [`Tempo::ahead`] frames after it. What is pushed next follows on that; what
    /// comes out next begins with the start.
    pub fn prime(&mut self, around: &[f32]) {
        self.stretcher.reset();
        (self.taken, self.given) = (0, 0);
        let settling = (self.settling() * self.channels).min(around.len());
        self.breathe(around);
        let (before, settle) = self.input.split_at(around.len() - settling);
        self.stretcher.seek(before, self.speed);
        self.out.clear();
        self.out.resize(self.settling_out() * self.channels, 0.0);
        self.stretcher.process(settle, &mut self.out);
    }

    /// Takes whole interleaved frames; what they make.
    pub fn push(&mut self, input: &[f32]) -> &[f32] {
        self.taken += (input.len() / self.channels) as u64;
        // Counted from the start, so that roundings do not add up.
        let due = (self.taken as f64 / self.speed).round() as u64;
        let frames = usize::try_from(due.saturating_sub(self.given)).unwrap_or(0);
        self.given += frames as u64;
        self.out.clear();
        self.out.resize(frames * self.channels, 0.0);
        self.breathe(input);
        self.stretcher.process(&self.input, &mut self.out);
        &self.out
    }

    fn breathe(&mut self, input: &[f32]) {
        self.input.clear();
        self.input
            .extend(input.iter().map(|sample| sample + BREATH));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 8_000;

    /// `seconds` of `sound(second)` on the left and its negative on the right.
    fn stretched(speed: f64, seconds: f64, sound: impl Fn(f64) -> f32) -> Vec<f32> {
        let mut tempo = Tempo::new(2, RATE, speed);
        let frames = (seconds * f64::from(RATE)) as i64;
        let frame = |n: i64| {
            let value = if (0..frames).contains(&n) {
                sound(n as f64 / f64::from(RATE))
            } else {
                0.0
            };
            [value, -value]
        };
        let (history, ahead) = (tempo.history() as i64, tempo.ahead() as i64);
        let around: Vec<f32> = (-history..ahead).flat_map(frame).collect();
        tempo.prime(&around);
        let rest: Vec<f32> = (ahead..frames + ahead).flat_map(frame).collect();
        let out: Vec<f32> = rest.chunks(2 * 160).fold(Vec::new(), |mut out, chunk| {
            out.extend_from_slice(tempo.push(chunk));
            out
        });
        for frame in out.chunks(2) {
            assert!((frame[0] + frame[1]).abs() < 1e-3, "{frame:?}");
        }
        out.chunks(2).map(|frame| frame[0]).collect()
    }

    /// The frequency with the most energy, to a quarter of a Hertz.
    fn dominant(sound: &[f32], around: f64) -> f64 {
        let energy = |hz: f64| {
            let (mut re, mut im) = (0.0, 0.0);
            for (n, sample) in sound.iter().enumerate() {
                let turn = std::f64::consts::TAU * hz * n as f64 / f64::from(RATE);
                re += f64::from(*sample) * turn.cos();
                im += f64::from(*sample) * turn.sin();
            }
            re * re + im * im
        };
        let candidates = (0..=2_000).map(|i| around * 0.5 + around * f64::from(i) / 1_000.0);
        candidates
            .max_by(|a, b| energy(*a).total_cmp(&energy(*b)))
            .unwrap()
    }

    #[test]
    fn pitch_and_length_are_as_promised() {
        for speed in [0.5, 0.7, 0.75, 1.25, 1.5, 2.0, 3.0] {
            for tone in [180.0, 440.0, 1_250.0] {
                let out = stretched(speed, 2.0, |s| {
                    0.5 * (std::f64::consts::TAU * tone * s).sin() as f32
                });
                let wanted = 2.0 / speed;
                let got = out.len() as f64 / f64::from(RATE);
                assert!((got / wanted - 1.0).abs() < 0.001, "{speed}x: {got} s");
                let middle = &out[out.len() / 4..out.len() * 3 / 4];
                let heard = dominant(middle, tone);
                assert!(
                    (heard / tone - 1.0).abs() < 0.01,
                    "{speed}x: {heard} Hz for {tone}"
                );
            }
        }
    }

    #[test]
    fn what_comes_out_is_in_its_place() {
        // A burst at 0.7 s in utter silence: its middle comes out at 0.75 s / speed.
        for speed in [0.5, 0.75, 1.5, 2.0, 3.0] {
            let out = stretched(speed, 1.5, |s| {
                if (0.7..0.8).contains(&s) {
                    (std::f64::consts::TAU * 600.0 * s).sin() as f32
                } else {
                    0.0
                }
            });
            let energy: f64 = out.iter().map(|s| f64::from(s * s)).sum();
            let moment: f64 = out
                .iter()
                .enumerate()
                .map(|(n, s)| f64::from(s * s) * n as f64)
                .sum();
            let middle = moment / energy / f64::from(RATE) * speed;
            assert!((middle - 0.75).abs() < 0.02, "{speed}x: {middle} s");
            let shadow = out.iter().enumerate().filter(|(n, _)| {
                (*n as f64 / f64::from(RATE) * speed - 0.75).abs() > 0.05 + 0.09 * speed.max(1.0)
            });
            let shadow: f64 = shadow.map(|(_, s)| f64::from(s * s)).sum();
            assert!(shadow < energy * 0.01, "{speed}x: {}", shadow / energy);
        }
    }

    #[test]
    fn it_begins_at_full_height() {
        for speed in [0.5, 1.5, 3.0] {
            let mut tempo = Tempo::new(1, RATE, speed);
            let tone = |n: usize| 0.5 * (n as f64 * 0.5).sin() as f32;
            let primer = tempo.history() + tempo.ahead();
            tempo.prime(&(0..primer).map(tone).collect::<Vec<f32>>());
            let input: Vec<f32> = (primer..primer + 1_600).map(tone).collect();
            let first = tempo.push(&input)[..200].to_vec();
            let height = first.iter().fold(0.0f32, |max, s| max.max(s.abs()));
            assert!((0.4..0.6).contains(&height), "{speed}x: {height}");
        }
    }
}
