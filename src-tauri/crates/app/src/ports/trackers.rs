//! The part of the store that holds trackers and what they found.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_domain::call::Turn;
use parley_domain::ids::{CallId, TrackerId};
use parley_domain::time::UtcMillis;

use crate::error::AppResult;
use crate::trackers::{Held, Tracker, TrackerCounts};

/// One change of a tracker or of what it found.
#[derive(Debug, Clone)]
pub enum TrackerChange {
    /// Adds a tracker or a new version of one; the versions before stay.
    Put(Tracker),
    /// Says what a tracker found in a call; what it had found before becomes history.
    SetHits {
        tracker_id: TrackerId,
        call_id: CallId,
        held: Held,
        at: UtcMillis,
    },
}

/// Trackers, as they are read.
#[async_trait]
pub trait Trackers: Send + Sync {
    /// By name.
    async fn trackers(&self) -> AppResult<Vec<Tracker>>;
    async fn tracker(&self, id: TrackerId) -> AppResult<Option<Tracker>>;
    /// What it found in these calls when it looked last; calls it never found anything
    /// in are left out.
    async fn held(&self, id: TrackerId, calls: &[CallId]) -> AppResult<BTreeMap<CallId, Held>>;
    /// What it found in a call before, oldest first.
    async fn past(&self, id: TrackerId, call: CallId) -> AppResult<Vec<Held>>;
    /// What stands now, and in how many of these calls an earlier version than this one
    /// found it.
    async fn tracker_counts(&self, id: TrackerId, version: u32) -> AppResult<(TrackerCounts, u32)>;
    /// The turns of several calls as they stand corrected, each in the source's order.
    /// Calls without any are left out.
    async fn turns_of(&self, calls: &[CallId]) -> AppResult<Vec<(CallId, Vec<Turn>)>>;
}
