//! Taking a live call over, and ending one. Both are written down before they are done.

use parley_domain::access::{Grant, kinds::LiveCallControl};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId};
use serde::Deserialize;

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, LiveCallRow};
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct EndLiveCall {
    pub command_id: CommandId,
    pub call_id: CallId,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct TakeOverLiveCall {
    pub command_id: CommandId,
    pub call_id: CallId,
}

fn going_on(workspace: &Workspace, id: CallId) -> AppResult<LiveCallRow> {
    let view = workspace.deps.floor.call(id);
    view.map(|view| view.call)
        .ok_or(AppError::new(ErrorCode::NotFound))
}

async fn write(
    workspace: &Workspace,
    grant: &Grant<LiveCallControl>,
    command_id: CommandId,
    act: Act,
    call: &LiveCallRow,
) -> AppResult<()> {
    let act = ActDraft::by(grant.subject(), grant.at(), act)
        .on_live_call(call.id)
        .detail("phase", call.phase.as_str());
    let batch = Batch {
        command_id: Some(command_id),
        changes: Vec::new(),
        acts: vec![act],
    };
    workspace.store.commit(batch).await.map(|_| ())
}

/// # Errors
/// `not_found` once it is over.
pub async fn live_call_end(
    workspace: &Workspace,
    grant: Grant<LiveCallControl>,
    input: EndLiveCall,
) -> AppResult<Done> {
    let call = going_on(workspace, input.call_id)?;
    write(
        workspace,
        &grant,
        input.command_id,
        Act::LiveCallEnded,
        &call,
    )
    .await?;
    workspace.deps.floor.end(call.id)?;
    Ok(Done::YES)
}

/// # Errors
/// `not_found` once it is over, `no_transfer`.
pub async fn live_call_take_over(
    workspace: &Workspace,
    grant: Grant<LiveCallControl>,
    input: TakeOverLiveCall,
) -> AppResult<Done> {
    let call = going_on(workspace, input.call_id)?;
    if !call.can_take_over {
        return Err(ErrorCode::NoTransfer.into());
    }
    let act = Act::LiveCallTakenOver;
    write(workspace, &grant, input.command_id, act, &call).await?;
    workspace.deps.floor.take_over(call.id)?;
    Ok(Done::YES)
}
