//! The icon in the desktop's tray: how much waits, and the way back to the window.
//!
//! It speaks StatusNotifierItem over D-Bus itself: the usual library for it takes no
//! clicks and shows no tooltip on Linux, and where it is missing the program ends.
//! Where the desktop has no tray, the log says so once and nothing else changes.

mod item;
mod words;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use parley_app::desk::Desk;
use parley_app::ports::{Event, EventSink as _, LockReason};
use parley_app::review::waiting;
use parley_app::workspaces::lock_because;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager as _};

use crate::setup::{SharedDesk, SharedListeners};
use words::{Now, Words};

/// How often it is counted.
const COUNT_PULSE: Duration = Duration::from_secs(3);
/// How long the page may take to keep what is being typed before it is locked anyway.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The tray, from when the page has told its words.
#[derive(Default)]
pub struct Tray {
    item: Mutex<Option<item::Shown>>,
}

impl std::fmt::Debug for Tray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tray")
    }
}

/// The answer if `name` is the tray's command, `tray_words`.
pub fn answer(app: &AppHandle, name: &str, input: &Value) -> Option<Value> {
    if name != "tray_words" {
        return None;
    }
    if let Ok(words) = serde_json::from_value::<Words>(input.clone()) {
        show(app, words);
    }
    Some(json!({ "done": true }))
}

fn show(app: &AppHandle, words: Words) {
    let handle = app.clone();
    // Connecting to the bus blocks.
    tauri::async_runtime::spawn_blocking(move || {
        let tray = handle.state::<Tray>();
        let mut shown = tray.item.lock().unwrap_or_else(PoisonError::into_inner);
        match &*shown {
            Some(item) => item.speak(words),
            None => *shown = item::show(&handle, words),
        }
    });
}

/// Counts from now on.
pub fn start(app: &AppHandle) {
    let handle = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut pulse = tokio::time::interval(COUNT_PULSE);
        pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        let mut told = None;
        loop {
            pulse.tick().await;
            let desk = SharedDesk::clone(&handle.state::<SharedDesk>());
            match count(&desk).await {
                Ok(now) => {
                    if told != Some(now) && tell(&handle, now) {
                        told = Some(now);
                    }
                }
                Err(error) => tracing::warn!(cause = %error, "could not count what waits"),
            }
        }
    });
}

async fn count(desk: &Desk) -> Result<Now, parley_app::error::AppError> {
    Ok(match waiting(desk).await? {
        Some(n) => Now::Waiting(n),
        None if desk.workspace().is_ok() => Now::Open,
        None => Now::Locked,
    })
}

/// Whether it could be told: while the icon is being put up, the next beat tells.
fn tell(app: &AppHandle, now: Now) -> bool {
    let tray = app.state::<Tray>();
    let Ok(shown) = tray.item.try_lock() else {
        return false;
    };
    let Some(item) = &*shown else {
        return false;
    };
    item.tell(now);
    true
}

/// Locks, as the page does when it is asked to: it keeps what is being typed first.
fn lock(app: &AppHandle) {
    app.state::<SharedListeners>().send(Event::LockAsked);
    let desk = SharedDesk::clone(&app.state::<SharedDesk>());
    tauri::async_runtime::spawn(async move {
        let asked_for = desk.workspace().ok().map(|workspace| workspace.id);
        tokio::time::sleep(PATIENCE).await;
        let present = desk.workspace().ok().map(|workspace| workspace.id);
        if present.is_some()
            && present == asked_for
            && let Err(error) = lock_because(&desk, LockReason::Demand).await
        {
            tracing::error!(cause = %error, "could not lock cleanly");
        }
    });
}
