//! Saying that the caller is on the other channel.

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId};
use serde::Deserialize;

use super::CallView;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SwapSides {
    pub command_id: CommandId,
    pub call_id: CallId,
}

/// # Errors
/// `not_found`, `no_recording` when it is not stereo.
pub async fn call_sides_swap(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: SwapSides,
) -> AppResult<CallView> {
    let call = super::existing(workspace, input.call_id).await?;
    if !matches!(&call.recording, Some((_, facts)) if facts.channels == 2) {
        return Err(ErrorCode::NoRecording.into());
    }
    let channel = 1 - call.caller_channel.min(1);
    let act = ActDraft::by(grant.subject(), grant.at(), Act::SidesSwapped)
        .detail("caller_channel", channel);
    let change = Change::SetCallerChannel {
        call_id: call.row.id,
        channel,
    };
    workspace
        .store
        .commit(Batch::one(
            input.command_id,
            change,
            super::about(act, &call),
        ))
        .await?;
    let call = super::existing(workspace, input.call_id).await?;
    super::get::view(workspace, call).await
}
