//! Having one call scored by several people, and opening what they answered.

use parley_domain::access::{Grant, Permission, explain, kinds::CalibrationManage};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CalibrationId, CallId, CommandId, FormId, UserId};
use serde::Deserialize;

use super::calibration::{CalibrationView, view};
use super::{Calibration, about_call, existing_form};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, ScorecardChange};

/// More do not fit side by side.
const MOST_SCORERS: usize = 8;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct BeginCalibration {
    /// Becomes the calibration's id.
    pub command_id: CommandId,
    pub call_id: CallId,
    pub form_id: FormId,
    /// Two to eight people who may score.
    pub scorers: Vec<UserId>,
}

/// # Errors
/// `not_found`, `form_retired`, `invalid_input` for fewer than two scorers, or some who
/// may not score.
pub async fn calibration_begin(
    workspace: &Workspace,
    grant: Grant<CalibrationManage>,
    input: BeginCalibration,
) -> AppResult<CalibrationView> {
    let (subject, at) = (grant.subject(), grant.at());
    let form = existing_form(workspace, input.form_id).await?;
    if form.retired_at.is_some() {
        return Err(ErrorCode::FormRetired.into());
    }
    if form.latest == 0 {
        return Err(ErrorCode::NotFound.into());
    }
    let people = workspace.store.users().await?;
    let may_score = |id: &UserId| {
        let person = people.iter().find(|u| u.id == *id);
        person.is_some_and(|u| explain(&u.access_subject(), Permission::ScoreWrite, at).allowed)
    };
    let mut scorers: Vec<UserId> = Vec::new();
    for scorer in input.scorers {
        if !scorers.contains(&scorer) {
            scorers.push(scorer);
        }
    }
    if !(2..=MOST_SCORERS).contains(&scorers.len()) || !scorers.iter().all(may_score) {
        return Err(AppError::invalid("scorers"));
    }
    let calibration = Calibration {
        id: CalibrationId(input.command_id.0),
        call_id: input.call_id,
        form_id: form.id,
        version: form.latest,
        begun_by: subject.user_id,
        begun_at: at,
        scorers,
        opened_at: None,
    };
    let act = ActDraft::by(subject, at, Act::CalibrationBegun);
    let (call, act) = about_call(workspace, act, input.call_id, form.id).await?;
    let change = ScorecardChange::PutCalibration(calibration.clone());
    let batch = Batch::one(input.command_id, Change::Scorecard(change), act);
    workspace.store.commit(batch).await?;
    view(workspace, subject, calibration, &call).await
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct OpenCalibration {
    pub command_id: CommandId,
    pub calibration_id: CalibrationId,
}

/// Opens it before everybody has submitted. Whoever has not, cannot any more: they
/// would have seen the others' answers.
///
/// # Errors
/// `not_found`, `own_score` for a scorer who has not submitted: it would show them the
/// others' answers.
pub async fn calibration_open(
    workspace: &Workspace,
    grant: Grant<CalibrationManage>,
    input: OpenCalibration,
) -> AppResult<CalibrationView> {
    let (subject, at) = (grant.subject(), grant.at());
    let found = workspace.store.calibration(input.calibration_id).await?;
    let mut calibration = found.ok_or(AppError::new(ErrorCode::NotFound))?;
    let act = ActDraft::by(subject, at, Act::CalibrationOpened);
    let (call, act) = about_call(workspace, act, calibration.call_id, calibration.form_id).await?;
    if calibration.opened_at.is_none() {
        let me = subject.user_id;
        let submitted = super::calibration::submitted(workspace, &calibration).await?;
        if calibration.scorers.contains(&me) && !submitted.iter().any(|s| s.scorer == me) {
            return Err(ErrorCode::OwnScore.into());
        }
        calibration.opened_at = Some(at);
        let change = ScorecardChange::PutCalibration(calibration.clone());
        let batch = Batch::one(input.command_id, Change::Scorecard(change), act);
        workspace.store.commit(batch).await?;
    }
    view(workspace, subject, calibration, &call).await
}
