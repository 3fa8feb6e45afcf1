//! Forms, scores and calibrations.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CalibrationId, FormId, ScoreId};

use super::MemoryStore;
use super::tables::Tables;
use crate::error::AppResult;
use crate::ports::{ScoreFilter, ScorecardChange, Scorecards};
use crate::scorecards::{Calibration, FormVersion, Score, ScoreForm};

#[derive(Debug, Clone, Default)]
pub(super) struct KeptScorecards {
    forms: BTreeMap<FormId, ScoreForm>,
    versions: BTreeMap<(FormId, u32), FormVersion>,
    scores: BTreeMap<ScoreId, Score>,
    calibrations: BTreeMap<CalibrationId, Calibration>,
}

pub(super) fn apply(tables: &mut Tables, change: ScorecardChange) -> AppResult<()> {
    let call_is_known = |id| tables.calls.contains_key(id);
    let kept = &mut tables.scorecards;
    let missing = Err(ErrorCode::NotFound.into());
    let conflict = Err(ErrorCode::Conflict.into());
    match change {
        ScorecardChange::PutForm { form, seen } => {
            if kept.forms.get(&form.id).map_or(0, |f| f.revision) != seen {
                return conflict;
            }
            kept.forms.insert(form.id, *form);
        }
        ScorecardChange::AddFormVersion(version) => {
            if !kept.forms.contains_key(&version.form_id) {
                return missing;
            }
            let place = (version.form_id, version.version);
            if kept.versions.insert(place, *version).is_some() {
                return conflict;
            }
        }
        ScorecardChange::RemoveForm(id) => {
            if kept.versions.keys().any(|(form, _)| *form == id) {
                return conflict;
            }
            kept.forms.remove(&id);
        }
        ScorecardChange::PutScore { score, seen } => {
            let version = (score.form_id, score.version);
            if !call_is_known(&score.call_id) || !kept.versions.contains_key(&version) {
                return missing;
            }
            let revision = kept.scores.get(&score.id).map_or(0, |s| s.revision);
            if revision != seen || kept.scores.values().any(|s| rivals(s, &score)) {
                return conflict;
            }
            kept.scores.insert(score.id, *score);
        }
        ScorecardChange::RemoveScore(id) => {
            kept.scores.remove(&id);
        }
        ScorecardChange::PutCalibration(calibration) => {
            if !call_is_known(&calibration.call_id) {
                return missing;
            }
            kept.calibrations.insert(calibration.id, calibration);
        }
    }
    Ok(())
}

/// Whether both are the one score that a person has of a call by a form.
fn rivals(one: &Score, other: &Score) -> bool {
    one.id != other.id
        && one.scorer == other.scorer
        && one.call_id == other.call_id
        && one.form_id == other.form_id
        && one.calibration_id == other.calibration_id
}

fn is_left(score: &Score, filter: &ScoreFilter) -> bool {
    filter.state.is_none_or(|state| score.state == state)
        && filter.scorer.is_none_or(|id| score.scorer == id)
        && filter.call_id.is_none_or(|id| score.call_id == id)
        && filter.form_id.is_none_or(|id| score.form_id == id)
        && score.calibration_id == filter.calibration_id
        && (!score.is_draft() || filter.drafts_of == Some(score.scorer))
}

#[async_trait]
impl Scorecards for MemoryStore {
    async fn score_forms(&self) -> AppResult<Vec<ScoreForm>> {
        let mut forms: Vec<ScoreForm> =
            self.read(|t| t.scorecards.forms.values().cloned().collect())?;
        forms.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
        Ok(forms)
    }

    async fn score_form(&self, id: FormId) -> AppResult<Option<ScoreForm>> {
        self.read(|t| t.scorecards.forms.get(&id).cloned())
    }

    async fn form_versions(&self, id: FormId) -> AppResult<Vec<FormVersion>> {
        self.read(|t| {
            let versions = t.scorecards.versions.values();
            versions.filter(|v| v.form_id == id).cloned().collect()
        })
    }

    async fn form_version(&self, id: FormId, version: u32) -> AppResult<Option<FormVersion>> {
        self.read(|t| t.scorecards.versions.get(&(id, version)).cloned())
    }

    async fn scores(
        &self,
        filter: &ScoreFilter,
        before: Option<ScoreId>,
        limit: u32,
    ) -> AppResult<Vec<Score>> {
        self.read(|t| {
            let scores = t.scorecards.scores.values().rev();
            scores
                .filter(|s| before.is_none_or(|before| s.id < before) && is_left(s, filter))
                .take(limit as usize)
                .cloned()
                .collect()
        })
    }

    async fn score(&self, id: ScoreId) -> AppResult<Option<Score>> {
        self.read(|t| t.scorecards.scores.get(&id).cloned())
    }

    async fn calibrations(&self) -> AppResult<Vec<Calibration>> {
        self.read(|t| {
            let calibrations = t.scorecards.calibrations.values().rev();
            calibrations.cloned().collect()
        })
    }

    async fn calibration(&self, id: CalibrationId) -> AppResult<Option<Calibration>> {
        self.read(|t| t.scorecards.calibrations.get(&id).cloned())
    }
}
