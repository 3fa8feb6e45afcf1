//! The composition root: which adapter answers which port.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parley_app::desk::Desk;
use parley_app::ports::{Deps, EventSink, Microphone, Monitor, Player};
use parley_audio::Recordings;
use parley_gateway::floor::LiveFloor;
use parley_gateway::keep::CallLogs;
use parley_gateway::line::GatewayLine;
use parley_gateway::live::espeak::Espeak;
use parley_gateway::practice::PracticeCalls;
use parley_interop::{CallDataFormats, ReportPages};
use parley_store::device_secret::{
    DeviceSecretError, DeviceSecretStore, FallbackSecrets, FileSecrets, KeyringSecrets,
    KeyringTimeouts,
};
use parley_store::files::DiskFiles;
use parley_store::header::KdfParams;
use parley_store::output_choice::OutputChoiceFile;
use parley_store::system::{OsRng, SystemClock};
use parley_store::workspaces::DiskWorkspaces;

use crate::demo::BuiltInDemo;
use crate::silent::{NoPage, NoSound};

/// Where Parley keeps what belongs to this machine: the list of workspaces and,
/// without a keyring, its part of their keys.
#[must_use]
pub fn machine_folder() -> PathBuf {
    dirs::config_dir()
        .unwrap_or_else(|| PathBuf::from("."))
        .join("parley")
}

/// Where new workspaces go unless told otherwise.
#[must_use]
pub fn workspaces_folder() -> PathBuf {
    dirs::data_dir()
        .unwrap_or_else(|| PathBuf::from("."))
        .join("parley")
        .join("workspaces")
}

/// Where sound comes out, and where it goes in.
#[derive(Clone)]
pub struct Sound {
    pub player: Arc<dyn Player>,
    pub monitor: Arc<dyn Monitor>,
    pub microphone: Arc<dyn Microphone>,
}

impl std::fmt::Debug for Sound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sound")
    }
}

impl Sound {
    /// Recordings and live calls at the same device.
    #[must_use]
    pub fn of<P: Player + Monitor + 'static>(
        player: Arc<P>,
        microphone: Arc<dyn Microphone>,
    ) -> Self {
        Self {
            player: player.clone(),
            monitor: player,
            microphone,
        }
    }

    fn none() -> Self {
        Self::of(Arc::new(NoSound), Arc::new(NoSound))
    }
}

/// A desk over the real adapters, and the floor on which its live calls are: whoever
/// answers calls lets them enter there.
///
/// # Errors
/// [`DeviceSecretError`] when no thread can be started for the keyring.
pub fn desk(
    sound: Sound,
    events: Arc<dyn EventSink>,
    line: GatewayLine,
) -> Result<(Desk, Arc<LiveFloor>), DeviceSecretError> {
    let machine = machine_folder();
    let device = FallbackSecrets::new(
        KeyringSecrets::new(KeyringTimeouts::default())?,
        FileSecrets::new(machine.join("device-keys")),
    );
    Ok(over(
        &machine,
        workspaces_folder(),
        Arc::new(device),
        sound,
        events,
        line,
    ))
}

/// A desk without sound or page.
///
/// # Errors
/// Those of [`desk`].
pub fn silent_desk(line: GatewayLine) -> Result<Desk, DeviceSecretError> {
    let (desk, _) = desk(Sound::none(), Arc::new(NoPage), line)?;
    Ok(desk)
}

/// A desk without sound, page or keyring whose whole machine is the folder `root`:
/// for measuring.
#[must_use]
pub fn silent_desk_in(root: &Path) -> Desk {
    let device = FileSecrets::new(root.join("device-keys"));
    let (desk, _) = over(
        &root.join("machine"),
        root.join("workspaces"),
        Arc::new(device),
        Sound::none(),
        Arc::new(NoPage),
        GatewayLine::default(),
    );
    desk
}

fn over(
    machine: &Path,
    workspaces: PathBuf,
    device: Arc<dyn DeviceSecretStore>,
    sound: Sound,
    events: Arc<dyn EventSink>,
    line: GatewayLine,
) -> (Desk, Arc<LiveFloor>) {
    let rng = Arc::new(OsRng::new());
    let floor = LiveFloor::new(Arc::clone(&sound.monitor));
    let voice = Arc::new(Espeak::default());
    let line = Arc::new(line.on(&floor));
    let practice = PracticeCalls::new(voice, sound.monitor, sound.microphone);
    let desk = Desk::new(Deps {
        clock: Arc::new(SystemClock),
        rng: rng.clone(),
        workspaces: Arc::new(DiskWorkspaces::new(
            machine,
            workspaces,
            device,
            rng,
            KdfParams::default(),
        )),
        demo: Arc::new(BuiltInDemo),
        sources: Arc::new(DiskFiles),
        call_data: Arc::new(CallDataFormats),
        call_writer: Arc::new(CallDataFormats),
        report_writer: Arc::new(ReportPages),
        recordings: Arc::new(Recordings),
        player: sound.player,
        agent_line: line.clone(),
        outbound_line: line,
        call_logs: Arc::new(CallLogs),
        output_choice: Arc::new(OutputChoiceFile::new(machine)),
        floor: floor.clone(),
        practice: Arc::new(practice),
        events,
    });
    (desk, floor)
}
