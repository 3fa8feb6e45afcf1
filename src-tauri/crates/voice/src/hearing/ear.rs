//! What is heard on a caller's line: frames in, voice out. A neural detector (earshot,
//! 16 kHz) has an opinion of each 16 ms, the level above the line's own noise weighs it,
//! and the agent's echo is left out. Must not know: words, or what is done about it.

use std::fmt;

use earshot::Detector;
use serde::{Deserialize, Serialize};

use crate::hearing::activity::{Activity, Change, Thresholds};
use crate::hearing::echo::Echo;
use crate::hearing::stream::{Losses, Piece, Stream};
use crate::hearing::tones::Tone;
use crate::hearing::tones::beep::Beep;
use crate::hearing::tones::dtmf::Dtmf;
use crate::sound::g711::from_ulaw;
use crate::sound::level::dbfs;
use crate::sound::rate::Upsampler;
use crate::time::{At, Samples};

/// Samples at 8 kHz that the detector looks at.
const WINDOW: usize = 128;
/// What an echo is compared with.
const RECENT: usize = 1_024;

/// Something heard, at a moment by the carrier's clock.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// Somebody speaks, since that moment.
    VoiceBegan {
        at: At,
    },
    /// Nobody does any more, since that moment.
    VoiceEnded {
        at: At,
    },
    /// How loud it is while somebody speaks: dB above the line's noise.
    Level {
        at: At,
        db: f32,
    },
    /// A key was pressed, once for each press.
    Key {
        at: At,
        key: char,
    },
    /// A single tone of 440 to 2000 Hz has lasted 120 ms.
    BeepBegan {
        at: At,
        hz: f32,
    },
    BeepEnded {
        at: At,
    },
    /// The network's three tones before an announcement.
    Sit {
        at: At,
    },
}

/// One caller's line.
pub struct Ear {
    stream: Stream,
    upsampler: Upsampler,
    detector: Box<Detector>,
    activity: Activity,
    echo: Echo,
    dtmf: Dtmf,
    beep: Beep,
    tones: Vec<Tone>,
    /// Samples that wait for a window to be full.
    waiting: Vec<i16>,
    /// The last of them, for an echo to be found in.
    recent: [i16; RECENT],
    high: Vec<i16>,
    /// The loudest since it was told, dB above the noise.
    loudest: f32,
}

impl Default for Ear {
    fn default() -> Self {
        Self::new(Thresholds::TELEPHONE)
    }
}

impl fmt::Debug for Ear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ear")
            .field("stream", &self.stream)
            .field("activity", &self.activity)
            .finish_non_exhaustive()
    }
}

impl Ear {
    #[must_use]
    pub fn new(thresholds: Thresholds) -> Self {
        Self {
            stream: Stream::default(),
            upsampler: Upsampler::default(),
            detector: Detector::default_boxed(),
            activity: Activity::new(thresholds),
            echo: Echo::default(),
            dtmf: Dtmf::default(),
            beep: Beep::default(),
            tones: Vec::new(),
            waiting: Vec::with_capacity(2 * WINDOW),
            recent: [0; RECENT],
            high: Vec::with_capacity(2 * WINDOW),
            loudest: 0.0,
        }
    }

    /// What was lost on the way.
    #[must_use]
    pub const fn losses(&self) -> Losses {
        self.stream.losses()
    }

    /// The line's own noise, dBFS.
    #[must_use]
    pub const fn noise_db(&self) -> f32 {
        self.activity.noise_db()
    }

    #[must_use]
    pub const fn is_voice(&self) -> bool {
        self.activity.is_on()
    }

    /// µ-law that the caller is played from the moment `at` by the carrier's clock, to
    /// know its echo. Before the caller's frames of that moment.
    pub fn agent(&mut self, at: At, codes: &[u8]) {
        let samples: Vec<i16> = codes.iter().map(|code| from_ulaw(*code)).collect();
        self.echo.agent(Samples::of_ms(at.0), &samples);
    }

    /// A frame of the caller's µ-law, of any length, whose first sample is of the moment
    /// `at` by the carrier's clock.
    pub fn frame(&mut self, at: At, codes: &[u8], out: &mut Vec<Heard>) {
        let mut stream = std::mem::take(&mut self.stream);
        stream.push(at, codes, |from, piece| self.piece(from, piece, out));
        self.stream = stream;
        self.level(out);
    }

    /// No frame has come for a while: silence up to `until` by the carrier's clock, so
    /// that a voice that was cut off ends. It is for the shell to allow for the network.
    pub fn silence(&mut self, until: At, out: &mut Vec<Heard>) {
        let mut stream = std::mem::take(&mut self.stream);
        stream.silence(until, |from, piece| self.piece(from, piece, out));
        self.stream = stream;
    }

    fn piece(&mut self, from: Samples, piece: Piece<'_>, out: &mut Vec<Heard>) {
        match piece {
            Piece::Sound(codes) => {
                for (n, code) in codes.iter().enumerate() {
                    self.waiting.push(from_ulaw(*code));
                    self.windows(from + Samples(n as u64 + 1), out);
                }
            }
            Piece::Silence(length) => {
                for n in 0..length.0 {
                    self.waiting.push(0);
                    self.windows(from + Samples(n + 1), out);
                }
            }
            Piece::Break(_) => {
                out.extend(self.activity.cut().map(heard));
                if self.beep.is_on() {
                    out.push(Heard::BeepEnded { at: At(from.ms()) });
                }
                self.dtmf = Dtmf::default();
                self.beep = Beep::default();
                self.detector.reset();
                self.upsampler = Upsampler::default();
                self.waiting.clear();
                self.recent.fill(0);
            }
        }
    }

    /// Hears the window that ends at `to`, once it is full.
    fn windows(&mut self, to: Samples, out: &mut Vec<Heard>) {
        if self.waiting.len() < WINDOW {
            return;
        }
        self.recent.copy_within(WINDOW.., 0);
        self.recent[RECENT - WINDOW..].copy_from_slice(&self.waiting);
        self.high.clear();
        self.upsampler.push(&self.waiting, &mut self.high);
        let opinion = self.detector.predict_i16(&self.high);
        let level = dbfs(&self.waiting);
        let from = to - Samples(WINDOW as u64);
        self.dtmf.push(from, &self.waiting, &mut self.tones);
        self.beep.push(from, &self.waiting, &mut self.tones);
        out.extend(self.tones.drain(..).map(tone));
        self.waiting.clear();

        let (echo, recent) = (&mut self.echo, &self.recent);
        let opinion = if echo.covers(from, level) {
            0.0
        } else {
            opinion
        };
        let begins = || !echo.is_heard(to, recent);
        let change = self.activity.window(from, opinion, level, begins);
        self.loudest = self.loudest.max(level - self.activity.noise_db());
        out.extend(change.map(heard));
    }

    fn level(&mut self, out: &mut Vec<Heard>) {
        let db = std::mem::take(&mut self.loudest);
        if self.activity.is_on() {
            let at = At(self.stream.at().ms());
            out.push(Heard::Level { at, db });
        }
    }
}

const fn heard(change: Change) -> Heard {
    match change {
        Change::Began(place) => Heard::VoiceBegan { at: At(place.ms()) },
        Change::Ended(place) => Heard::VoiceEnded { at: At(place.ms()) },
    }
}

const fn tone(tone: Tone) -> Heard {
    match tone {
        Tone::Key { at, key } => Heard::Key { at, key },
        Tone::BeepBegan { at, hz } => Heard::BeepBegan { at, hz },
        Tone::BeepEnded { at } => Heard::BeepEnded { at },
        Tone::Sit { at } => Heard::Sit { at },
    }
}
