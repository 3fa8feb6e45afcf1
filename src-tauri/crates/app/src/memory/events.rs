//! A page that only listens.

use std::sync::Mutex;

use super::held;
use crate::ports::{Event, EventSink};

/// Keeps what was sent.
#[derive(Debug, Default)]
pub struct KeptEvents(Mutex<Vec<Event>>);

impl KeptEvents {
    /// What was sent since the last look, in order.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut held(&self.0))
    }
}

impl EventSink for KeptEvents {
    fn send(&self, event: Event) {
        held(&self.0).push(event);
    }
}
