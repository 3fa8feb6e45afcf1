//! Undoing a correction of a captured variable, or a choice. It is withdrawn, never
//! deleted.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, CorrectionId};
use parley_domain::revision::{Withdrawal, standing};
use serde::Deserialize;

use super::view::{CapturedView, one};
use crate::audit::ActDraft;
use crate::calls::existing;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, CapturedChange, Change};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct WithdrawCaptured {
    pub command_id: CommandId,
    pub call_id: CallId,
    pub correction_id: CorrectionId,
}

/// # Errors
/// `permission_denied`, `not_found`, `conflict` when others were made on it that stand.
pub async fn captured_withdraw(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: WithdrawCaptured,
) -> AppResult<CapturedView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let call = existing(workspace, input.call_id).await?;
    let (back, all) = super::among_its_own(workspace, call.id(), input.correction_id).await?;
    if back.withdrawn.is_none() {
        if !standing(&all).is_head(back.id) {
            return Err(ErrorCode::Conflict.into());
        }
        let act = ActDraft::by(subject, at, Act::CapturedWithdrawn);
        let act = super::on_variable(act, &call, back.variable);
        let withdrawal = Withdrawal {
            by: subject.user_id,
            at,
        };
        let change = Change::Captured(CapturedChange::Withdraw {
            call_id: call.id(),
            id: back.id,
            withdrawal,
        });
        let batch = Batch::one(input.command_id, change, act);
        workspace.store.commit(batch).await?;
    }
    one(workspace, &call, back.variable).await
}
