//! Carries the core's events to every page that asked for them.

use std::sync::{Mutex, PoisonError};

use parley_app::ports::{Event, EventSink};
use tauri::ipc::Channel;

/// The pages that listen.
#[derive(Default)]
pub struct Listeners(Mutex<Vec<Channel<Event>>>);

impl std::fmt::Debug for Listeners {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listeners")
    }
}

impl Listeners {
    /// Whether no page listens.
    pub fn is_empty(&self) -> bool {
        let channels = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        channels.is_empty()
    }

    /// One more.
    pub fn add(&self, channel: Channel<Event>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(channel);
    }
}

impl EventSink for Listeners {
    fn send(&self, event: Event) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            // A page that was reloaded no longer takes events.
            .retain(|channel| channel.send(event.clone()).is_ok());
    }
}
