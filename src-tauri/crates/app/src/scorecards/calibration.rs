//! Calibrations: the list, and one with its scores side by side.

use parley_domain::access::{AccessSubject, Grant, kinds::ScoreRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CalibrationId, CallId, FormId, ScoreId, UserId};
use parley_domain::scorecard::{
    Agreement, Answer, FormContent, ScoreState, Tally, agreement, tally,
};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::view::Names;
use super::{Calibration, Score, about_call, existing_version};
use crate::audit::ActDraft;
use crate::calls::{CallRecord, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, ScoreFilter};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListCalibrations {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalibrationListView {
    /// Newest first.
    pub rows: Vec<CalibrationRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalibrationRow {
    pub id: CalibrationId,
    pub call_id: CallId,
    pub caller: Option<String>,
    pub started_at: UtcMillis,
    pub form_id: FormId,
    pub form_title: String,
    pub version: u32,
    pub begun_by: Option<String>,
    pub begun_at: UtcMillis,
    pub scorers: Vec<CalibrationScorer>,
    /// Since when everybody sees the answers; `null` while it is blind.
    pub opened_at: Option<UtcMillis>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalibrationScorer {
    pub user_id: UserId,
    pub name: Option<String>,
    pub submitted: bool,
}

/// The scores that were handed in.
pub(super) async fn submitted(
    workspace: &Workspace,
    calibration: &Calibration,
) -> AppResult<Vec<Score>> {
    let filter = ScoreFilter {
        calibration_id: Some(calibration.id),
        state: Some(ScoreState::Submitted),
        ..ScoreFilter::default()
    };
    workspace.store.scores(&filter, None, 100).await
}

impl CalibrationRow {
    fn of(calibration: &Calibration, scores: &[Score], call: &CallRecord, names: &Names) -> Self {
        let scorers = calibration.scorers.iter();
        Self {
            id: calibration.id,
            call_id: calibration.call_id,
            caller: call.row.caller.clone(),
            started_at: call.row.started_at,
            form_id: calibration.form_id,
            form_title: names.title(calibration.form_id),
            version: calibration.version,
            begun_by: names.person(calibration.begun_by),
            begun_at: calibration.begun_at,
            scorers: scorers
                .map(|&user_id| CalibrationScorer {
                    user_id,
                    name: names.person(user_id),
                    submitted: scores.iter().any(|s| s.scorer == user_id),
                })
                .collect(),
            opened_at: calibration.opened_at,
        }
    }
}

/// # Errors
/// Those of the store.
pub async fn calibration_list(
    workspace: &Workspace,
    _grant: Grant<ScoreRead>,
    _input: ListCalibrations,
) -> AppResult<CalibrationListView> {
    let names = Names::of(workspace).await?;
    let mut rows = Vec::new();
    for calibration in workspace.store.calibrations().await? {
        let call = existing(workspace, calibration.call_id).await?;
        let scores = submitted(workspace, &calibration).await?;
        rows.push(CalibrationRow::of(&calibration, &scores, &call, &names));
    }
    Ok(CalibrationListView { rows })
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetCalibration {
    pub calibration_id: CalibrationId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalibrationView {
    pub row: CalibrationRow,
    pub form: FormContent,
    /// In the order the scorers were named; empty while it is blind.
    pub scores: Vec<CalibratedScore>,
    /// Absent while it is blind.
    pub agreement: Option<Agreement>,
    /// Whether the viewer is a scorer who has not submitted, and still can.
    pub mine_to_score: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalibratedScore {
    pub score_id: ScoreId,
    pub scorer: UserId,
    pub name: Option<String>,
    pub answers: Vec<Answer>,
    pub tally: Tally,
}

/// # Errors
/// `not_found`.
pub async fn calibration_get(
    workspace: &Workspace,
    grant: Grant<ScoreRead>,
    input: GetCalibration,
) -> AppResult<CalibrationView> {
    let (subject, at) = (grant.subject(), grant.at());
    let found = workspace.store.calibration(input.calibration_id).await?;
    let calibration = found.ok_or(AppError::new(ErrorCode::NotFound))?;
    let act = ActDraft::by(subject, at, Act::CalibrationRead).for_purpose(Purpose::QualityReview);
    let (call, act) = about_call(workspace, act, calibration.call_id, calibration.form_id).await?;
    workspace.store.commit(Batch::acts(vec![act])).await?;
    view(workspace, subject, calibration, &call).await
}

pub(super) async fn view(
    workspace: &Workspace,
    viewer: &AccessSubject,
    calibration: Calibration,
    call: &CallRecord,
) -> AppResult<CalibrationView> {
    let names = Names::of(workspace).await?;
    let form = existing_version(workspace, calibration.form_id, calibration.version).await?;
    let form = form.content;
    let mut scores = submitted(workspace, &calibration).await?;
    // As the scorers were named.
    let place = |score: &Score| {
        calibration
            .scorers
            .iter()
            .position(|id| *id == score.scorer)
    };
    scores.sort_by_key(place);
    let row = CalibrationRow::of(&calibration, &scores, call, &names);
    let pending = |s: &CalibrationScorer| s.user_id == viewer.user_id && !s.submitted;
    let mine_to_score = calibration.opened_at.is_none() && row.scorers.iter().any(pending);
    if calibration.opened_at.is_none() {
        scores.clear();
    }
    let given: Vec<&[Answer]> = scores.iter().map(|s| &*s.answers).collect();
    Ok(CalibrationView {
        row,
        mine_to_score,
        agreement: calibration.opened_at.map(|_| agreement(&form, &given)),
        scores: scores
            .iter()
            .map(|score| CalibratedScore {
                score_id: score.id,
                scorer: score.scorer,
                name: names.person(score.scorer),
                tally: tally(&form, &score.answers),
                answers: score.answers.clone(),
            })
            .collect(),
        form,
    })
}
