//! Choosing one of the texts that people wrote without knowing of each other.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, CorrectionId};
use parley_domain::transcript::{Correction, standing};
use serde::Deserialize;

use super::correct::{CorrectedTurnView, keep, view};
use crate::calls::existing;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ChooseCorrection {
    pub command_id: CommandId,
    pub call_id: CallId,
    /// The one that shall stand.
    pub correction_id: CorrectionId,
}

/// # Errors
/// `permission_denied`, `not_found`, `conflict` when its turn is in no dispute (any
/// more) or it is no part of it.
pub async fn correction_choose(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: ChooseCorrection,
) -> AppResult<CorrectedTurnView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let mut call = existing(workspace, input.call_id).await?;
    let (chosen, all) = super::among_its_own(workspace, call.id(), input.correction_id).await?;
    let choice = CorrectionId(input.command_id.0);
    // The same command again: it was done.
    if !all.iter().any(|one| one.id == choice) {
        let now = standing(&all);
        if !now.is_disputed() || !now.is_head(chosen.id) {
            return Err(ErrorCode::Conflict.into());
        }
        let correction = Correction {
            id: choice,
            turn: chosen.turn,
            by: subject.user_id,
            at,
            made_on: now.heads(),
            before: now.text().unwrap_or_default().to_owned(),
            after: chosen.after,
            choice_of: Some(chosen.id),
            withdrawn: None,
        };
        keep(workspace, &grant, input.command_id, &mut call, correction).await?;
    }
    view(workspace, &call, chosen.turn).await
}
