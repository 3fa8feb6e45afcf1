//! The system's file dialogs. The page names what it wants and gets paths; it
//! never reads a file itself.

use serde_json::{Value, json};
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, FilePath};
use tokio::sync::oneshot;

fn text(path: &FilePath) -> String {
    path.to_string()
}

/// The answer if `name` is one of the dialogs: `pick_folder`, `pick_files`,
/// `pick_save`.
pub async fn answer(app: &AppHandle, name: &str, input: &Value) -> Option<Value> {
    let dialog = app.dialog().file();
    match name {
        "pick_folder" => {
            let (tell, told) = oneshot::channel();
            dialog.pick_folder(move |path| drop(tell.send(path)));
            let path = told.await.ok().flatten();
            Some(json!({ "path": path.as_ref().map(text) }))
        }
        "pick_files" => {
            let (tell, told) = oneshot::channel();
            dialog.pick_files(move |paths| drop(tell.send(paths)));
            let paths = told.await.ok().flatten().unwrap_or_default();
            Some(json!({ "paths": paths.iter().map(text).collect::<Vec<_>>() }))
        }
        "pick_save" => {
            let suggested = input["suggested"].as_str().unwrap_or("parley.txt");
            let (tell, told) = oneshot::channel();
            dialog
                .set_file_name(suggested)
                .save_file(move |path| drop(tell.send(path)));
            let path = told.await.ok().flatten();
            Some(json!({ "path": path.as_ref().map(text) }))
        }
        _ => None,
    }
}
