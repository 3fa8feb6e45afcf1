//! The port, answered.

use async_trait::async_trait;
use parley_app::error::AppResult;
use parley_app::ports::{ScoreFilter, Scorecards};
use parley_app::scorecards::{Calibration, FormVersion, Score, ScoreForm};
use parley_domain::ids::{CalibrationId, FormId, ScoreId};

use super::{calibrations, forms, scores};
use crate::records::Records;

#[async_trait]
impl Scorecards for Records {
    async fn score_forms(&self) -> AppResult<Vec<ScoreForm>> {
        Ok(forms::forms(&self.db, &self.tenant).await?)
    }

    async fn score_form(&self, id: FormId) -> AppResult<Option<ScoreForm>> {
        Ok(forms::form(&self.db, &self.tenant, id).await?)
    }

    async fn form_versions(&self, id: FormId) -> AppResult<Vec<FormVersion>> {
        Ok(forms::versions(&self.db, &self.tenant, id).await?)
    }

    async fn form_version(&self, id: FormId, version: u32) -> AppResult<Option<FormVersion>> {
        Ok(forms::version(&self.db, &self.tenant, id, version).await?)
    }

    async fn scores(
        &self,
        filter: &ScoreFilter,
        before: Option<ScoreId>,
        limit: u32,
    ) -> AppResult<Vec<Score>> {
        Ok(scores::scores(&self.db, &self.tenant, filter, before, limit).await?)
    }

    async fn score(&self, id: ScoreId) -> AppResult<Option<Score>> {
        Ok(scores::score(&self.db, &self.tenant, id).await?)
    }

    async fn calibrations(&self) -> AppResult<Vec<Calibration>> {
        Ok(calibrations::calibrations(&self.db, &self.tenant).await?)
    }

    async fn calibration(&self, id: CalibrationId) -> AppResult<Option<Calibration>> {
        Ok(calibrations::calibration(&self.db, &self.tenant, id).await?)
    }
}
