//! Hearing a call that goes on. The start is written down before the first sound, the
//! spans when it ends, each minute, and when the call is over.

use parley_domain::access::{Grant, kinds::LiveCallListen};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use serde::Deserialize;

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::player::spans_text;
use crate::ports::Batch;
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListenToLiveCall {
    pub call_id: CallId,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct StopListening {}

/// # Errors
/// `not_found` once it is over, `no_audio_device`.
pub async fn live_call_listen(
    workspace: &Workspace,
    grant: Grant<LiveCallListen>,
    input: ListenToLiveCall,
) -> AppResult<Done> {
    let (floor, id) = (&workspace.deps.floor, input.call_id);
    if floor.call(id).is_none() {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    if floor.listening() == Some(id) {
        return Ok(Done::YES);
    }
    stop(workspace).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::LiveListenStarted)
        .for_purpose(Purpose::QualityReview)
        .on_live_call(id);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    workspace
        .watching
        .with(|watched| watched.written_at = grant.at());
    floor.listen(id)?;
    Ok(Done::YES)
}

/// # Errors
/// Those of the store; it is silent all the same.
pub async fn live_call_listen_stop(
    workspace: &Workspace,
    _grant: Grant<LiveCallListen>,
    _input: StopListening,
) -> AppResult<Done> {
    stop(workspace).await?;
    Ok(Done::YES)
}

/// Silence, and what was heard is written down.
pub(crate) async fn stop(workspace: &Workspace) -> AppResult<()> {
    workspace.deps.floor.hush();
    write_heard(workspace).await
}

/// Writes down what was heard since the last time, if anything.
pub(super) async fn write_heard(workspace: &Workspace) -> AppResult<()> {
    let now = workspace.deps.clock.now();
    workspace.watching.with(|watched| watched.written_at = now);
    let Some((id, spans)) = workspace.deps.floor.take_heard() else {
        return Ok(());
    };
    let act = ActDraft::by(&workspace.subject(), now, Act::LiveListened)
        .for_purpose(Purpose::QualityReview)
        .on_live_call(id)
        .detail("spans", spans_text(&spans));
    let written = workspace.store.commit(Batch::acts(vec![act])).await;
    written.map(|_| ())
}
