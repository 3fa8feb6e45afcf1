//! The page's two ways in: a row of the command table, and the events.

use std::sync::Arc;

use parley_app::ports::{Event, EventSink as _};
use parley_ipc::{WireError, dispatch};
use serde_json::Value;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::events::Listeners;
use crate::links::Waiting;
use crate::pick;
use crate::setup::SharedDesk;
use crate::tray;

/// Runs one command.
#[tauri::command]
pub async fn rpc(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    name: String,
    input: Value,
) -> Result<Value, WireError> {
    // Dialogs and the tray belong to the window, not to the core.
    if let Some(answer) = tray::answer(&app, &name, &input) {
        return Ok(answer);
    }
    if let Some(picked) = pick::answer(&app, &name, &input).await {
        return Ok(picked);
    }
    dispatch(&desk, &name, input).await
}

/// Sends events to the page from now on.
#[tauri::command]
pub fn subscribe(
    listeners: State<'_, Arc<Listeners>>,
    waiting: State<'_, Waiting>,
    channel: Channel<Event>,
) {
    listeners.add(channel);
    if let Some(link) = waiting.take() {
        listeners.send(Event::LinkOpened(link));
    }
}
