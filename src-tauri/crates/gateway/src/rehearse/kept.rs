//! What is kept of a rehearsed call: the call as the list would have it, and its recording.
//! Must not know: what was said before it might be kept.

use std::sync::{Arc, Mutex, PoisonError};

use parley_app::import::CallDraft;
use parley_app::ports::CallLogReader as _;
use parley_domain::call::Side;
use parley_voice::time::Samples;

use super::call::{Legs, SILENCE};
use crate::keep::{CallLogs, Lines};

/// The call, and both sides of its recording: nothing from before the gate or after a
/// refusal, of the agent only what is proven to have been played.
#[derive(Debug, Clone)]
pub struct Kept {
    pub call: CallDraft,
    pub legs: Legs,
}

/// Where a call's lines and sound are put.
#[derive(Debug, Clone, Default)]
pub struct Shelf(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    lines: Vec<Vec<u8>>,
    legs: Legs,
}

impl Shelf {
    pub fn kept(&self) -> Kept {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut legs = held.legs.clone();
        legs.level();
        Kept {
            call: CallLogs.call(&held.lines),
            legs,
        }
    }
}

impl Lines for Shelf {
    fn line(&mut self, line: Vec<u8>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.lines.push(line);
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let leg = match side {
            Side::Caller => &mut held.legs.caller,
            Side::Agent | Side::Other => &mut held.legs.agent,
        };
        let from = usize::try_from(at.0).unwrap_or(0).max(leg.len());
        leg.resize(from, SILENCE);
        leg.extend(codes);
    }
}
