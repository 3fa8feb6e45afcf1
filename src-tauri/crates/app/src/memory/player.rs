//! A loudspeaker whose time is moved by hand.

use std::sync::Mutex;

use parley_domain::listening::{ChannelMix, Route, Span, Speed};

use super::held;
use crate::ports::{OutputDevice, Outputs, PlayableRecording, Player, PlayerError, PlayerPosition};

/// Makes no sound; decodes nothing.
#[derive(Debug, Default)]
pub struct HandPlayer {
    at: Mutex<Option<PlayerPosition>>,
    mix: Mutex<ChannelMix>,
    repeat: Mutex<Option<Span>>,
    route: Mutex<Option<Route>>,
    connected: Mutex<Vec<OutputDevice>>,
    output: Mutex<Option<String>>,
}

impl HandPlayer {
    /// Lets sound come out for so long, if it plays.
    pub fn forward(&self, millis: f64) {
        let repeat = *held(&self.repeat);
        let _ = self.change(|p| {
            if p.playing {
                let mut at = p.position_ms + millis;
                if let Some(repeat) = repeat.filter(|r| at >= f64::from(r.to_ms)) {
                    at -= f64::from(repeat.to_ms - repeat.from_ms);
                }
                p.position_ms = at.min(p.duration_ms);
                p.ended = p.position_ms >= p.duration_ms;
                p.playing = !p.ended;
            }
        });
    }

    /// What was asked for last.
    #[must_use]
    pub fn mix(&self) -> ChannelMix {
        *held(&self.mix)
    }

    /// What was asked for last.
    #[must_use]
    pub fn route(&self) -> Option<Route> {
        held(&self.route).clone()
    }

    /// Connects these devices and no others.
    pub fn connect(&self, devices: &[OutputDevice]) {
        *held(&self.connected) = devices.to_vec();
    }

    /// The id of what was chosen last; `None`: the system's.
    #[must_use]
    pub fn output(&self) -> Option<String> {
        held(&self.output).clone()
    }

    /// The device vanishes.
    pub fn lose_device(&self) {
        let _ = self.change(|p| {
            p.playing = false;
            p.device_lost = true;
        });
    }

    fn change(&self, change: impl FnOnce(&mut PlayerPosition)) -> Result<(), PlayerError> {
        let mut position = held(&self.at);
        change(position.as_mut().ok_or(PlayerError::NothingLoaded)?);
        Ok(())
    }
}

impl Outputs for HandPlayer {
    fn outputs(&self) -> Vec<OutputDevice> {
        held(&self.connected).clone()
    }

    fn choose_output(&self, id: Option<&str>) {
        *held(&self.output) = id.map(str::to_owned);
    }
}

impl Player for HandPlayer {
    fn load(&self, recording: PlayableRecording) -> Result<(), PlayerError> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a recording is shorter than 2^53 ms"
        )]
        let duration_ms = recording.facts.duration_ms() as f64;
        *held(&self.at) = Some(PlayerPosition {
            position_ms: 0.0,
            duration_ms,
            playing: false,
            ended: false,
            speed: 1.0,
            device_lost: false,
            stands_in: false,
        });
        Ok(())
    }

    fn play(&self) -> Result<(), PlayerError> {
        self.change(|p| {
            p.playing = true;
            p.device_lost = false;
        })
    }

    fn pause(&self) {
        let _ = self.change(|p| p.playing = false);
    }

    fn seek(&self, position_ms: f64) -> Result<(), PlayerError> {
        self.change(|p| {
            p.position_ms = position_ms.clamp(0.0, p.duration_ms);
            p.ended = false;
        })
    }

    fn set_speed(&self, speed: Speed) {
        let _ = self.change(|p| p.speed = speed.times());
    }

    fn set_mix(&self, mix: ChannelMix) {
        *held(&self.mix) = mix;
    }

    fn set_loop(&self, repeat: Option<Span>) -> Result<(), PlayerError> {
        self.change(|p| {
            if let Some(repeat) = repeat {
                p.position_ms = f64::from(repeat.from_ms);
            }
        })?;
        *held(&self.repeat) = repeat;
        Ok(())
    }

    fn set_route(&self, route: Option<&Route>) -> Result<(), PlayerError> {
        self.change(|_| {})?;
        *held(&self.route) = route.cloned();
        Ok(())
    }

    fn unload(&self) {
        *held(&self.route) = None;
        *held(&self.at) = None;
        *held(&self.repeat) = None;
    }

    fn position(&self) -> Option<PlayerPosition> {
        *held(&self.at)
    }
}
