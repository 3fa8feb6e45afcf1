//! Fills the device's buffers. Runs on the device's thread: takes no lock it might
//! wait for, allocates nothing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::clock::{BufferNote, EarClock};
use super::output::OutputShape;
use super::stretch::Stretch;

/// Length of the fades at play, pause and seek.
const FADE_MS: f32 = 4.0;

/// What the controls and the device's thread share.
#[derive(Debug, Default)]
pub(super) struct Desk {
    playing: AtomicBool,
    changed: AtomicBool,
    next: Mutex<Option<Arc<Stretch>>>,
    pub(super) clock: Mutex<EarClock>,
}

impl Desk {
    pub(super) fn set_playing(&self, playing: bool) {
        self.playing.store(playing, Ordering::Release);
    }

    /// Cross-fades to `stretch`, or to silence.
    pub(super) fn change_to(&self, stretch: Option<Arc<Stretch>>) {
        super::speaker::lock(&self.clock).start(stretch.as_ref().map(|s| s.id));
        *super::speaker::lock(&self.next) = stretch;
        self.changed.store(true, Ordering::Release);
    }
}

/// A stretch being heard, and how loud.
struct Voice {
    stretch: Arc<Stretch>,
    gain: f32,
}

pub(super) struct Renderer {
    desk: Arc<Desk>,
    shape: OutputShape,
    /// Change of gain per frame.
    slope: f32,
    voice: Option<Voice>,
    leaving: Option<Voice>,
}

impl Renderer {
    pub(super) fn new(desk: Arc<Desk>, shape: OutputShape) -> Self {
        Self {
            desk,
            slope: 1000.0 / (FADE_MS * shape.rate_hz as f32),
            shape,
            voice: None,
            leaving: None,
        }
    }

    pub(super) fn render(&mut self, out: &mut [f32], heard_at: Duration) {
        self.take_change();
        let playing = self.desk.playing.load(Ordering::Acquire);
        let channels = usize::from(self.shape.channels.max(1));
        let before = self.voice.as_ref().map(|v| v.stretch.ring.taken());
        for frame in out.chunks_exact_mut(channels) {
            let mut sum = [0.0; 2];
            if let Some(voice) = &mut self.voice {
                let target = if playing { self.slope } else { -self.slope };
                add(&mut sum, voice.next(target));
            }
            if let Some(voice) = &mut self.leaving {
                add(&mut sum, voice.next(-self.slope));
            }
            spread(sum, frame);
        }
        if self.leaving.as_ref().is_some_and(|v| v.gain <= 0.0) {
            self.leaving = None;
        }
        if let (Some(voice), Some(first)) = (&self.voice, before)
            && let Ok(mut clock) = self.desk.clock.try_lock()
        {
            clock.note(BufferNote {
                stretch: voice.stretch.id,
                at: heard_at,
                first,
                frames: voice.stretch.ring.taken() - first,
                rate_hz: self.shape.rate_hz,
            });
        }
    }

    fn take_change(&mut self) {
        if !self.desk.changed.swap(false, Ordering::AcqRel) {
            return;
        }
        match self.desk.next.try_lock() {
            Ok(mut next) => {
                self.leaving = self.voice.take();
                self.voice = next.take().map(|stretch| Voice { stretch, gain: 0.0 });
            }
            // The controls are about to change it again: look next time.
            Err(_) => self.desk.changed.store(true, Ordering::Release),
        }
    }
}

impl Voice {
    /// The next frame at the present gain, which moves by `change`. Once silent and
    /// still falling, nothing is taken: a paused stretch stays where it is.
    fn next(&mut self, change: f32) -> [f32; 2] {
        if change < 0.0 && self.gain <= 0.0 {
            return [0.0; 2];
        }
        match self.stretch.ring.pop() {
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
