//! The composition root: which adapter answers which port.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parley_app::desk::Desk;
use parley_app::ports::{AgentLine, Deps, EventSink, NoAgentLine, Player};
use parley_audio::Recordings;
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

/// A desk over the real adapters.
///
/// # Errors
/// [`DeviceSecretError`] when no thread can be started for the keyring.
pub fn desk(
    player: Arc<dyn Player>,
    events: Arc<dyn EventSink>,
    agent_line: Arc<dyn AgentLine>,
) -> Result<Desk, DeviceSecretError> {
    let machine = machine_folder();
    let device = FallbackSecrets::new(
        KeyringSecrets::new(KeyringTimeouts::default())?,
        FileSecrets::new(machine.join("device-keys")),
    );
    Ok(over(
        &machine,
        workspaces_folder(),
        Arc::new(device),
        player,
        events,
        agent_line,
    ))
}

/// A desk without sound or page.
///
/// # Errors
/// Those of [`desk`].
pub fn silent_desk(agent_line: Arc<dyn AgentLine>) -> Result<Desk, DeviceSecretError> {
    desk(Arc::new(NoSound), Arc::new(NoPage), agent_line)
}

/// A desk without sound, page or keyring whose whole machine is the folder `root`:
/// for measuring.
#[must_use]
pub fn silent_desk_in(root: &Path) -> Desk {
    let device = FileSecrets::new(root.join("device-keys"));
    over(
        &root.join("machine"),
        root.join("workspaces"),
        Arc::new(device),
        Arc::new(NoSound),
        Arc::new(NoPage),
        Arc::new(NoAgentLine),
    )
}

fn over(
    machine: &Path,
    workspaces: PathBuf,
    device: Arc<dyn DeviceSecretStore>,
    player: Arc<dyn Player>,
    events: Arc<dyn EventSink>,
    agent_line: Arc<dyn AgentLine>,
) -> Desk {
    let rng = Arc::new(OsRng::new());
    Desk::new(Deps {
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
        player,
        agent_line,
        output_choice: Arc::new(OutputChoiceFile::new(machine)),
        events,
    })
}
