//! Undoing a correction, or a choice. It is withdrawn, never deleted.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, CorrectionId};
use parley_domain::transcript::{Withdrawal, standing};
use serde::Deserialize;

use super::correct::{CorrectedTurnView, view};
use super::{keep_standing, overlaid_with};
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, OverlayChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct WithdrawCorrection {
    pub command_id: CommandId,
    pub call_id: CallId,
    pub correction_id: CorrectionId,
}

/// # Errors
/// `permission_denied`, `not_found`, `conflict` when others were made on it that stand.
pub async fn correction_withdraw(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: WithdrawCorrection,
) -> AppResult<CorrectedTurnView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let mut call = existing(workspace, input.call_id).await?;
    let (one, all) = super::among_its_own(workspace, call.id(), input.correction_id).await?;
    if one.withdrawn.is_none() {
        if !standing(&all).is_head(one.id) {
            return Err(ErrorCode::Conflict.into());
        }
        let act = ActDraft::by(subject, at, Act::CorrectionWithdrawn).detail("turn", one.turn + 1);
        let withdrawal = Withdrawal {
            by: subject.user_id,
            at,
        };
        let change = Change::Overlay(OverlayChange::WithdrawCorrection {
            call_id: call.id(),
            id: one.id,
            withdrawal,
        });
        let batch = Batch::one(input.command_id, change, about(act, &call));
        let mut corrections = workspace.store.corrections(call.id()).await?;
        for other in corrections.iter_mut().filter(|other| other.id == one.id) {
            other.withdrawn = Some(withdrawal);
        }
        let turns = overlaid_with(workspace, call.id(), &corrections)
            .await?
            .turns;
        keep_standing(workspace, &grant, &mut call, &turns, batch).await?;
    }
    view(workspace, &call, one.turn).await
}
