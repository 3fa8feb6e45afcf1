//! What lies over transcripts: corrections, who spoke, and what of both the search
//! has to know.

mod corrections;
mod indexed;
mod port;
mod speakers;
mod standing;

pub(crate) use standing::stand;

use parley_app::ports::OverlayChange;
use parley_domain::ids::{CallId, UserId};
use parley_domain::time::UtcMillis;
use parley_domain::transcript::Withdrawal;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use super::Tenant;
use super::error::{RecordsError, RecordsResult};
use super::values::{Columns, id_bytes};

/// Applies one change and keeps the index in step.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &OverlayChange,
) -> RecordsResult<()> {
    match change {
        OverlayChange::Correct {
            call_id,
            correction,
        } => {
            let seq = seq_of(connection, tenant, *call_id).await?;
            corrections::add(connection, tenant, seq, correction).await?;
            indexed::restate_text(connection, tenant, seq, correction.turn).await
        }
        OverlayChange::WithdrawCorrection {
            call_id,
            id,
            withdrawal,
        } => {
            let seq = seq_of(connection, tenant, *call_id).await?;
            let turn = corrections::withdraw(connection, seq, *id, *withdrawal).await?;
            indexed::restate_text(connection, tenant, seq, turn).await
        }
        OverlayChange::ChangeSpeakers { call_id, change } => {
            let seq = match call_id {
                Some(id) => Some(seq_of(connection, tenant, *id).await?),
                None => None,
            };
            speakers::add(connection, tenant, seq, change).await?;
            indexed::restate_sides(connection, tenant, seq).await
        }
        OverlayChange::WithdrawSpeakers { id, withdrawal } => {
            let seq = speakers::withdraw(connection, tenant, *id, *withdrawal).await?;
            indexed::restate_sides(connection, tenant, seq).await
        }
    }
}

async fn seq_of(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<i64> {
    sqlx::query("SELECT seq FROM calls WHERE id = ? AND tenant_id = ?")
        .bind(id_bytes(&call.0))
        .bind(tenant.bytes())
        .fetch_optional(connection)
        .await?
        .ok_or(RecordsError::NotFound("call"))?
        .number(0)
}

/// From the columns `withdrawn_by`, `withdrawn_at`, the first of which is `first`.
fn withdrawal(row: &SqliteRow, first: usize) -> RecordsResult<Option<Withdrawal>> {
    let by = row.maybe_id(first)?.map(UserId);
    let at = row.maybe_number(first + 1)?.map(UtcMillis);
    Ok(by.zip(at).map(|(by, at)| Withdrawal { by, at }))
}
