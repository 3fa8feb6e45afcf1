//! What the controls hold: the recording, the device, and what was asked for.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use parley_domain::listening::{ChannelMix, Span, Speed};

use super::feeder::Feeder;
use super::output::{OpenOutput, OutputShape};
use super::render::{Change, Desk, Turn};
use super::run::{Run, RunShape};
use super::way::Plan;
use crate::cut::{Frames, frames_of};

#[derive(Default)]
pub(super) struct State {
    pub(super) loaded: Option<Loaded>,
    pub(super) opened: Option<Opened>,
    pub(super) runs: u64,
    pub(super) speed: Speed,
    pub(super) mix: ChannelMix,
    pub(super) repeat: Option<Frames>,
    pub(super) route: Option<Arc<[Frames]>>,
    /// When the device was opened anew in the middle of playing.
    pub(super) reopened: Vec<Duration>,
    /// The id of the device that was chosen; `None`: the system's.
    pub(super) chosen: Option<String>,
    /// It was lost for good, and nothing has played since.
    pub(super) lost: bool,
}

pub(super) struct Loaded {
    pub(super) feeder: Feeder,
    pub(super) rate_hz: u32,
    pub(super) frames: u64,
    /// Where to begin while there is no run.
    pub(super) start: u64,
    /// The newest last; those before it may still be heard.
    pub(super) runs: Vec<Arc<Run>>,
    pub(super) playing: bool,
}

impl Loaded {
    pub(super) fn frames_of(&self, span: Span) -> Frames {
        frames_of(span, self.rate_hz, self.frames)
    }
}

pub(super) struct Opened {
    pub(super) _device: Box<dyn OpenOutput>,
    pub(super) shape: OutputShape,
    pub(super) desk: Arc<Desk>,
    pub(super) lost: Arc<AtomicBool>,
    /// It is the system's, because the chosen one is missing.
    pub(super) stands_in: bool,
}

impl State {
    /// A loop was drawn to hear all of it, also where nobody speaks.
    pub(super) fn plan(&self) -> Plan {
        match (self.repeat, &self.route) {
            (Some(stretch), _) => Plan::Loop(stretch),
            (None, Some(route)) => Plan::Route(Arc::clone(route)),
            (None, None) => Plan::Straight,
        }
    }

    /// Where to begin on another device, if it plays.
    pub(super) fn playing_at(&self) -> Option<u64> {
        let loaded = self.loaded.as_ref().filter(|loaded| loaded.playing)?;
        Some(loaded.start)
    }

    /// There is no device to go on with.
    pub(super) fn stop_lost(&mut self) {
        if let Some(loaded) = &mut self.loaded {
            loaded.playing = false;
        }
        self.lost = true;
    }

    /// Starts a run at `frame` if there is a device to play it.
    pub(super) fn begin(&mut self, frame: u64) {
        if let Some(loaded) = &mut self.loaded {
            loaded.start = frame;
            loaded.runs.clear();
        }
        self.turn_to(frame, Turn::Now);
    }

    /// Starts a run that goes on where the present one is, otherwise played.
    pub(super) fn go_on(&mut self) {
        let Some(loaded) = &mut self.loaded else {
            return;
        };
        // What was asked for a moment ago and has not begun is not asked for any more.
        let begun = loaded.runs.iter().rposition(|run| run.has_begun());
        let Some(present) = begun.map(|at| Arc::clone(&loaded.runs[at])) else {
            let start = loaded.runs.first().map(|run| run.shape.start);
            let start = start.unwrap_or(loaded.start);
            return self.begin(start);
        };
        loaded.runs.truncate(begun.map_or(0, |at| at + 1));
        // Of those before it at most one is still on its way to the ear.
        let old = loaded.runs.len().saturating_sub(2);
        loaded.runs.drain(..old);
        let taken = present.ring.taken();
        let frame = present.course.peek(taken as f64).round() as u64;
        let frame = frame.min(loaded.frames);
        let turn = Turn::InPlace {
            from: present.id,
            taken,
        };
        self.turn_to(frame, turn);
    }

    /// The frame that the device takes next; `heard` when it takes none.
    pub(super) fn next_frame(&self, heard: f64) -> u64 {
        let begun = self.loaded.as_ref().and_then(|loaded| {
            let mut runs = loaded.runs.iter().rev();
            runs.find(|run| run.has_begun())
        });
        begun.map_or(heard, |run| run.course.peek(run.ring.taken() as f64)) as u64
    }

    pub(super) fn turn_to(&mut self, start: u64, turn: Turn) {
        let plan = self.plan();
        let (Some(loaded), Some(opened)) = (&mut self.loaded, &self.opened) else {
            return;
        };
        self.runs += 1;
        let shape = RunShape {
            start,
            speed: self.speed.times(),
            plan,
            rate_hz: loaded.rate_hz,
            device_rate_hz: opened.shape.rate_hz,
        };
        let run = Arc::new(Run::new(self.runs, shape));
        loaded.feeder.fill(Arc::clone(&run));
        opened.desk.change(Change {
            run: Some(Arc::clone(&run)),
            turn,
        });
        loaded.runs.push(run);
    }
}
