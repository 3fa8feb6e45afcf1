//! Hanging up.

use parley_domain::access::{Grant, kinds::PracticeRun};
use parley_domain::audit::Act;
use serde::Deserialize;

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct EndPractice {}

/// # Errors
/// Those of the store; the call is over all the same.
pub async fn practice_end(
    workspace: &Workspace,
    grant: Grant<PracticeRun>,
    _input: EndPractice,
) -> AppResult<Done> {
    let practice = &workspace.deps.practice;
    let Some(call) = practice.now().filter(|now| !now.over) else {
        return Ok(Done::YES);
    };
    practice.end();
    let act = ActDraft::by(grant.subject(), grant.at(), Act::PracticeEnded)
        .on_live_call(call.view.call.id);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Ok(Done::YES)
}
