//! Scorecards: the forms, scoring a call, what becomes of a score, and calibration.
//! What an answer is worth and which steps there are is the domain's; here it is who
//! sees what, and what is written down.

mod begin;
mod calibrate;
mod calibration;
mod decide;
mod discard;
mod draft;
mod form_list;
mod form_publish;
mod form_retire;
mod form_save;
mod get;
mod handed_in;
mod list;
mod quotes;
mod record;
mod submit;
mod view;

pub use begin::{BeginScore, score_begin};
pub use calibrate::{BeginCalibration, OpenCalibration, calibration_begin, calibration_open};
pub use calibration::{
    CalibratedScore, CalibrationListView, CalibrationRow, CalibrationScorer, CalibrationView,
    GetCalibration, ListCalibrations, calibration_get, calibration_list,
};
pub use decide::{AnswerScore, ResolveScore, ScoreReply, score_answer, score_resolve};
pub use discard::{DiscardScore, score_discard};
pub use draft::{DraftView, SaveScore, score_save};
pub use form_list::{
    FormListView, FormRow, FormVersionRow, FormView, GetForm, ListForms, ShownVersion, form_get,
    form_list,
};
pub use form_publish::{PublishForm, form_publish};
pub use form_retire::{RetireForm, form_retire};
pub use form_save::{DiscardFormDraft, SaveForm, form_draft_discard, form_save};
pub use get::{GetScore, score_get};
pub(crate) use handed_in::handed_in;
pub use list::{ListScores, ScoreListView, score_list};
pub use quotes::AnswerInput;
pub use record::{Calibration, FormVersion, Score, ScoreForm, StepTaken};
pub use submit::{SubmitScore, score_submit};
pub use view::{OpenStep, ScoreRow, ScoreView, StepView};

use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, FormId, ScoreId, UserId};
use parley_domain::scorecard::StepRefusal;

use crate::audit::ActDraft;
use crate::calls::{CallRecord, about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

async fn existing_form(workspace: &Workspace, id: FormId) -> AppResult<ScoreForm> {
    let form = workspace.store.score_form(id).await?;
    form.ok_or(AppError::new(ErrorCode::NotFound))
}

async fn existing_version(
    workspace: &Workspace,
    id: FormId,
    version: u32,
) -> AppResult<FormVersion> {
    let found = workspace.store.form_version(id, version).await?;
    found.ok_or(AppError::new(ErrorCode::NotFound))
}

/// The score, if `viewer` may see it: a draft only its scorer does, and a score that
/// calibrates nobody else until all are open.
async fn visible(workspace: &Workspace, id: ScoreId, viewer: UserId) -> AppResult<Score> {
    let hidden = AppError::new(ErrorCode::NotFound);
    let Some(score) = workspace.store.score(id).await? else {
        return Err(hidden);
    };
    if score.scorer == viewer {
        return Ok(score);
    }
    if score.is_draft() {
        return Err(hidden);
    }
    if let Some(id) = score.calibration_id {
        let calibration = workspace.store.calibration(id).await?;
        if calibration.is_none_or(|c| c.opened_at.is_none()) {
            return Err(hidden);
        }
    }
    Ok(score)
}

/// The viewer's own draft.
async fn own_draft(workspace: &Workspace, id: ScoreId, viewer: UserId) -> AppResult<Score> {
    let score = visible(workspace, id, viewer).await?;
    if score.scorer != viewer {
        return Err(ErrorCode::NotFound.into());
    }
    if !score.is_draft() {
        return Err(ErrorCode::ScoreState.into());
    }
    Ok(score)
}

/// Names the call and the form in an act, as the log shows them.
async fn about_score(
    workspace: &Workspace,
    act: ActDraft,
    score: &Score,
) -> AppResult<(CallRecord, ActDraft)> {
    about_call(workspace, act, score.call_id, score.form_id).await
}

async fn about_call(
    workspace: &Workspace,
    act: ActDraft,
    call_id: CallId,
    form_id: FormId,
) -> AppResult<(CallRecord, ActDraft)> {
    let call = existing(workspace, call_id).await?;
    let form = existing_form(workspace, form_id).await?;
    let act = about(act, &call).detail("form", form.title);
    Ok((call, act))
}

fn form_act(act: ActDraft, form: &ScoreForm) -> ActDraft {
    act.on_form(form.id).detail("form", &form.title)
}

fn refused(refusal: StepRefusal) -> AppError {
    match refusal {
        StepRefusal::State => ErrorCode::ScoreState.into(),
        StepRefusal::NotScorer => ErrorCode::NotFound.into(),
        StepRefusal::Own => ErrorCode::OwnScore.into(),
        StepRefusal::Unsaid => AppError::invalid("note"),
    }
}

/// The act that tells of a step.
const fn act_of(step: parley_domain::scorecard::ScoreStep) -> Act {
    use parley_domain::scorecard::ScoreStep;
    match step {
        ScoreStep::Submit => Act::ScoreSubmitted,
        ScoreStep::Acknowledge => Act::ScoreAcknowledged,
        ScoreStep::Dispute => Act::ScoreDisputed,
        ScoreStep::Uphold => Act::ScoreUpheld,
        ScoreStep::Change => Act::ScoreChanged,
    }
}
