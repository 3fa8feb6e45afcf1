//! Which sound devices there are, and finding one again by its id.
//!
//! On Linux ALSA lists ways through a card, not what a person can point at, so where a
//! sound server answers, its sinks are what can be chosen. Without a choice sound goes
//! through ALSA's default, which follows the server's own routing.

use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cpal::traits::{DeviceTrait as _, HostTrait as _};
use cpal::{Device, DeviceId, Host};
use parley_app::ports::OutputDevice;

/// The host that sound goes through when nothing was chosen.
fn usual() -> Host {
    #[cfg(target_os = "linux")]
    if let Ok(host) = cpal::host_from_id(cpal::HostId::Alsa) {
        return host;
    }
    cpal::default_host()
}

/// The host whose devices can be chosen.
fn listed() -> Host {
    #[cfg(target_os = "linux")]
    if let Ok(host) = cpal::host_from_id(cpal::HostId::PulseAudio) {
        return host;
    }
    usual()
}

/// What the system prefers.
pub(super) fn preferred() -> Option<Device> {
    usual().default_output_device()
}

/// The microphone that the system prefers.
pub(crate) fn preferred_input() -> Option<Device> {
    usual().default_input_device()
}

/// The device with this id if it is connected.
pub(super) fn find(id: &str) -> Option<Device> {
    let id = DeviceId::from_str(id).ok()?;
    cpal::host_from_id(id.host()).ok()?.device_by_id(&id)
}

/// How long a moved stream may be heard at most before it is stopped.
#[cfg(target_os = "linux")]
const GLANCE: std::time::Duration = std::time::Duration::from_millis(200);

/// Looks after an open device until it is dropped.
#[derive(Debug)]
pub(super) struct Watch(Arc<AtomicBool>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Sets `lost` when the device with this id goes. A sound server plays the stream of a
/// sink that goes on another one, and tells nobody: a call would come out of the
/// loudspeaker because somebody pulled the headset. Other hosts report it by themselves.
#[cfg(target_os = "linux")]
pub(super) fn watch(id: &str, lost: &Arc<AtomicBool>) -> Option<Watch> {
    let id = DeviceId::from_str(id).ok()?;
    if id.host() != cpal::HostId::PulseAudio {
        return None;
    }
    let host = cpal::host_from_id(id.host()).ok()?;
    let over = Arc::new(AtomicBool::new(false));
    let (ended, lost) = (Arc::clone(&over), Arc::clone(lost));
    let look = move || {
        while !ended.load(Ordering::Acquire) {
            std::thread::sleep(GLANCE);
            let there = host
                .devices()
                .is_ok_and(|mut all| all.any(|device| device.id().is_ok_and(|own| own == id)));
            if !there {
                lost.store(true, Ordering::Release);
                return;
            }
        }
    };
    let thread = std::thread::Builder::new().name("sound-watch".to_owned());
    thread.spawn(look).ok()?;
    Some(Watch(over))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn watch(_id: &str, _lost: &Arc<AtomicBool>) -> Option<Watch> {
    None
}

/// What can be chosen now, in the system's order.
pub(super) fn all() -> Vec<OutputDevice> {
    let host = listed();
    let Ok(devices) = host.output_devices() else {
        return Vec::new();
    };
    let mut all: Vec<OutputDevice> = Vec::new();
    for device in devices {
        let (Ok(id), Ok(description)) = (device.id(), device.description()) else {
            continue;
        };
        let id = id.to_string();
        if is_for_people(&id) && all.iter().all(|known| known.id != id) {
            all.push(OutputDevice {
                id,
                name: description.name().to_owned(),
            });
        }
    }
    all
}

/// ALSA names each card a dozen times over, once for every way of converting; the one
/// that converts whatever is needed stands for the card.
fn is_for_people(id: &str) -> bool {
    match id.strip_prefix("alsa:") {
        Some(pcm) => pcm.starts_with("sysdefault:") || pcm == "pulse" || pcm == "pipewire",
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_named_once() {
        assert!(is_for_people("alsa:sysdefault:CARD=PCH"));
        assert!(is_for_people(
            "pulseaudio:alsa_output.usb-Jabra.analog-stereo"
        ));
        for way in [
            "hw:CARD=0,DEV=0",
            "surround51:CARD=PCH,DEV=0",
            "null",
            "default",
        ] {
            assert!(!is_for_people(&format!("alsa:{way}")), "{way}");
        }
    }

    #[test]
    fn an_id_that_is_none_finds_nothing() {
        assert!(find("").is_none());
        assert!(find("a headset").is_none());
        assert!(find("nohost:x").is_none());
    }
}
