//! A score as a screen shows it.

use parley_domain::access::{AccessSubject, Permission, explain};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CalibrationId, CallId, FormId, ScoreId, UserId};
use parley_domain::scorecard::{
    Answer, FormContent, Missing, ScoreState, ScoreStep, StepRefusal, Tally, missing, step, tally,
};
use parley_domain::time::UtcMillis;
use serde::Serialize;

use super::{Score, ScoreForm, existing_version, refused};
use crate::calls::CallRecord;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::users::User;

/// A score in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ScoreRow {
    pub id: ScoreId,
    pub call_id: CallId,
    pub caller: Option<String>,
    pub agent: Option<String>,
    pub started_at: UtcMillis,
    pub form_id: FormId,
    pub form_title: String,
    pub version: u32,
    pub form_retired: bool,
    pub scorer: UserId,
    pub scorer_name: Option<String>,
    pub calibration_id: Option<CalibrationId>,
    pub state: ScoreState,
    /// Once resolved: whether answers were changed.
    pub changed: bool,
    /// In hundredths of a percent; `null` where nothing counts.
    pub total: Option<u32>,
    pub failed: bool,
    pub changed_at: UtcMillis,
}

/// A score with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ScoreView {
    pub row: ScoreRow,
    pub form: FormContent,
    pub answers: Vec<Answer>,
    pub tally: Tally,
    pub missing: Vec<Missing>,
    /// Oldest first.
    pub steps: Vec<StepView>,
    /// The steps that its state has, and for each whether the viewer may take it.
    pub open: Vec<OpenStep>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct StepView {
    pub step: ScoreStep,
    pub by: Option<String>,
    pub at: UtcMillis,
    pub note: String,
    /// The answers that a decision changed, as they were.
    pub before: Option<Vec<Answer>>,
}

/// A step that can be taken now, by somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct OpenStep {
    pub step: ScoreStep,
    /// Why not by the viewer; `null` when they may.
    pub refused: Option<ErrorCode>,
}

/// Names that rows show.
pub(super) struct Names {
    people: Vec<User>,
    forms: Vec<ScoreForm>,
}

pub(super) fn name_of(people: &[User], id: UserId) -> Option<String> {
    people.iter().find(|u| u.id == id).map(|u| u.name.clone())
}

impl Names {
    pub(super) async fn of(workspace: &Workspace) -> AppResult<Self> {
        Ok(Self {
            people: workspace.store.users().await?,
            forms: workspace.store.score_forms().await?,
        })
    }

    pub(super) fn person(&self, id: UserId) -> Option<String> {
        name_of(&self.people, id)
    }

    pub(super) fn form(&self, id: FormId) -> Option<&ScoreForm> {
        self.forms.iter().find(|f| f.id == id)
    }

    pub(super) fn title(&self, id: FormId) -> String {
        self.form(id).map(|f| f.title.clone()).unwrap_or_default()
    }
}

impl ScoreRow {
    pub(super) fn of(score: &Score, call: &CallRecord, names: &Names) -> Self {
        Self {
            id: score.id,
            call_id: score.call_id,
            caller: call.row.caller.clone(),
            agent: call.row.agent.clone(),
            started_at: call.row.started_at,
            form_id: score.form_id,
            form_title: names.title(score.form_id),
            version: score.version,
            form_retired: names
                .form(score.form_id)
                .is_some_and(|f| f.retired_at.is_some()),
            scorer: score.scorer,
            scorer_name: names.person(score.scorer),
            calibration_id: score.calibration_id,
            state: score.state,
            changed: score.steps.iter().any(|s| s.step == ScoreStep::Change),
            total: score.total,
            failed: score.failed,
            changed_at: score.changed_at,
        }
    }
}

const fn permission_for(step: ScoreStep) -> Permission {
    match step {
        ScoreStep::Submit => Permission::ScoreWrite,
        ScoreStep::Acknowledge | ScoreStep::Dispute => Permission::ScoreAnswer,
        ScoreStep::Uphold | ScoreStep::Change => Permission::ScoreResolve,
    }
}

/// The steps its state has. Asks the very rule that decides when one is taken.
fn open_steps(score: &Score, viewer: &AccessSubject, at: UtcMillis) -> Vec<OpenStep> {
    let standing = score.standing();
    let look = |&way: &ScoreStep| {
        let refusal = step(&standing, way, viewer.user_id, "said").err();
        if refusal == Some(StepRefusal::State) {
            return None;
        }
        let allowed = explain(viewer, permission_for(way), at).allowed;
        let lacks = (!allowed).then_some(ErrorCode::PermissionDenied);
        Some(OpenStep {
            step: way,
            refused: lacks.or(refusal.map(|r| refused(r).code)),
        })
    };
    ScoreStep::ALL.iter().filter_map(look).collect()
}

pub(super) async fn view(
    workspace: &Workspace,
    viewer: &AccessSubject,
    at: UtcMillis,
    score: Score,
    call: &CallRecord,
) -> AppResult<ScoreView> {
    let names = Names::of(workspace).await?;
    let form = existing_version(workspace, score.form_id, score.version).await?;
    Ok(ScoreView {
        row: ScoreRow::of(&score, call, &names),
        tally: tally(&form.content, &score.answers),
        missing: missing(&form.content, &score.answers),
        form: form.content,
        open: open_steps(&score, viewer, at),
        steps: score
            .steps
            .into_iter()
            .map(|taken| StepView {
                step: taken.step,
                by: names.person(taken.by),
                at: taken.at,
                note: taken.note,
                before: taken.before,
            })
            .collect(),
        answers: score.answers,
    })
}
