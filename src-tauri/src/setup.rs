//! Builds the application and runs it until its last window is closed.

use std::error::Error;
use std::sync::Arc;

use parley_app::desk::Desk;
use parley_app::player::restore_output;
use parley_app::ports::LockReason;
use parley_app::workspaces::lock_because;
use parley_audio::{SpeakerPlayer, SystemMicrophone};
use parley_ctl::compose::{self, Sound};
use parley_gateway::line::GatewayLine;
use tauri::{Manager as _, RunEvent};
use tauri_plugin_deep_link::DeepLinkExt as _;
use tauri_plugin_window_state::StateFlags;

use crate::events::Listeners;
use crate::tray::{self, Tray};
use crate::{ipc, links, pulse, window};

/// The desk as Tauri holds it.
pub type SharedDesk = Arc<Desk>;

/// The pages as Tauri holds them.
pub type SharedListeners = Arc<Listeners>;

/// # Errors
/// Those of the window system, and of starting threads.
pub fn run() -> Result<(), Box<dyn Error>> {
    let listeners = Arc::new(Listeners::default());
    let player = Arc::new(SpeakerPlayer::default());
    let sound = Sound::of(player, Arc::new(SystemMicrophone));
    let (desk, _floor) = compose::desk(sound, listeners.clone(), GatewayLine::default())?;
    let desk: SharedDesk = Arc::new(desk);
    if let Err(error) = restore_output(&desk.deps) {
        tracing::warn!(cause = %error, "the chosen sound device is not known: the system's it is");
    }
    let app = tauri::Builder::default()
        // First: a second start must end before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, words, _folder| {
            links::come(app, &words);
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::clone(&desk))
        .manage(listeners)
        .manage(links::at_start())
        .manage(Tray::default())
        .invoke_handler(tauri::generate_handler![ipc::rpc, ipc::subscribe])
        .setup(move |app| {
            pulse::start(Arc::clone(&app.state::<SharedDesk>()));
            tray::start(app.handle());
            // On macOS addresses come as events, elsewhere as words of the start.
            let handle = app.handle().clone();
            app.deep_link().on_open_url(move |event| {
                let words: Vec<String> = event.urls().iter().map(ToString::to_string).collect();
                links::come(&handle, &words);
            });
            window::open(app)
        })
        .build(tauri::generate_context!())?;
    app.run(move |_handle, event| {
        if let RunEvent::Exit = event {
            // What was heard is written down and the log signed before we go.
            let locked = tauri::async_runtime::block_on(lock_because(&desk, LockReason::Demand));
            if let Err(error) = locked {
                tracing::error!(cause = %error, "could not lock cleanly");
            }
        }
    });
    Ok(())
}
