//! The smallest Tauri window: what Parley's start is measured against.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "examples/hello_window/tauri.conf.json"
    ))
}
