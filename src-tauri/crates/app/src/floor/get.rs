//! One call that goes on, with what was said so far.

use parley_domain::access::{Grant, kinds::LiveCallWatch};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use serde::Deserialize;

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, LiveCallView};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetLiveCall {
    pub call_id: CallId,
}

/// # Errors
/// `not_found` once it is over.
pub async fn live_call_get(
    workspace: &Workspace,
    grant: Grant<LiveCallWatch>,
    input: GetLiveCall,
) -> AppResult<LiveCallView> {
    let id = input.call_id;
    let is_there = workspace.deps.floor.call(id).is_some();
    if !is_there {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    // Whoever has it open asks again several times a second: that is one reading.
    if workspace.watching.with(|watched| watched.opened.insert(id)) {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::LiveCallWatched)
            .for_purpose(Purpose::QualityReview)
            .on_live_call(id);
        if let Err(error) = workspace.store.commit(Batch::acts(vec![act])).await {
            workspace
                .watching
                .with(|watched| watched.opened.remove(&id));
            return Err(error);
        }
    }
    let view = workspace.deps.floor.call(id);
    view.ok_or(AppError::new(ErrorCode::NotFound))
}
