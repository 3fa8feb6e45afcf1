//! A shell without sound and without a page.

use parley_app::ports::{
    Event, EventSink, Microphone, MicrophoneLine, Monitor, MonitorLine, OutputDevice, Outputs,
    PlayableRecording, Player, PlayerError, PlayerPosition, TakeSound,
};
use parley_domain::listening::{ChannelMix, Route, Span, Speed};

/// Plays nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoSound;

impl Outputs for NoSound {
    fn outputs(&self) -> Vec<OutputDevice> {
        Vec::new()
    }
    fn choose_output(&self, _id: Option<&str>) {}
}

impl Player for NoSound {
    fn load(&self, _recording: PlayableRecording) -> Result<(), PlayerError> {
        Err(PlayerError::NoDevice)
    }
    fn play(&self) -> Result<(), PlayerError> {
        Err(PlayerError::NoDevice)
    }
    fn pause(&self) {}
    fn seek(&self, _position_ms: f64) -> Result<(), PlayerError> {
        Err(PlayerError::NoDevice)
    }
    fn set_speed(&self, _speed: Speed) {}
    fn set_mix(&self, _mix: ChannelMix) {}
    fn set_loop(&self, _repeat: Option<Span>) -> Result<(), PlayerError> {
        Err(PlayerError::NoDevice)
    }
    fn set_route(&self, _route: Option<&Route>) -> Result<(), PlayerError> {
        Err(PlayerError::NoDevice)
    }
    fn unload(&self) {}
    fn position(&self) -> Option<PlayerPosition> {
        None
    }
}

impl Monitor for NoSound {
    fn open(&self) -> Result<Box<dyn MonitorLine>, PlayerError> {
        Err(PlayerError::NoDevice)
    }
}

impl Microphone for NoSound {
    fn open(&self, _take: TakeSound) -> Result<Box<dyn MicrophoneLine>, PlayerError> {
        Err(PlayerError::NoDevice)
    }
}

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoPage;

impl EventSink for NoPage {
    fn send(&self, _event: Event) {}
}
