//! Scorecards: forms with their versions, scores, calibrations.

mod calibrations;
mod forms;
mod port;
mod scores;

use parley_app::ports::ScorecardChange;
use sqlx::SqliteConnection;

use super::Tenant;
use super::error::RecordsResult;

pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &ScorecardChange,
) -> RecordsResult<()> {
    match change {
        ScorecardChange::PutForm { form, seen } => {
            forms::put(connection, tenant, form, *seen).await
        }
        ScorecardChange::AddFormVersion(version) => {
            forms::add_version(connection, tenant, version).await
        }
        ScorecardChange::RemoveForm(id) => forms::remove(connection, tenant, *id).await,
        ScorecardChange::PutScore { score, seen } => {
            scores::put(connection, tenant, score, *seen).await
        }
        ScorecardChange::RemoveScore(id) => scores::remove(connection, tenant, *id).await,
        ScorecardChange::PutCalibration(calibration) => {
            calibrations::put(connection, tenant, calibration).await
        }
    }
}
