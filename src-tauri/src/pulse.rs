//! The core has no timers of its own: the window gives it two pulses, one for
//! the player's position and one for the idle lock.

use std::time::Duration;

use parley_app::workspaces::lock_if_idle;
use parley_app::{floor, player};

use crate::setup::SharedDesk;

/// About thirty times a second.
const PLAYER_PULSE: Duration = Duration::from_millis(33);

/// The idle lock counts minutes.
const IDLE_PULSE: Duration = Duration::from_secs(5);

/// Starts both.
pub fn start(desk: SharedDesk) {
    let idle_desk = SharedDesk::clone(&desk);
    tauri::async_runtime::spawn(async move {
        let mut pulse = tokio::time::interval(PLAYER_PULSE);
        pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            pulse.tick().await;
            if let Err(error) = player::tick(&desk).await {
                tracing::error!(cause = %error, "could not write down what was heard");
            }
            if let Err(error) = floor::tick(&desk).await {
                tracing::error!(cause = %error, "could not write down what was heard of a live call");
            }
        }
    });
    tauri::async_runtime::spawn(async move {
        let mut pulse = tokio::time::interval(IDLE_PULSE);
        loop {
            pulse.tick().await;
            if let Err(error) = lock_if_idle(&idle_desk).await {
                tracing::error!(cause = %error, "could not lock cleanly");
            }
        }
    });
}
