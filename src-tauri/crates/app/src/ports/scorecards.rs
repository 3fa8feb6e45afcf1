//! The part of the store that keeps scorecards: forms with their versions, scores,
//! calibrations.

use async_trait::async_trait;
use parley_domain::ids::{CalibrationId, CallId, FormId, ScoreId, UserId};
use parley_domain::scorecard::ScoreState;

use crate::error::AppResult;
use crate::scorecards::{Calibration, FormVersion, Score, ScoreForm};

/// One change to scorecards.
#[derive(Debug, Clone)]
pub enum ScorecardChange {
    /// Adds or replaces a form. `seen` is the revision it is based on, 0 for a new one;
    /// `conflict` when the kept one is another.
    PutForm {
        form: Box<ScoreForm>,
        seen: u32,
    },
    /// Adds a version; `conflict` when it is there.
    AddFormVersion(Box<FormVersion>),
    /// Removes a form that has no versions.
    RemoveForm(FormId),
    /// Adds or replaces a score; `seen` as with forms. `conflict` also when the scorer
    /// has another one of this call by this form, or in this calibration.
    PutScore {
        score: Box<Score>,
        seen: u32,
    },
    RemoveScore(ScoreId),
    /// Adds or replaces a calibration.
    PutCalibration(Calibration),
}

/// Which scores.
#[derive(Debug, Clone, Copy, Default)]
pub struct ScoreFilter {
    pub state: Option<ScoreState>,
    pub scorer: Option<UserId>,
    pub call_id: Option<CallId>,
    pub form_id: Option<FormId>,
    /// Those of one calibration; otherwise none that were made for any.
    pub calibration_id: Option<CalibrationId>,
    /// Drafts only of this person; of nobody when absent.
    pub drafts_of: Option<UserId>,
}

#[async_trait]
pub trait Scorecards: Send + Sync {
    /// By title.
    async fn score_forms(&self) -> AppResult<Vec<ScoreForm>>;
    async fn score_form(&self, id: FormId) -> AppResult<Option<ScoreForm>>;
    /// Oldest first.
    async fn form_versions(&self, id: FormId) -> AppResult<Vec<FormVersion>>;
    async fn form_version(&self, id: FormId, version: u32) -> AppResult<Option<FormVersion>>;

    /// Newest first by id; `before` is exclusive.
    async fn scores(
        &self,
        filter: &ScoreFilter,
        before: Option<ScoreId>,
        limit: u32,
    ) -> AppResult<Vec<Score>>;
    async fn score(&self, id: ScoreId) -> AppResult<Option<Score>>;

    /// Newest first.
    async fn calibrations(&self) -> AppResult<Vec<Calibration>>;
    async fn calibration(&self, id: CalibrationId) -> AppResult<Option<Calibration>>;
}
