//! The window. Thin: it puts the adapters together, passes the command table to
//! the page, and gives the core its pulse. Must not know: what any command does.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod events;
mod ipc;
mod links;
mod pick;
mod pulse;
mod setup;
#[cfg_attr(not(target_os = "linux"), path = "tray/none.rs")]
mod tray;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    parley_ipc::log::init(parley_ipc::log::Level::Info);
    match setup::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(cause = %error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}
