//! What happened in a call, in order: the one source of its transcript, metrics, evidence
//! and replay. Words of an unrecorded call are not in it.

use serde::{Deserialize, Serialize};

use super::{Action, CallCore, Event};
use crate::time::At;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: At,
    /// `None` where words may not be kept.
    pub event: Option<Event>,
    pub actions: Vec<Action>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Log {
    pub entries: Vec<Entry>,
}

impl Log {
    pub(super) fn take(&mut self, at: At, event: &Event, recorded: bool) {
        let words = matches!(event, Event::Understood { .. } | Event::Keys(_));
        self.entries.push(Entry {
            at,
            event: (recorded || !words).then(|| event.clone()),
            actions: Vec::new(),
        });
    }

    pub(super) fn done(&mut self, actions: &[Action]) {
        if let Some(last) = self.entries.last_mut() {
            actions.clone_into(&mut last.actions);
        }
    }
}

/// How a replay went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replayed {
    /// Every action was the same.
    Same { events: usize },
    /// Words of this entry were not kept.
    Withheld { entry: usize },
    /// The first entry whose actions differ.
    Differs { entry: usize },
}

/// Runs a call again from its log.
pub fn replay(log: &Log, mut core: CallCore) -> Replayed {
    for (place, entry) in log.entries.iter().enumerate() {
        let Some(event) = entry.event.clone() else {
            return Replayed::Withheld { entry: place };
        };
        if core.on(entry.at, event) != entry.actions {
            return Replayed::Differs { entry: place };
        }
    }
    Replayed::Same {
        events: log.entries.len(),
    }
}
