//! Handing in a score.

use parley_domain::access::{Grant, kinds::ScoreWrite};
use parley_domain::audit::Act;
use parley_domain::digest::{hex, sha256};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, ScoreId, UserId};
use parley_domain::scorecard::{ScoreState, ScoreStep, missing, step};
use serde::Deserialize;

use super::view::{ScoreView, view};
use super::{Calibration, Score, StepTaken, about_score, existing_version, own_draft, refused};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, ScoreFilter, ScorecardChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SubmitScore {
    pub command_id: CommandId,
    pub score_id: ScoreId,
}

/// The last score of a calibration opens it.
///
/// # Errors
/// `not_found`, `score_incomplete`, `score_state` once it was submitted, or when the
/// calibration was opened meanwhile.
pub async fn score_submit(
    workspace: &Workspace,
    grant: Grant<ScoreWrite>,
    input: SubmitScore,
) -> AppResult<ScoreView> {
    let (subject, at) = (grant.subject(), grant.at());
    let mut score = own_draft(workspace, input.score_id, subject.user_id).await?;
    let form = existing_version(workspace, score.form_id, score.version).await?;
    if !missing(&form.content, &score.answers).is_empty() {
        return Err(ErrorCode::ScoreIncomplete.into());
    }
    let taken = step(&score.standing(), ScoreStep::Submit, subject.user_id, "");
    score.state = taken.map_err(refused)?;
    score.steps.push(StepTaken {
        step: ScoreStep::Submit,
        by: subject.user_id,
        at,
        note: String::new(),
        before: None,
    });
    let seen = score.revise(at);
    // The saves of a draft are told once a day; the hash proves what they came to.
    let handed_in = serde_json::to_vec(&score.answers)
        .map_err(|error| AppError::because(ErrorCode::Internal, error))?;
    let act = ActDraft::by(subject, at, Act::ScoreSubmitted)
        .detail("saves", seen.saturating_sub(1))
        .detail("sha256", hex(&sha256(&[&handed_in])));
    let (call, act) = about_score(workspace, act, &score).await?;
    let mut changes = vec![ScorecardChange::PutScore {
        score: Box::new(score.clone()),
        seen,
    }];
    let mut acts = vec![act];
    if let Some(opened) = opened_by(workspace, &score).await? {
        let act = ActDraft::by(subject, at, Act::CalibrationOpened);
        let (_, act) = about_score(workspace, act, &score).await?;
        acts.push(act);
        changes.push(ScorecardChange::PutCalibration(Calibration {
            opened_at: Some(at),
            ..opened
        }));
    }
    let batch = Batch {
        command_id: Some(input.command_id),
        changes: changes.into_iter().map(Change::Scorecard).collect(),
        acts,
    };
    workspace.store.commit(batch).await?;
    view(workspace, subject, at, score, &call).await
}

/// The calibration that this score completes.
async fn opened_by(workspace: &Workspace, score: &Score) -> AppResult<Option<Calibration>> {
    let Some(id) = score.calibration_id else {
        return Ok(None);
    };
    let found = workspace.store.calibration(id).await?;
    let calibration = found.ok_or(AppError::new(ErrorCode::NotFound))?;
    if calibration.opened_at.is_some() {
        return Err(ErrorCode::ScoreState.into());
    }
    let filter = ScoreFilter {
        calibration_id: Some(id),
        state: Some(ScoreState::Submitted),
        ..ScoreFilter::default()
    };
    let limit = u32::try_from(calibration.scorers.len()).unwrap_or(u32::MAX);
    let submitted = workspace.store.scores(&filter, None, limit).await?;
    let has =
        |scorer: &UserId| *scorer == score.scorer || submitted.iter().any(|s| s.scorer == *scorer);
    let complete = calibration.scorers.iter().all(has);
    Ok(complete.then_some(calibration))
}
