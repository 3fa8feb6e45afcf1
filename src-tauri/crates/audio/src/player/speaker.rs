//! The [`Player`] port over an output.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use parley_app::ports::{
    Monitor, MonitorLine, OutputDevice, Outputs, PlayableRecording, Player, PlayerError,
    PlayerPosition,
};
use parley_domain::listening::{ChannelMix, Route, Span, Speed};

use super::device::Devices;
use super::feeder::Feeder;
use super::monitor::LiveLine;
use super::output::Output;
use super::render::{Change, Desk, Renderer, Turn};
use super::state::{Loaded, Opened, State};
use crate::cursor::RecordingCursor;

/// A device is opened anew so often within so long by itself, then it is no good. A
/// busy machine makes ALSA's bridge to PulseAudio fail now and then, and once more.
const REOPENINGS: usize = 3;
const WITHIN: Duration = Duration::from_secs(10);

/// Plays one recording at a time on an output device, which is opened when sound
/// is first wanted and again when it is lost while playing.
///
/// `play` after the end begins anew. A seek takes effect in the next device buffer.
pub struct SpeakerPlayer {
    output: Box<dyn Output>,
    state: Mutex<State>,
}

impl std::fmt::Debug for SpeakerPlayer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SpeakerPlayer").finish_non_exhaustive()
    }
}

impl Default for SpeakerPlayer {
    fn default() -> Self {
        Self::new(Box::new(Devices::default()))
    }
}

/// A poisoned lock here guards plain values: go on with them.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SpeakerPlayer {
    /// A player over `output`; nothing is opened yet.
    #[must_use]
    pub fn new(output: Box<dyn Output>) -> Self {
        Self {
            output,
            state: Mutex::new(State::default()),
        }
    }

    /// The chosen device; the system's where that is missing.
    fn open(&self, state: &State) -> Result<Opened, PlayerError> {
        let Some(id) = state.chosen.as_deref() else {
            return self.open_one(None, state.mix);
        };
        self.open_one(Some(id), state.mix).or_else(|_| {
            tracing::warn!("the chosen sound device is missing: the system's stands in");
            let stand_in = self.open_one(None, state.mix)?;
            Ok(Opened {
                stands_in: true,
                ..stand_in
            })
        })
    }

    fn open_one(&self, id: Option<&str>, mix: ChannelMix) -> Result<Opened, PlayerError> {
        let desk = Arc::new(Desk::default());
        desk.gains.set(mix);
        let lost = Arc::new(AtomicBool::new(false));
        let mut found = None;
        let shared = Arc::clone(&desk);
        let device = self.output.open(
            id,
            Box::new(|shape| {
                found = Some(shape);
                let mut renderer = Renderer::new(shared, shape);
                Box::new(move |out, heard_at| renderer.render(out, heard_at))
            }),
            Arc::clone(&lost),
        )?;
        Ok(Opened {
            _device: device,
            shape: found.ok_or(PlayerError::NoDevice)?,
            desk,
            lost,
            stands_in: false,
        })
    }

    /// Frames of the recording heard so far, and whether that is all of it.
    fn heard(&self, state: &State) -> Option<(f64, bool)> {
        let loaded = state.loaded.as_ref()?;
        let end = loaded.frames as f64;
        let (Some(last), Some(opened)) = (loaded.runs.last(), &state.opened) else {
            return Some((loaded.start as f64, loaded.start >= loaded.frames));
        };
        let heard = lock(&opened.desk.clock).heard(self.output.now());
        let run = loaded.runs.iter().find(|r| r.id == heard.run);
        let run = run.unwrap_or(last);
        let frame = run.course.place(heard.frames).min(end);
        let is_last = run.id == last.id && heard.frames >= run.ring.taken() as f64;
        let ended = is_last && run.is_spent();
        let is_whole = ended && !run.has_failed();
        Some((if is_whole { end } else { frame }, ended))
    }

    /// Notices the end of the recording and the loss of the device.
    fn settle(&self, state: &mut State) {
        let lost = state
            .opened
            .as_ref()
            .is_some_and(|o| o.lost.load(Ordering::Acquire));
        let Some((frame, ended)) = self.heard(state) else {
            return;
        };
        let Some(loaded) = &mut state.loaded else {
            return;
        };
        if ended && loaded.playing {
            loaded.playing = false;
            if let Some(opened) = &state.opened {
                opened.desk.set_playing(false);
            }
        }
        if lost {
            loaded.start = frame as u64;
            loaded.runs.clear();
            let was_chosen = state.opened.take().is_some_and(|opened| !opened.stands_in);
            self.reopen(state, was_chosen);
        }
    }

    /// Closes the device; what is loaded goes on from the same place on another.
    fn close(&self, state: &mut State) {
        let heard = self.heard(state);
        if let (Some((frame, _)), Some(loaded)) = (heard, &mut state.loaded) {
            loaded.start = frame as u64;
            loaded.runs.clear();
        }
        state.opened = None;
    }

    /// Goes on playing where the lost device stopped, on the same device if it was the
    /// chosen one; pauses if there is none, or if it is lost again and again.
    fn reopen(&self, state: &mut State, was_chosen: bool) {
        let now = self.output.now();
        state.reopened.retain(|at| now.saturating_sub(*at) < WITHIN);
        let again = state.reopened.len() >= REOPENINGS;
        let Some(start) = state.playing_at() else {
            return;
        };
        let opened = match &state.chosen {
            _ if again => None,
            Some(id) if was_chosen => self.open_one(Some(id), state.mix).ok(),
            _ => self.open(state).ok(),
        };
        let Some(opened) = opened else {
            state.stop_lost();
            return;
        };
        opened.desk.set_playing(true);
        state.opened = Some(opened);
        state.reopened.push(now);
        state.begin(start);
    }
}

impl Outputs for SpeakerPlayer {
    fn outputs(&self) -> Vec<OutputDevice> {
        self.output.devices()
    }

    fn choose_output(&self, id: Option<&str>) {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let is_same = state.chosen.as_deref() == id;
        let stands_in = state.opened.as_ref().is_some_and(|o| o.stands_in);
        state.chosen = id.map(str::to_owned);
        // The same one again is asked for by whoever has just connected it.
        if state.opened.is_none() || is_same && !stands_in {
            return;
        }
        // The old one is closed first: a device may take one stream only.
        self.close(state);
        let Some(start) = state.playing_at() else {
            return;
        };
        match self.open(state) {
            Ok(opened) => {
                opened.desk.set_playing(true);
                state.opened = Some(opened);
                state.begin(start);
            }
            Err(_) => state.stop_lost(),
        }
    }
}

impl Monitor for SpeakerPlayer {
    fn open(&self) -> Result<Box<dyn MonitorLine>, PlayerError> {
        let state = &mut *lock(&self.state);
        self.settle(state);
        // A device may take one stream only: a paused recording opens it anew.
        if state.playing_at().is_none() {
            self.close(state);
        }
        let output = &*self.output;
        let line = match state.chosen.as_deref() {
            None => LiveLine::open(output, None),
            id => LiveLine::open(output, id).or_else(|_| LiveLine::open(output, None)),
        };
        Ok(Box::new(line?))
    }
}

impl Player for SpeakerPlayer {
    fn load(&self, recording: PlayableRecording) -> Result<(), PlayerError> {
        let PlayableRecording {
            stream,
            facts,
            seek_index,
            ..
        } = recording;
        self.unload();
        let undecodable = |fault| {
            tracing::warn!(%fault, "a recording cannot be opened for playing");
            PlayerError::Undecodable
        };
        let cursor = RecordingCursor::open(stream, &facts, &seek_index).map_err(undecodable)?;
        let feeder = Feeder::start(cursor).map_err(|_| PlayerError::Undecodable)?;
        lock(&self.state).loaded = Some(Loaded {
            feeder,
            rate_hz: facts.rate_hz,
            frames: facts.frames,
            start: 0,
            runs: Vec::new(),
            playing: false,
        });
        Ok(())
    }

    fn play(&self) -> Result<(), PlayerError> {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let (frame, ended) = self.heard(state).ok_or(PlayerError::NothingLoaded)?;
        let failed = |loaded: &Loaded| loaded.runs.last().is_some_and(|run| run.has_failed());
        if state.loaded.as_ref().is_some_and(failed) {
            return Err(PlayerError::Undecodable);
        }
        if state.opened.is_none() {
            state.opened = Some(self.open(state)?);
        }
        let has_run = state.loaded.as_ref().is_some_and(|l| !l.runs.is_empty());
        if ended || !has_run {
            state.begin(if ended { 0 } else { frame as u64 });
        }
        if let (Some(loaded), Some(opened)) = (&mut state.loaded, &state.opened) {
            loaded.playing = true;
            opened.desk.set_playing(true);
            state.lost = false;
        }
        Ok(())
    }

    fn pause(&self) {
        let state = &mut *lock(&self.state);
        if let Some(loaded) = &mut state.loaded {
            loaded.playing = false;
        }
        if let Some(opened) = &state.opened {
            opened.desk.set_playing(false);
        }
    }

    fn seek(&self, position_ms: f64) -> Result<(), PlayerError> {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let loaded = state.loaded.as_ref().ok_or(PlayerError::NothingLoaded)?;
        // Not-a-number becomes 0, as every float below it does.
        let frame = (position_ms.max(0.0) * f64::from(loaded.rate_hz) / 1000.0).round() as u64;
        let frame = frame.min(loaded.frames);
        state.begin(frame);
        Ok(())
    }

    fn set_speed(&self, speed: Speed) {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let ended = self.heard(state).is_some_and(|(_, ended)| ended);
        let is_new = std::mem::replace(&mut state.speed, speed) != speed;
        // At the end there is nothing to go on with; `play` begins anew.
        if is_new && !ended {
            state.go_on();
        }
    }

    fn set_mix(&self, mix: ChannelMix) {
        let state = &mut *lock(&self.state);
        state.mix = mix;
        if let Some(opened) = &state.opened {
            opened.desk.gains.set(mix);
        }
    }

    fn set_loop(&self, repeat: Option<Span>) -> Result<(), PlayerError> {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let (frame, ended) = self.heard(state).ok_or(PlayerError::NothingLoaded)?;
        let loaded = state.loaded.as_ref().ok_or(PlayerError::NothingLoaded)?;
        state.repeat = repeat.map(|span| loaded.frames_of(span));
        match state.repeat {
            // What is on its way to the ear counts as well: it is past the end soon.
            Some((from, to)) if ended || !(from..to).contains(&state.next_frame(frame)) => {
                state.begin(from);
            }
            _ if !ended => state.go_on(),
            _ => {}
        }
        Ok(())
    }

    fn set_route(&self, route: Option<&Route>) -> Result<(), PlayerError> {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let (_, ended) = self.heard(state).ok_or(PlayerError::NothingLoaded)?;
        let loaded = state.loaded.as_ref().ok_or(PlayerError::NothingLoaded)?;
        let stretches = route.map(|r| r.spans().iter().map(|span| loaded.frames_of(*span)));
        state.route = stretches.map(Iterator::collect);
        if !ended {
            state.go_on();
        }
        Ok(())
    }

    fn unload(&self) {
        self.set_mix(ChannelMix::default());
        let state = &mut *lock(&self.state);
        state.loaded = None;
        state.repeat = None;
        state.route = None;
        state.lost = false;
        // The device is kept while recordings follow one another; it plays silence.
        if let Some(opened) = &state.opened {
            opened.desk.set_playing(false);
            opened.desk.change(Change {
                run: None,
                turn: Turn::Now,
            });
        }
    }

    fn position(&self) -> Option<PlayerPosition> {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let (frame, ended) = self.heard(state)?;
        let loaded = state.loaded.as_ref()?;
        let ms = |frames: f64| frames * 1000.0 / f64::from(loaded.rate_hz.max(1));
        Some(PlayerPosition {
            position_ms: ms(frame),
            duration_ms: ms(loaded.frames as f64),
            playing: loaded.playing,
            ended,
            speed: state.speed.times(),
            device_lost: state.lost,
            stands_in: state.opened.as_ref().is_some_and(|o| o.stands_in),
        })
    }
}
