//! Elsewhere than on Linux there is no icon in the tray yet; the page may tell its words
//! all the same.

use serde_json::{Value, json};
use tauri::AppHandle;

/// None.
#[derive(Debug, Default)]
pub struct Tray;

/// The answer if `name` is the tray's command, `tray_words`.
pub fn answer(_app: &AppHandle, name: &str, _input: &Value) -> Option<Value> {
    (name == "tray_words").then(|| json!({ "done": true }))
}

/// Counts nothing.
pub fn start(_app: &AppHandle) {}
