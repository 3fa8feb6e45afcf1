//! Whether somebody speaks at the telephone: a detector's opinion and a level, window by
//! window, weighed until they suffice. To begin and to end have rules of their own.
//! Must not know: where the opinion comes from.

use crate::hearing::noise::Noise;
use crate::time::Samples;

/// One window is 16 ms.
pub const WINDOW: Samples = Samples::of_ms(16);

/// What it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Above the noise by less than the first, dB, a window says nothing for speech; by
    /// more than the second it counts in full.
    pub rise_db: (f32, f32),
    /// An opinion below the first says nothing for speech; above the second it counts in
    /// full.
    pub opinion: (f32, f32),
    /// So many windows in full begin it.
    pub enough: f32,
    /// So many while the line's noise is not known yet.
    pub unsure: f32,
    /// An opinion or a level below these is no speech once it has begun.
    pub keep: (f32, f32),
    /// So many windows without speech end it.
    pub release: u32,
}

impl Thresholds {
    /// Chosen on the fixtures (`examples/hear_bench.rs`).
    pub const TELEPHONE: Self = Self {
        rise_db: (7.0, 13.0),
        opinion: (0.3, 0.6),
        enough: 2.0,
        unsure: 6.0,
        keep: (0.3, 4.0),
        release: 13,
    };
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Began(Samples),
    Ended(Samples),
}

/// Who speaks, so far.
#[derive(Debug, Clone)]
pub struct Activity {
    thresholds: Thresholds,
    noise: Noise,
    evidence: f32,
    /// Where the evidence begins.
    since: Samples,
    on: bool,
    /// The end of the last window with speech, and windows without since.
    last: Samples,
    without: u32,
}

impl Activity {
    #[must_use]
    pub fn new(thresholds: Thresholds) -> Self {
        Self {
            thresholds,
            noise: Noise::default(),
            evidence: 0.0,
            since: Samples(0),
            on: false,
            last: Samples(0),
            without: 0,
        }
    }

    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.on
    }

    /// The line's noise, dBFS.
    #[must_use]
    pub const fn noise_db(&self) -> f32 {
        self.noise.db()
    }

    /// A window that begins at `from`: the detector's opinion (0 to 1) and its level in
    /// dBFS. `begins` has the last word when there is enough evidence.
    pub fn window(
        &mut self,
        from: Samples,
        opinion: f32,
        level: f32,
        begins: impl FnOnce() -> bool,
    ) -> Option<Change> {
        let above = level - self.noise.db();
        let change = if self.on {
            self.speaking(from, opinion, above)
        } else {
            self.silent(from, opinion, above, begins)
        };
        self.noise.window(level, self.on);
        change
    }

    /// Nothing more comes of what was heard.
    pub fn cut(&mut self) -> Option<Change> {
        self.evidence = 0.0;
        std::mem::take(&mut self.on).then_some(Change::Ended(self.last))
    }

    fn silent(
        &mut self,
        from: Samples,
        opinion: f32,
        above: f32,
        begins: impl FnOnce() -> bool,
    ) -> Option<Change> {
        let rules = self.thresholds;
        let gain = part(above, rules.rise_db) * part(opinion, rules.opinion);
        if gain <= 0.0 {
            self.evidence *= 0.5;
            return None;
        }
        if self.evidence < 0.25 {
            self.since = from;
        }
        self.evidence += gain;
        let enough = if self.noise.is_known() {
            rules.enough
        } else {
            rules.unsure
        };
        if self.evidence < enough {
            return None;
        }
        if !begins() {
            self.evidence = 0.0;
            return None;
        }
        self.on = true;
        self.evidence = 0.0;
        self.last = from + WINDOW;
        self.without = 0;
        Some(Change::Began(self.since))
    }

    fn speaking(&mut self, from: Samples, opinion: f32, above: f32) -> Option<Change> {
        if opinion >= self.thresholds.keep.0 && above >= self.thresholds.keep.1 {
            self.last = from + WINDOW;
            self.without = 0;
            return None;
        }
        self.without += 1;
        if self.without < self.thresholds.release {
            return None;
        }
        self.on = false;
        Some(Change::Ended(self.last))
    }
}

/// How far a value is from the first to the second, 0 to 1.
fn part(value: f32, (first, second): (f32, f32)) -> f32 {
    ((value - first) / (second - first)).clamp(0.0, 1.0)
}
