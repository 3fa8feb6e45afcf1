//! Those of our calls that ring, for whoever watches, and which of them are to be ended.
//! Must not know: how a call is ended at the carrier.

use std::sync::Arc;

use parley_app::ports::RingingCallRow;
use parley_domain::ids::CallId;
use tokio::sync::Notify;

use super::calls::{Reception, whole};
use crate::twilio::sid::CallSid;

/// A call that is to be ended while it rings.
#[derive(Debug, Clone)]
pub struct CalledOff {
    /// Nothing as long as the carrier has not named it.
    pub sid: Option<CallSid>,
    /// Told when it has, or the call no longer rings.
    pub named: Arc<Notify>,
}

impl Reception {
    /// Those that ring, by the carrier's names where it gave them.
    #[must_use]
    pub fn ringing(&self) -> Vec<(CallId, Option<CallSid>)> {
        let placed = whole(&self.placed);
        let ringing = placed.iter().map(|(id, placed)| (*id, placed.sid.clone()));
        ringing.collect()
    }

    /// The same as they are shown, the longest first.
    #[must_use]
    pub fn ringing_rows(&self) -> Vec<RingingCallRow> {
        let placed = whole(&self.placed);
        let rows = placed.iter().map(|(id, placed)| RingingCallRow {
            id: *id,
            since: placed.at,
            to: placed.call.to.as_str().to_owned(),
            ending: placed.called_off,
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by_key(|row| (row.since, row.id));
        rows
    }

    /// Nobody is to be spoken to in it any more: who picks up now is hung up on. Nothing
    /// if it does not ring.
    pub fn call_off(&self, id: CallId) -> Option<CalledOff> {
        let called_off = {
            let mut all = whole(&self.placed);
            let placed = all.get_mut(&id)?;
            placed.called_off = true;
            CalledOff {
                sid: placed.sid.clone(),
                named: Arc::clone(&placed.named),
            }
        };
        self.rings_changed();
        Some(called_off)
    }

    /// It was not to be ended after all: the carrier refuses.
    pub fn rings_on(&self, id: CallId) {
        if let Some(placed) = whole(&self.placed).get_mut(&id) {
            placed.called_off = false;
        }
        self.rings_changed();
    }

    /// Whoever watches looks again.
    pub(super) fn rings_changed(&self) {
        if let Some(floor) = &self.setup.floor {
            floor.changed();
        }
    }
}
