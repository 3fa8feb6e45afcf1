//! After how many quiet minutes the workspace locks itself.

use parley_domain::access::{Grant, kinds::WorkspaceManage};
use parley_domain::audit::Act;
use parley_domain::ids::CommandId;
use serde::{Deserialize, Serialize};

use super::IDLE_LOCK_SETTING;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetIdleLock {
    pub command_id: CommandId,
    /// 1 to 240; 0 is never.
    pub minutes: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct IdleLockView {
    pub minutes: u32,
}

/// # Errors
/// `invalid_input` above 240 minutes.
pub async fn idle_lock_set(
    workspace: &Workspace,
    grant: Grant<WorkspaceManage>,
    input: SetIdleLock,
) -> AppResult<IdleLockView> {
    if input.minutes > 240 {
        return Err(AppError::invalid("minutes"));
    }
    let change = Change::SetSetting {
        name: IDLE_LOCK_SETTING,
        value: input.minutes.to_string(),
    };
    let act = ActDraft::by(grant.subject(), grant.at(), Act::IdleLockSet)
        .detail("minutes", input.minutes);
    workspace
        .store
        .commit(Batch::one(input.command_id, change, act))
        .await?;
    workspace.set_idle_lock_minutes(input.minutes);
    Ok(IdleLockView {
        minutes: input.minutes,
    })
}
