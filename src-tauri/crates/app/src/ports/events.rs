//! What the core tells the page without being asked.

use parley_domain::ids::{CallId, CommandId, ExportId, ImportId};
use parley_domain::link::Link;
use serde::{Deserialize, Serialize};

use super::PlayerPosition;

/// Why the workspace was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LockReason {
    Idle,
    Demand,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// About thirty times a second while sound comes out, once after each change.
    Player(PlayerPosition),
    PlayerDeviceLost,
    /// `name` is the file just done.
    ImportProgress {
        import_id: ImportId,
        done: u32,
        total: u32,
        name: String,
    },
    ExportProgress {
        export_id: ExportId,
        done: u32,
        total: u32,
    },
    /// Of an act on many calls, of taking one back, of a tracker's run, of making the demo.
    BulkProgress {
        command_id: CommandId,
        done: u32,
        total: u32,
    },
    Locked {
        reason: LockReason,
    },
    /// Somebody asked for the lock outside of the page, which keeps what is being typed
    /// and locks.
    LockAsked,
    CallsChanged,
    /// A running call can no longer be written down: the disk is full, or fails. It goes
    /// on; what could not be written is missing.
    LiveCallUnwritten {
        call_id: CallId,
    },
    /// A live call changed; at most five times a second.
    LiveCallsChanged,
    /// The practice call changed; at most five times a second.
    PracticeChanged,
    /// The system handed over an address of ours.
    LinkOpened(Link),
}

/// Takes events. Never blocks; drops what nobody listens to.
pub trait EventSink: Send + Sync {
    fn send(&self, event: Event);
}
