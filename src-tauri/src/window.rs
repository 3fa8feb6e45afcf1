//! Opens the window, with what its first picture needs already in it: the page's first
//! question to the core would be answered 20 to 35 ms later, while the window is made.

use std::error::Error;

use parley_ipc::dispatch;
use serde_json::json;
use tauri::{App, Manager as _, WebviewWindowBuilder};

use crate::setup::SharedDesk;

/// Where the page looks for it (`ui/src/lib/api/start.ts`).
const PLACE: &str = "__PARLEY_START__";

/// # Errors
/// Those of the window system; a configuration without a window.
pub fn open(app: &App) -> Result<(), Box<dyn Error>> {
    let windows = &app.config().app.windows;
    let config = windows.first().ok_or("no window is configured")?;
    let mut window = WebviewWindowBuilder::from_config(app, config)?;
    let desk = app.state::<SharedDesk>();
    // An error is told when the page asks for itself.
    if let Ok(state) = tauri::async_runtime::block_on(dispatch(&desk, "shell_state", json!({}))) {
        window = window.initialization_script(format!("window.{PLACE} = {state};"));
    }
    window.build()?;
    Ok(())
}
