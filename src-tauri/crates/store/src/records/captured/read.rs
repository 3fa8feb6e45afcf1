//! Reading corrections of captured variables.

use parley_domain::captured::CapturedCorrection;
use parley_domain::ids::{CallId, CorrectionId, UserId};
use parley_domain::revision::Withdrawal;
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::values::{Columns, id_bytes, uuid};

fn correction_from(row: &SqliteRow) -> RecordsResult<CapturedCorrection> {
    let made_on = row
        .bytes(4)?
        .chunks(16)
        .map(|id| uuid(id).map(CorrectionId));
    let withdrawn_by = row.maybe_id(9)?.map(UserId);
    let withdrawn_at = row.maybe_number(10)?.map(UtcMillis);
    Ok(CapturedCorrection {
        id: CorrectionId(row.id(0)?),
        variable: row.small(1)?,
        by: UserId(row.id(2)?),
        at: UtcMillis(row.number(3)?),
        made_on: made_on.collect::<RecordsResult<_>>()?,
        before: serde_json::from_str(&row.text(5)?)?,
        after: serde_json::from_str(&row.text(6)?)?,
        reason: row.maybe_text(7)?,
        choice_of: row.maybe_id(8)?.map(CorrectionId),
        withdrawn: withdrawn_by
            .zip(withdrawn_at)
            .map(|(by, at)| Withdrawal { by, at }),
    })
}

/// Of all variables of a call, oldest first.
pub(super) async fn of_call(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<Vec<CapturedCorrection>> {
    let rows = sqlx::query(
        "SELECT id, variable, corrected_by, corrected_at, made_on, seen, said, reason, choice_of, \
         withdrawn_by, withdrawn_at FROM captured_corrections \
         WHERE call_seq = (SELECT seq FROM calls WHERE id = ? AND tenant_id = ?) \
         ORDER BY corrected_at, id",
    )
    .bind(id_bytes(&call.0))
    .bind(tenant.bytes())
    .fetch_all(&db.readers)
    .await?;
    rows.iter().map(correction_from).collect()
}
