//! The [`Player`] port over an output.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use parley_app::ports::{PlayableRecording, Player, PlayerError, PlayerPosition};

use super::device::DefaultDevice;
use super::feeder::Feeder;
use super::output::{OpenOutput, Output, OutputShape};
use super::render::{Desk, Renderer};
use super::stretch::Stretch;
use crate::cursor::RecordingCursor;

/// A device lost again within this time is not tried again by itself.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// Plays one recording at a time on an output device, which is opened when sound
/// is first wanted and again, once, when it is lost while playing.
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
        Self::new(Box::new(DefaultDevice::default()))
    }
}

#[derive(Default)]
struct State {
    loaded: Option<Loaded>,
    opened: Option<Opened>,
    stretches: u64,
    /// When the device was last opened anew in the middle of playing.
    reopened: Option<Duration>,
}

struct Loaded {
    feeder: Feeder,
    rate_hz: u32,
    frames: u64,
    /// Where to begin while there is no stretch.
    start: u64,
    stretch: Option<Arc<Stretch>>,
    playing: bool,
}

struct Opened {
    _device: Box<dyn OpenOutput>,
    shape: OutputShape,
    desk: Arc<Desk>,
    lost: Arc<AtomicBool>,
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

    fn open(&self) -> Result<Opened, PlayerError> {
        let desk = Arc::new(Desk::default());
        let lost = Arc::new(AtomicBool::new(false));
        let mut found = None;
        let shared = Arc::clone(&desk);
        let device = self.output.open(
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
        })
    }

    /// Frames of the recording heard so far, and whether that is all of it.
    fn heard(&self, state: &State) -> Option<(f64, bool)> {
        let loaded = state.loaded.as_ref()?;
        let end = loaded.frames as f64;
        let (Some(stretch), Some(opened)) = (&loaded.stretch, &state.opened) else {
            return Some((loaded.start as f64, loaded.start >= loaded.frames));
        };
        let device_frames = lock(&opened.desk.clock).heard(self.output.now());
        let per_frame = f64::from(loaded.rate_hz) / f64::from(opened.shape.rate_hz);
        let frame = (stretch.start as f64 + device_frames * per_frame).min(end);
        let ended = stretch.is_spent() && device_frames >= stretch.ring.taken() as f64;
        Some((
            if ended && !stretch.has_failed() {
                end
            } else {
                frame
            },
            ended,
        ))
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
            loaded.stretch = None;
            state.opened = None;
            self.reopen(state);
        }
    }

    /// Goes on playing on a fresh device where the lost one stopped; pauses if there
    /// is none, or if it was lost again at once.
    fn reopen(&self, state: &mut State) {
        let now = self.output.now();
        let again = state
            .reopened
            .is_some_and(|last| now.saturating_sub(last) < RETRY_AFTER);
        let Some(loaded) = state.loaded.as_mut().filter(|loaded| loaded.playing) else {
            return;
        };
        let start = loaded.start;
        let opened = if again { None } else { self.open().ok() };
        let Some(opened) = opened else {
            loaded.playing = false;
            return;
        };
        opened.desk.set_playing(true);
        state.opened = Some(opened);
        state.reopened = Some(now);
        state.begin(start);
    }
}

impl State {
    /// Starts a stretch at `frame` if there is a device to play it.
    fn begin(&mut self, frame: u64) {
        let Some(loaded) = &mut self.loaded else {
            return;
        };
        loaded.start = frame;
        loaded.stretch = None;
        let Some(opened) = &self.opened else {
            return;
        };
        self.stretches += 1;
        let rate_hz = opened.shape.rate_hz;
        let stretch = Arc::new(Stretch::new(self.stretches, frame, rate_hz));
        loaded.feeder.fill(Arc::clone(&stretch), rate_hz);
        opened.desk.change_to(Some(Arc::clone(&stretch)));
        loaded.stretch = Some(stretch);
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
            stretch: None,
            playing: false,
        });
        Ok(())
    }

    fn play(&self) -> Result<(), PlayerError> {
        let state = &mut *lock(&self.state);
        self.settle(state);
        let (frame, ended) = self.heard(state).ok_or(PlayerError::NothingLoaded)?;
        let failed = |loaded: &Loaded| loaded.stretch.as_ref().is_some_and(|s| s.has_failed());
        if state.loaded.as_ref().is_some_and(failed) {
            return Err(PlayerError::Undecodable);
        }
        if state.opened.is_none() {
            state.opened = Some(self.open()?);
        }
        let has_stretch = state.loaded.as_ref().is_some_and(|l| l.stretch.is_some());
        if ended || !has_stretch {
            state.begin(if ended { 0 } else { frame as u64 });
        }
        if let (Some(loaded), Some(opened)) = (&mut state.loaded, &state.opened) {
            loaded.playing = true;
            opened.desk.set_playing(true);
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

    fn unload(&self) {
        let state = &mut *lock(&self.state);
        state.loaded = None;
        // The device is kept while recordings follow one another; it plays silence.
        if let Some(opened) = &state.opened {
            opened.desk.set_playing(false);
            opened.desk.change_to(None);
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
        })
    }
}
