//! The trackers and how much each found.

use parley_domain::access::{Grant, kinds::CallList};
use parley_domain::ids::TrackerId;
use parley_domain::time::UtcMillis;
use parley_domain::tracking::TrackerRule;
use serde::{Deserialize, Serialize};

use super::{Tracker, TrackerCounts};
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListTrackers {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TrackerView {
    pub id: TrackerId,
    pub version: u32,
    pub name: String,
    pub rule: TrackerRule,
    pub tag: Option<String>,
    pub flag: bool,
    pub active: bool,
    pub changed_by: Option<String>,
    pub changed_at: UtcMillis,
    /// What stands now, by whichever version looked last.
    pub found: TrackerCounts,
    /// Calls that an earlier version looked at last.
    pub outdated: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TrackerListView {
    /// By name.
    pub trackers: Vec<TrackerView>,
}

/// # Errors
/// Those of the store.
pub async fn tracker_list(
    workspace: &Workspace,
    _grant: Grant<CallList>,
    _input: ListTrackers,
) -> AppResult<TrackerListView> {
    listed(workspace).await
}

pub(super) async fn listed(workspace: &Workspace) -> AppResult<TrackerListView> {
    let people = workspace.store.users().await?;
    let mut trackers = Vec::new();
    for tracker in workspace.store.trackers().await? {
        let (found, outdated) = workspace
            .store
            .tracker_counts(tracker.id, tracker.version)
            .await?;
        let changed_by = people.iter().find(|u| u.id == tracker.changed_by);
        let Tracker {
            id,
            version,
            name,
            rule,
            tag,
            flag,
            active,
            changed_at,
            ..
        } = tracker;
        trackers.push(TrackerView {
            id,
            version,
            name,
            rule,
            tag,
            flag,
            active,
            changed_by: changed_by.map(|u| u.name.clone()),
            changed_at,
            found,
            outdated,
        });
    }
    Ok(TrackerListView { trackers })
}
