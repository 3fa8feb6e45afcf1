//! The agent's own sound in the caller's: a loudspeaker that the telephone hears again,
//! or a line that reflects. The agent's sound is kept for as long as an echo takes
//! ([`LONGEST`]). Two questions are asked of it:
//!
//! - before speech is said to have begun: are the last 128 ms of the caller the agent's,
//!   later and fainter? That is their normalised cross-correlation, both differenced
//!   (which whitens them) at 4 kHz, for all delays once, then near the one that was found;
//! - once a delay and a loss are known: is a window no louder than the echo must be?
//!
//! A caller who speaks over an echo is louder than it, and unlike it. Non-linear echo
//! (a cheap loudspeaker driven hard) is only met by the second question. Must not know:
//! what becomes of the answer.

use crate::sound::level::{SILENCE_DB, dbfs};
use crate::time::Samples;

/// The longest way there and back that is looked for: a mobile network's.
pub const LONGEST: Samples = Samples::of_ms(640);
/// So much of the caller is compared.
const LOOK: usize = 1_024;
/// What is kept of the agent: the longest delay and what is compared, and a frame.
const KEPT: usize = LONGEST.0 as usize + 2 * LOOK;
/// So alike are an echo and its source, of 1.
const ALIKE: f32 = 0.6;
/// So much apart the delay is looked for once it is known: 8 ms.
const NEAR: usize = 64;
/// A window louder than the echo by this is more than the echo, dB.
const MARGIN: f32 = 6.0;
/// Fainter than this the agent makes no echo worth the name, dBFS.
const AUDIBLE: f32 = -50.0;
/// Windows are compared in this length.
const WINDOW: usize = 128;

/// What is known of an echo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Path {
    /// How often it was found in a row.
    pub found: u32,
    pub delay: Samples,
    /// How much fainter it comes back, dB.
    pub loss: f32,
}

/// The agent's sound and its way back.
#[derive(Debug, Clone)]
pub struct Echo {
    /// The agent's last samples; the newest is of the place before `end`.
    agent: Vec<i16>,
    end: Samples,
    path: Option<Path>,
}

impl Default for Echo {
    fn default() -> Self {
        Self {
            agent: vec![0; KEPT],
            end: Samples(0),
            path: None,
        }
    }
}

impl Echo {
    #[must_use]
    pub const fn path(&self) -> Option<Path> {
        self.path
    }

    /// The agent's sound that plays at a place of the caller's stream.
    pub fn agent(&mut self, from: Samples, samples: &[i16]) {
        let gap = (from - self.end).0.min(KEPT as u64) as usize;
        let known = (self.end - from).0.min(samples.len() as u64) as usize;
        let fresh = &samples[known..];
        let fresh = &fresh[fresh.len().saturating_sub(KEPT)..];
        let shift = (gap + fresh.len()).min(KEPT);
        self.agent.copy_within(shift.., 0);
        self.agent[KEPT - shift..].fill(0);
        self.agent[KEPT - fresh.len()..].copy_from_slice(fresh);
        self.end = self.end.max(from + Samples(samples.len() as u64));
    }

    /// The agent's sound from a place; silence where there was none or it is forgotten.
    fn at(&self, from: i64, out: &mut [i16]) {
        let start = self.end.0 as i64 - KEPT as i64;
        for (n, sample) in out.iter_mut().enumerate() {
            let index = from + n as i64 - start;
            let known = usize::try_from(index)
                .ok()
                .and_then(|at| self.agent.get(at));
            *sample = known.copied().unwrap_or(0);
        }
    }

    /// Whether the agent could be heard at all in what comes back up to `to`.
    #[must_use]
    pub fn is_about(&self, to: Samples) -> bool {
        self.end + LONGEST > to && dbfs(&self.agent) > AUDIBLE
    }

    /// Whether a window of the caller's is no louder than the echo of the agent's is.
    #[must_use]
    pub fn covers(&self, from: Samples, level: f32) -> bool {
        // Once may be chance, and would make deaf to a caller who is not loud.
        let Some(path) = self.path.filter(|path| path.found > 1) else {
            return false;
        };
        // The echo of a neighbour counts: a room is not so exact.
        let mut around = [0; 3 * WINDOW];
        self.at(
            from.0 as i64 - path.delay.0 as i64 - WINDOW as i64,
            &mut around,
        );
        let loudest = around.chunks(WINDOW).map(dbfs).fold(SILENCE_DB, f32::max);
        loudest > AUDIBLE && level < loudest - path.loss + MARGIN
    }

    /// Whether the caller's last samples, which end at `to`, are the agent's. What is
    /// found of its way is kept.
    pub fn is_heard(&mut self, to: Samples, caller: &[i16]) -> bool {
        let Some(caller) = caller.last_chunk::<LOOK>() else {
            return false;
        };
        if !self.is_about(to) {
            return false;
        }
        let begins = to.0 as i64 - LOOK as i64;
        let longest = LONGEST.0 as usize;
        let delays = match self.path {
            Some(path) => {
                let delay = path.delay.0 as usize;
                delay.saturating_sub(NEAR)..=(delay + NEAR).min(longest)
            }
            None => 0..=longest,
        };
        let mut agent = vec![0; LOOK + delays.end() - delays.start()];
        self.at(begins - *delays.end() as i64, &mut agent);
        let (alike, back) = likest(&whitened(caller), &whitened(&agent));
        if alike < ALIKE {
            // It may have another way by now: look everywhere the next time.
            self.path = self.path.filter(|_| alike > ALIKE / 2.0);
            return false;
        }
        let source = &agent[(2 * back).min(agent.len() - LOOK)..][..LOOK];
        self.path = Some(Path {
            found: self.path.map_or(1, |path| path.found.saturating_add(1)),
            delay: Samples((delays.end() - 2 * back) as u64),
            loss: (dbfs(source) - dbfs(caller)).max(0.0),
        });
        true
    }
}

/// Half the rate, differenced: speech's low frequencies would make everything alike.
fn whitened(samples: &[i16]) -> Vec<f32> {
    let mut before = 0.0;
    let pairs = samples.chunks_exact(2);
    let halved = pairs.map(|pair| pair.iter().map(|s| f32::from(*s)).sum::<f32>());
    halved
        .map(|sample| {
            let difference = sample - 0.9 * before;
            before = sample;
            difference
        })
        .collect()
}

/// Where in `long` it is likest to `short`, and how much, of 1.
fn likest(short: &[f32], long: &[f32]) -> (f32, usize) {
    let own: f32 = short.iter().map(|s| s * s).sum();
    let mut best = (0.0, 0);
    for (at, window) in long.windows(short.len()).enumerate() {
        let (mut common, mut energy) = ([0.0f32; 8], [0.0f32; 8]);
        // Eight sums at a time, which the compiler makes one instruction.
        for (a, b) in short.chunks_exact(8).zip(window.chunks_exact(8)) {
            for lane in 0..8 {
                common[lane] += a[lane] * b[lane];
                energy[lane] += b[lane] * b[lane];
            }
        }
        let scale = (own * energy.iter().sum::<f32>()).sqrt();
        // An echo may come back upside down.
        let alike = common.iter().sum::<f32>().abs() / scale.max(1.0);
        if alike > best.0 {
            best = (alike, at);
        }
    }
    best
}
