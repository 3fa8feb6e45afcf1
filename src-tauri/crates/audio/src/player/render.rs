//! Fills the device's buffers. Runs on the device's thread: takes no lock it might
//! wait for, allocates nothing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::clock::{BufferNote, EarClock};
use super::gains::{Gains, MovingGains};
use super::output::OutputShape;
use super::run::Run;

/// Length of the fades at play, pause and seek.
const FADE_MS: f32 = 4.0;

/// A run that is to be heard instead of the one before, or silence.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) run: Option<Arc<Run>>,
    pub(super) turn: Turn,
}

/// How one run takes over from another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// At once, to another place.
    Now,
    /// At the same place: it begins with what the device takes from run `from` at
    /// its frame `taken`. It is taken up once it has caught up, so nothing is
    /// missing and nothing is heard twice.
    InPlace { from: u64, taken: u64 },
}

/// What the controls and the device's thread share.
#[derive(Debug, Default)]
pub(super) struct Desk {
    playing: AtomicBool,
    changed: AtomicBool,
    next: Mutex<Option<Change>>,
    pub(super) gains: Gains,
    pub(super) clock: Mutex<EarClock>,
}

impl Desk {
    pub(super) fn set_playing(&self, playing: bool) {
        self.playing.store(playing, Ordering::Release);
    }

    /// Cross-fades to another run.
    pub(super) fn change(&self, change: Change) {
        let mut clock = super::speaker::lock(&self.clock);
        match (&change.run, change.turn) {
            (Some(run), Turn::InPlace { .. }) => clock.follow(run.id),
            (run, _) => clock.start(run.as_ref().map(|run| run.id)),
        }
        drop(clock);
        *super::speaker::lock(&self.next) = Some(change);
        self.changed.store(true, Ordering::Release);
    }
}

/// A run being heard, and how loud.
struct Voice {
    run: Arc<Run>,
    gain: f32,
}

pub(super) struct Renderer {
    desk: Arc<Desk>,
    shape: OutputShape,
    /// Change of gain per frame.
    slope: f32,
    voice: Option<Voice>,
    leaving: Option<Voice>,
    waiting: Option<Change>,
    gains: MovingGains,
}

impl Renderer {
    pub(super) fn new(desk: Arc<Desk>, shape: OutputShape) -> Self {
        let slope = 1000.0 / (FADE_MS * shape.rate_hz as f32);
        Self {
            gains: MovingGains::new(&desk.gains, slope),
            desk,
            slope,
            shape,
            voice: None,
            leaving: None,
            waiting: None,
        }
    }

    pub(super) fn render(&mut self, out: &mut [f32], heard_at: Duration) {
        let channels = usize::from(self.shape.channels.max(1));
        self.take_change(out.len() / channels);
        let playing = self.desk.playing.load(Ordering::Acquire);
        self.gains.aim(&self.desk.gains);
        let before = self.voice.as_ref().map(|v| v.run.ring.taken());
        for frame in out.chunks_exact_mut(channels) {
            let mut sum = [0.0; 2];
            if let Some(voice) = &mut self.voice {
                let target = if playing { self.slope } else { -self.slope };
                add(&mut sum, voice.next(target));
            }
            if let Some(voice) = &mut self.leaving {
                add(&mut sum, voice.next(-self.slope));
            }
            spread(self.gains.apply(sum), frame);
        }
        if self.leaving.as_ref().is_some_and(|v| v.gain <= 0.0) {
            self.leaving = None;
        }
        if let (Some(voice), Some(first)) = (&self.voice, before)
            && let Ok(mut clock) = self.desk.clock.try_lock()
        {
            clock.note(BufferNote {
                run: voice.run.id,
                at: heard_at,
                first,
                frames: voice.run.ring.taken() - first,
                rate_hz: self.shape.rate_hz,
            });
        }
    }

    /// Turns to what the controls asked for, if a buffer of `frames` can come from it.
    fn take_change(&mut self, frames: usize) {
        if self.desk.changed.swap(false, Ordering::AcqRel) {
            match self.desk.next.try_lock() {
                Ok(mut next) => self.waiting = next.take().or(self.waiting.take()),
                // The controls are about to change it again: look next time.
                Err(_) => self.desk.changed.store(true, Ordering::Release),
            }
        }
        let passed = match &self.waiting {
            None => return,
            Some(change) => match self.passed(change) {
                Some(passed) if !has_caught_up(change, passed + frames) => return,
                passed => passed.unwrap_or(0),
            },
        };
        self.leaving = self.voice.take();
        self.voice = self.waiting.take().and_then(|c| c.run).map(|run| {
            run.ring.skip(passed);
            run.set_begun();
            Voice { run, gain: 0.0 }
        });
    }

    /// Frames of the new run that were heard from the old one in the meantime.
    /// `None` when there is nothing to wait for.
    fn passed(&self, change: &Change) -> Option<usize> {
        let (Turn::InPlace { from, taken }, Some(next)) = (change.turn, &change.run) else {
            return None;
        };
        let old = &self.voice.as_ref()?.run;
        if old.id != from || old.ring.is_empty() {
            return None;
        }
        let since = old.ring.taken().saturating_sub(taken) as f64;
        Some((since * next.course.frames_per(&old.course)).round() as usize)
    }
}

fn has_caught_up(change: &Change, frames: usize) -> bool {
    change
        .run
        .as_ref()
        .is_none_or(|run| run.ring.len() >= frames || run.ring.is_full() || run.is_complete())
}

impl Voice {
    /// The next frame at the present gain, which moves by `change`. Once silent and
    /// still falling, nothing is taken: a paused run stays where it is.
    fn next(&mut self, change: f32) -> [f32; 2] {
        if change < 0.0 && self.gain <= 0.0 {
            return [0.0; 2];
        }
        match self.run.ring.pop() {
            Some([left, right]) => {
                self.gain = (self.gain + change).clamp(0.0, 1.0);
                [left * self.gain, right * self.gain]
            }
            None => {
                // Spent, or the feeder is late: begin softly when more comes.
                self.gain = 0.0;
                [0.0; 2]
            }
        }
    }
}

fn add(sum: &mut [f32; 2], frame: [f32; 2]) {
    sum[0] += frame[0];
    sum[1] += frame[1];
}

/// Left and right to the first two speakers; one speaker gets the mean.
fn spread([left, right]: [f32; 2], out: &mut [f32]) {
    out.fill(0.0);
    match out {
        [one] => *one = (left + right) / 2.0,
        [l, r, ..] => (*l, *r) = (left, right),
        [] => {}
    }
}
