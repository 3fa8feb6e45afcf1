//! Hands the core's events to every page that listens.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use parley_app::ports::{Event, EventSink};

/// Events that a slow page may lag behind by before it is dropped.
const LAG: usize = 1024;

/// The listeners of the moment.
#[derive(Debug, Default)]
pub struct Broadcast {
    listeners: Mutex<Vec<SyncSender<String>>>,
}

impl Broadcast {
    /// Events from now on, as JSON. Ends when the page cannot keep up.
    #[must_use]
    pub fn listen(&self) -> Receiver<String> {
        let (sender, receiver) = sync_channel(LAG);
        self.with(|listeners| listeners.push(sender));
        receiver
    }

    fn with(&self, change: impl FnOnce(&mut Vec<SyncSender<String>>)) {
        // A listener list is whole between any two statements.
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        change(&mut listeners);
    }
}

impl EventSink for Broadcast {
    fn send(&self, event: Event) {
        let Ok(text) = serde_json::to_string(&event) else {
            return;
        };
        self.with(|listeners| {
            listeners.retain(|listener| match listener.try_send(text.clone()) {
                Ok(()) => true,
                Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listener_hears_and_none_can_hold_the_others_up() {
        let broadcast = Broadcast::default();
        let (quick, slow) = (broadcast.listen(), broadcast.listen());
        for _ in 0..=LAG {
            broadcast.send(Event::CallsChanged);
            assert_eq!(quick.recv().unwrap(), r#"{"kind":"calls_changed"}"#);
        }
        assert_eq!(slow.iter().count(), LAG);
    }
}
