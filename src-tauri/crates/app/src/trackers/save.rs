//! Making a tracker, or a new version of one.

use parley_domain::access::{Grant, kinds::TrackerManage};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, TrackerId};
use parley_domain::tracking::{Finder, TrackerRule};
use serde::Deserialize;

use super::list::listed;
use super::{Tracker, TrackerListView};
use crate::audit::ActDraft;
use crate::calls::tidy_tags;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, TrackerChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SaveTracker {
    /// Also the id of a new tracker.
    pub command_id: CommandId,
    /// Absent: a new one.
    #[ts(optional)]
    pub tracker_id: Option<TrackerId>,
    /// At most 60 characters.
    pub name: String,
    pub rule: TrackerRule,
    /// The tag that a call with a hit gets; at most 40 characters.
    pub tag: Option<String>,
    /// Whether each hit is flagged.
    pub flag: bool,
    /// Whether it looks at new calls.
    pub active: bool,
}

/// # Errors
/// `invalid_input` with the member: `name`, `rule`, `tag`; `not_found`.
pub async fn tracker_save(
    workspace: &Workspace,
    grant: Grant<TrackerManage>,
    input: SaveTracker,
) -> AppResult<TrackerListView> {
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(AppError::invalid("name"));
    }
    Finder::new(&input.rule).map_err(|_| AppError::invalid("rule"))?;
    let tag = input.tag.and_then(|tag| tidy_tags(&[tag]).pop());
    if tag.as_ref().is_some_and(|tag| tag.chars().count() > 40) || (tag.is_none() && !input.flag) {
        return Err(AppError::invalid("tag"));
    }
    let kept = match input.tracker_id {
        None => None,
        Some(id) => Some(
            workspace
                .store
                .tracker(id)
                .await?
                .ok_or(AppError::new(ErrorCode::NotFound))?,
        ),
    };
    let tracker = Tracker {
        id: kept
            .as_ref()
            .map_or(TrackerId(input.command_id.0), |t| t.id),
        version: kept.as_ref().map_or(1, |t| t.version.saturating_add(1)),
        name,
        rule: input.rule,
        tag,
        flag: input.flag,
        active: input.active,
        changed_by: grant.subject().user_id,
        changed_at: grant.at(),
    };
    let act = ActDraft::by(grant.subject(), grant.at(), Act::TrackerSaved)
        .detail("name", &tracker.name)
        .detail("version", tracker.version)
        .detail("active", tracker.active);
    let change = Change::Tracker(TrackerChange::Put(tracker));
    let batch = Batch::one(input.command_id, change, act);
    workspace.store.commit(batch).await?;
    workspace.trackers.forget();
    listed(workspace).await
}
