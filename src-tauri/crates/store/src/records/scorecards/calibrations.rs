//! Calibrations.

use parley_app::scorecards::Calibration;
use parley_domain::ids::{CalibrationId, CallId, FormId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};

/// Adds it, or says since when it is open.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    calibration: &Calibration,
) -> RecordsResult<()> {
    let call = sqlx::query("SELECT 1 FROM calls WHERE tenant_id = ? AND id = ?")
        .bind(tenant.bytes())
        .bind(id_bytes(&calibration.call_id.0))
        .fetch_optional(&mut *connection)
        .await?;
    if call.is_none() {
        return Err(RecordsError::NotFound("call"));
    }
    sqlx::query(
        "INSERT INTO calibrations (id, tenant_id, call_id, form_id, form_version, begun_by, \
         begun_at, scorers, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (id) DO UPDATE SET opened_at = excluded.opened_at",
    )
    .bind(id_bytes(&calibration.id.0))
    .bind(tenant.bytes())
    .bind(id_bytes(&calibration.call_id.0))
    .bind(id_bytes(&calibration.form_id.0))
    .bind(i64::from(calibration.version))
    .bind(id_bytes(&calibration.begun_by.0))
    .bind(calibration.begun_at.0)
    .bind(serde_json::to_string(&calibration.scorers)?)
    .bind(calibration.opened_at.map(|t| t.0))
    .execute(connection)
    .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, call_id, form_id, form_version, begun_by, begun_at, scorers, \
     opened_at FROM calibrations WHERE tenant_id = ?";

fn calibration_from(row: &SqliteRow) -> RecordsResult<Calibration> {
    Ok(Calibration {
        id: CalibrationId(row.id(0)?),
        call_id: CallId(row.id(1)?),
        form_id: FormId(row.id(2)?),
        version: row.small(3)?,
        begun_by: UserId(row.id(4)?),
        begun_at: UtcMillis(row.number(5)?),
        scorers: serde_json::from_str(&row.text(6)?)?,
        opened_at: row.maybe_number(7)?.map(UtcMillis),
    })
}

/// Newest first.
pub(super) async fn calibrations(
    db: &Database,
    tenant: &Tenant,
) -> RecordsResult<Vec<Calibration>> {
    let rows = sqlx::query(AssertSqlSafe(format!("{SELECT} ORDER BY id DESC")))
        .bind(tenant.bytes())
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(calibration_from).collect()
}

pub(super) async fn calibration(
    db: &Database,
    tenant: &Tenant,
    id: CalibrationId,
) -> RecordsResult<Option<Calibration>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(calibration_from).transpose()
}
