//! The ports answered in memory, for tests of the use cases: quick, whole, and pushed
//! about by hand. Must not know: any file, any database, any real key.
//!
//! What they show is what the real ones show: both are run on the same contract
//! ([`crate::contract`]).

mod call_logs;
mod clock;
mod demo;
mod events;
mod files;
mod floor;
mod logs;
mod outbound_line;
mod output_choice;
mod player;
mod readers;
mod rng;
mod store;
mod vault;
mod workspaces;
mod writers;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use call_logs::TextCallLogs;
pub use clock::HandClock;
pub use demo::SmallDemo;
pub use events::KeptEvents;
pub use files::MemoryFiles;
pub use floor::HandFloor;
pub use logs::MemoryLogs;
pub use outbound_line::HandOutboundLine;
pub use output_choice::KeptOutput;
pub use player::HandPlayer;
pub use readers::{PlainCallData, PlainRecordings};
pub use rng::SeededRng;
pub use store::MemoryStore;
pub use vault::MemoryVault;
pub use workspaces::MemoryWorkspaces;

use crate::ports::{Deps, NoAgentLine, NoPractice};

/// What pushes the world about that a `Deps` in memory stands on.
#[derive(Debug, Clone)]
pub struct Hands {
    pub clock: Arc<HandClock>,
    pub rng: Arc<SeededRng>,
    pub workspaces: Arc<MemoryWorkspaces>,
    pub demo: Arc<SmallDemo>,
    pub files: Arc<MemoryFiles>,
    pub player: Arc<HandPlayer>,
    pub outbound_line: Arc<HandOutboundLine>,
    pub floor: Arc<HandFloor>,
    pub events: Arc<KeptEvents>,
}

/// A machine without a workspace, and the hands to push it about.
#[must_use]
pub fn deps() -> (Deps, Hands) {
    let rng = Arc::new(SeededRng::new(1));
    let hands = Hands {
        clock: Arc::new(HandClock::default()),
        workspaces: Arc::new(MemoryWorkspaces::new(rng.clone())),
        demo: Arc::default(),
        files: Arc::default(),
        player: Arc::default(),
        outbound_line: Arc::default(),
        floor: Arc::default(),
        events: Arc::default(),
        rng,
    };
    let deps = Deps {
        clock: hands.clock.clone(),
        rng: hands.rng.clone(),
        workspaces: hands.workspaces.clone(),
        demo: hands.demo.clone(),
        sources: hands.files.clone(),
        call_data: Arc::new(PlainCallData),
        call_writer: Arc::new(PlainCallData),
        report_writer: Arc::new(PlainCallData),
        recordings: Arc::new(PlainRecordings),
        player: hands.player.clone(),
        output_choice: Arc::new(KeptOutput::default()),
        agent_line: Arc::new(NoAgentLine),
        outbound_line: hands.outbound_line.clone(),
        call_logs: Arc::new(TextCallLogs),
        floor: hands.floor.clone(),
        practice: Arc::new(NoPractice),
        events: hands.events.clone(),
    };
    (deps, hands)
}

/// A test that panicked while it held the lock has failed already.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
