//! How loud a line is when nobody speaks into it, followed through a call. Must not know:
//! what speech is; it is told.

use crate::sound::level::SILENCE_DB;

/// Windows of 16 ms until the noise is known at all.
const FIRST: u32 = 32;
/// What a line is thought to have until then, dBFS.
const GUESS: f32 = -45.0;
/// dB a window by which the noise is taken up and down: it rests where a third of the
/// windows is louder, which is above the mean of a room with voices.
const UP: f32 = 0.10;
const DOWN: f32 = 0.05;
/// The quietest of the last 8 × 12 windows (1.5 s): speech has gaps, so if even they are
/// louder than the noise, the noise has risen (R. Martin, "minimum statistics", 2001).
const PARTS: usize = 8;
const PART: u32 = 12;
/// The quietest of varying noise is so much below its mean, dB.
const BIAS: f32 = 5.0;
/// A line is never quieter: below is what coding makes.
const LOWEST: f32 = -70.0;
/// Nor is noise louder than a talker.
const HIGHEST: f32 = -20.0;

/// The noise of a line.
#[derive(Debug, Clone)]
pub struct Noise {
    db: f32,
    seen: u32,
    smooth: f32,
    least: [f32; PARTS],
    part: usize,
    in_part: u32,
}

impl Default for Noise {
    fn default() -> Self {
        Self {
            db: GUESS,
            seen: 0,
            smooth: SILENCE_DB,
            least: [f32::MAX; PARTS],
            part: 0,
            in_part: 0,
        }
    }
}

impl Noise {
    /// dBFS.
    #[must_use]
    pub const fn db(&self) -> f32 {
        self.db
    }

    /// Whether enough was heard to know it.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.seen >= FIRST
    }

    /// The level of the next 16 ms in dBFS, and whether somebody spoke in them.
    pub fn window(&mut self, level: f32, speech: bool) {
        self.least(level);
        if self.seen < FIRST {
            self.seen += 1;
            // Quick while little is known; speech may be all there is.
            let quick = if level < self.db { 0.3 } else { 0.06 };
            self.db += (level - self.db) * quick;
        } else if !speech {
            self.db += if level > self.db { UP } else { -DOWN };
        }
        if self.least.iter().all(|part| *part < f32::MAX) {
            let least = self.least.iter().copied().fold(f32::MAX, f32::min);
            self.db = self.db.max(least + BIAS);
        }
        self.db = self.db.clamp(LOWEST, HIGHEST);
    }

    fn least(&mut self, level: f32) {
        self.smooth += (level - self.smooth) * 0.4;
        if self.in_part == 0 {
            self.least[self.part] = f32::MAX;
        }
        self.least[self.part] = self.least[self.part].min(self.smooth);
        self.in_part += 1;
        if self.in_part == PART {
            self.in_part = 0;
            self.part = (self.part + 1) % PARTS;
        }
    }
}
