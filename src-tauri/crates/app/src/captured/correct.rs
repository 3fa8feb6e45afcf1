//! Correcting what was captured: its value, and the words in which it was said.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::captured::{
    CapturedCorrection, CapturedValue, captured, tidy_reason, tidy_value,
};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, CorrectionId};
use parley_domain::scorecard::{QuotePlace, quote};
use serde::Deserialize;

use super::keep;
use super::view::{CapturedView, one};
use crate::calls::existing;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::transcript::overlaid;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CorrectCaptured {
    pub command_id: CommandId,
    pub call_id: CallId,
    /// The variable's place in the import.
    pub variable: u32,
    /// The revision that was seen: its `heads`, or none.
    #[serde(default)]
    pub made_on: Vec<CorrectionId>,
    /// What it is from now on; at most 2 000 characters.
    pub value: String,
    /// The words in which it was said; absent: where it was said stays as it was seen.
    #[ts(optional)]
    pub said: Option<QuotePlace>,
    /// Why; at most 500 characters.
    #[ts(optional)]
    pub reason: Option<String>,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, `not_found`,
/// `invalid_input` with the member.
pub async fn captured_correct(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: CorrectCaptured,
) -> AppResult<CapturedView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let call = existing(workspace, input.call_id).await?;
    let place = input.variable as usize;
    let imported = call.variables.get(place);
    let imported = imported.ok_or(AppError::new(ErrorCode::NotFound))?;
    let value = tidy_value(&input.value).ok_or(AppError::invalid("value"))?;
    let reason = tidy_reason(input.reason.as_deref()).map_err(|_| AppError::invalid("reason"))?;
    let all = workspace.store.captured_corrections(call.id()).await?;
    let seen = |id: &CorrectionId| {
        let mut own = all.iter().filter(|one| one.variable == input.variable);
        own.find(|one| one.id == *id)
    };
    if input.made_on.iter().any(|id| seen(id).is_none()) {
        return Err(AppError::invalid("made_on"));
    }
    let before = input.made_on.first().and_then(seen);
    let before = before.map_or_else(|| CapturedValue::from(imported), |one| one.after.clone());
    let mut after = CapturedValue {
        value,
        ..before.clone()
    };
    if let Some(place) = input.said {
        let turns = overlaid(workspace, call.id()).await?.turns;
        let said = quote(&turns, place).ok_or(AppError::invalid("said"))?;
        (after.said_at_ms, after.said_in) = (said.from_ms, Some(place.from_turn));
    }
    let now = captured(&call.variables, &all);
    let stands = now
        .get(place)
        .is_some_and(|now| now.versions.is_empty() && now.value == after);
    if !stands && before != after {
        let correction = CapturedCorrection {
            id: CorrectionId(input.command_id.0),
            variable: input.variable,
            by: subject.user_id,
            at,
            made_on: input.made_on,
            before,
            after,
            reason,
            choice_of: None,
            withdrawn: None,
        };
        keep(workspace, &grant, input.command_id, &call, correction).await?;
    }
    one(workspace, &call, input.variable).await
}
