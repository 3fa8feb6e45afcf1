//! Beginning to score a call, or going on with it.

use parley_domain::access::{AccessSubject, Grant, kinds::ScoreWrite};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CalibrationId, CallId, CommandId, FormId, ScoreId};
use parley_domain::scorecard::ScoreState;
use parley_domain::time::UtcMillis;
use serde::Deserialize;

use super::view::{ScoreView, view};
use super::{Score, about_score, existing_form};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, ScoreFilter, ScorecardChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct BeginScore {
    /// Becomes the score's id.
    pub command_id: CommandId,
    pub call_id: CallId,
    pub form_id: FormId,
    /// The calibration it is made for.
    #[serde(default)]
    pub calibration_id: Option<CalibrationId>,
}

/// A draft that is there already is gone on with, whatever became of its form.
///
/// # Errors
/// `not_found`, `form_retired`, `conflict` when this person scored the call by this
/// form already, `score_state` when the calibration is open.
pub async fn score_begin(
    workspace: &Workspace,
    grant: Grant<ScoreWrite>,
    input: BeginScore,
) -> AppResult<ScoreView> {
    let (subject, at) = (grant.subject(), grant.at());
    let filter = ScoreFilter {
        scorer: Some(subject.user_id),
        call_id: Some(input.call_id),
        form_id: Some(input.form_id),
        calibration_id: input.calibration_id,
        drafts_of: Some(subject.user_id),
        state: None,
    };
    let known = workspace.store.scores(&filter, None, 1).await?;
    let (mut score, act) = match known.into_iter().next() {
        Some(score) if score.is_draft() => (score, Act::ScoreOpened),
        Some(_) => return Err(ErrorCode::Conflict.into()),
        None => (
            fresh(workspace, subject, at, &input).await?,
            Act::ScoreBegun,
        ),
    };
    let draft = ActDraft::by(subject, at, act).for_purpose(Purpose::QualityReview);
    let (call, draft) = about_score(workspace, draft, &score).await?;
    let batch = if act == Act::ScoreBegun {
        let seen = score.revise(at);
        let change = ScorecardChange::PutScore {
            score: Box::new(score.clone()),
            seen,
        };
        Batch::one(input.command_id, Change::Scorecard(change), draft)
    } else {
        Batch::acts(vec![draft])
    };
    workspace.store.commit(batch).await?;
    view(workspace, subject, at, score, &call).await
}

async fn fresh(
    workspace: &Workspace,
    subject: &AccessSubject,
    at: UtcMillis,
    input: &BeginScore,
) -> AppResult<Score> {
    let version = match input.calibration_id {
        Some(id) => {
            let found = workspace.store.calibration(id).await?;
            let calibration = found
                .filter(|c| c.call_id == input.call_id && c.form_id == input.form_id)
                .filter(|c| c.scorers.contains(&subject.user_id))
                .ok_or(AppError::new(ErrorCode::NotFound))?;
            if calibration.opened_at.is_some() {
                return Err(ErrorCode::ScoreState.into());
            }
            calibration.version
        }
        None => {
            let form = existing_form(workspace, input.form_id).await?;
            if form.retired_at.is_some() {
                return Err(ErrorCode::FormRetired.into());
            }
            if form.latest == 0 {
                return Err(ErrorCode::NotFound.into());
            }
            form.latest
        }
    };
    Ok(Score {
        id: ScoreId(input.command_id.0),
        call_id: input.call_id,
        form_id: input.form_id,
        version,
        scorer: subject.user_id,
        calibration_id: input.calibration_id,
        state: ScoreState::Draft,
        answers: Vec::new(),
        total: None,
        failed: false,
        steps: Vec::new(),
        revision: 0,
        begun_at: at,
        changed_at: at,
    })
}
