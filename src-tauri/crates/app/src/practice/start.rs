//! Calling the agent.

use std::sync::Arc;

use parley_domain::access::{Grant, kinds::PracticeRun};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId};
use parley_domain::live::{PracticeBy, PracticeLanguage, PracticeScript};
use parley_domain::report::Zone;
use serde::Deserialize;

use super::recorder::PracticeRecorder;
use super::state::{PracticeView, view};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, PracticeCall};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct StartPractice {
    /// Becomes the call's id.
    pub command_id: CommandId,
    pub script: PracticeScript,
    pub language: PracticeLanguage,
    pub by: PracticeBy,
    /// Whose clock is on the wall, for "tomorrow at four".
    pub zone: Zone,
}

/// # Errors
/// `conflict` while another goes on, `no_voice`, `no_microphone`.
pub async fn practice_start(
    workspace: &Arc<Workspace>,
    grant: Grant<PracticeRun>,
    input: StartPractice,
) -> AppResult<PracticeView> {
    let practice = &workspace.deps.practice;
    let id = CallId(input.command_id.0);
    let before = practice.now();
    if before.as_ref().is_some_and(|now| now.view.call.id == id) {
        // The same again.
        return Ok(view(before));
    }
    if before.is_some_and(|now| !now.over) {
        return Err(ErrorCode::Conflict.into());
    }
    let act = ActDraft::by(grant.subject(), grant.at(), Act::PracticeStarted)
        .on_live_call(id)
        .detail("script", input.script.as_str())
        .detail("language", input.language.as_str());
    let batch = Batch {
        command_id: Some(input.command_id),
        changes: Vec::new(),
        acts: vec![act],
    };
    workspace.store.commit(batch).await?;
    let call = PracticeCall {
        id,
        since: grant.at(),
        zone: input.zone,
        script: input.script,
        language: input.language,
        by: input.by,
        business: workspace.name.clone(),
        person: workspace.user_name.clone(),
    };
    let recorder = PracticeRecorder::begin(workspace, grant.subject(), &call).await?;
    practice.start(call, Box::new(recorder)).await?;
    Ok(view(practice.now()))
}
