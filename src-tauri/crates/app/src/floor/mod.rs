//! Live calls: seeing them, hearing one, taking one over, ending one. The opening of a
//! call is written down once in a sign-in, listening with its spans like that to a
//! recording, and what is done to a call before it is done. Must not know: how calls run.

mod control;
mod get;
mod list;
mod listen;
mod tick;

pub use control::{EndLiveCall, TakeOverLiveCall, live_call_end, live_call_take_over};
pub use get::{GetLiveCall, live_call_get};
pub use list::{ListLiveCalls, LiveCallListView, live_calls};
pub(crate) use listen::stop;
pub use listen::{ListenToLiveCall, StopListening, live_call_listen, live_call_listen_stop};
pub use tick::tick;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;

/// What whoever is signed in does with live calls.
#[derive(Debug, Default)]
pub(crate) struct Watching(Mutex<Watched>);

#[derive(Debug, Default)]
struct Watched {
    /// Calls whose opening was written down.
    opened: BTreeSet<CallId>,
    /// When what was heard was written down last.
    written_at: UtcMillis,
    floor: tick::Told,
    practice: tick::Told,
}

impl Watching {
    fn with<T>(&self, work: impl FnOnce(&mut Watched) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
