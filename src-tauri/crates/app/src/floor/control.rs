//! Taking a live call over, and ending one, also while it rings. Each is written down before
//! it is done. Must not know: how calls run, or what a carrier is asked.

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

/// The phase, as it is written down, of a call that nobody has answered yet.
const RINGING: &str = "ringing";

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
    (id, phase): (CallId, &str),
) -> AppResult<()> {
    let act = ActDraft::by(grant.subject(), grant.at(), act)
        .on_live_call(id)
        .detail("phase", phase);
    let batch = Batch {
        command_id: Some(command_id),
        changes: Vec::new(),
        acts: vec![act],
    };
    workspace.store.commit(batch).await.map(|_| ())
}

/// Ends a call that goes on, or one that rings.
///
/// # Errors
/// `not_found` once it is over; `call_not_ended` where the carrier lets it ring on.
pub async fn live_call_end(
    workspace: &Workspace,
    grant: Grant<LiveCallControl>,
    input: EndLiveCall,
) -> AppResult<Done> {
    let EndLiveCall {
        command_id,
        call_id,
    } = input;
    let rings = (workspace.deps.outbound_line.ringing().iter()).any(|call| call.id == call_id);
    let phase = match going_on(workspace, call_id) {
        Ok(call) => call.phase.as_str(),
        Err(_) if rings => RINGING,
        Err(error) => return Err(error),
    };
    let act = Act::LiveCallEnded;
    write(workspace, &grant, command_id, act, (call_id, phase)).await?;
    if rings {
        call_off(workspace, &grant, call_id).await?;
    } else {
        workspace.deps.floor.end(call_id)?;
    }
    Ok(Done::YES)
}

/// At the carrier; where somebody picked up since it was looked at, by the agent.
async fn call_off(
    workspace: &Workspace,
    grant: &Grant<LiveCallControl>,
    id: CallId,
) -> AppResult<()> {
    let Err(error) = workspace.deps.outbound_line.call_off(id).await else {
        return Ok(());
    };
    if error.code == ErrorCode::NotFound {
        // Neither here nor there it is over, which is what was wanted.
        let ended = workspace.deps.floor.end(id);
        return ended.or_else(|error| match error.code {
            ErrorCode::NotFound => Ok(()),
            _ => Err(error),
        });
    }
    // That it was ended is in the log by now, and is not so.
    let now = workspace.deps.clock.now();
    let act = ActDraft::by(grant.subject(), now, Act::LiveCallNotEnded)
        .on_live_call(id)
        .detail("phase", RINGING);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Err(error)
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
    let on = (call.id, call.phase.as_str());
    write(workspace, &grant, input.command_id, act, on).await?;
    workspace.deps.floor.take_over(call.id)?;
    Ok(Done::YES)
}
