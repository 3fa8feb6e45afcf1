//! What lies over captured variables.

mod port;
mod read;

use parley_app::ports::CapturedChange;
use parley_domain::captured::CapturedCorrection;
use parley_domain::ids::{CallId, CorrectionId};
use parley_domain::revision::Withdrawal;
use sqlx::SqliteConnection;

use super::Tenant;
use super::calls::seq_of;
use super::error::{RecordsError, RecordsResult};
use super::values::{Columns, id_bytes};

/// Applies one change.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &CapturedChange,
) -> RecordsResult<()> {
    match change {
        CapturedChange::Correct {
            call_id,
            correction,
        } => add(connection, tenant, *call_id, correction).await,
        CapturedChange::Withdraw {
            call_id,
            id,
            withdrawal,
        } => {
            let seq = seq_of(connection, tenant, *call_id).await?;
            withdraw(connection, seq, *id, *withdrawal).await
        }
    }
}

const ADD: &str = "INSERT INTO captured_corrections (id, tenant_id, call_seq, variable, \
     corrected_by, corrected_at, made_on, seen, said, reason, choice_of) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

async fn add(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
    one: &CapturedCorrection,
) -> RecordsResult<()> {
    let seq = seq_of(connection, tenant, call).await?;
    let made_on = one.made_on.iter().flat_map(|id| id.0.into_bytes());
    let made_on: Vec<u8> = made_on.collect();
    sqlx::query(ADD)
        .bind(id_bytes(&one.id.0))
        .bind(tenant.bytes())
        .bind(seq)
        .bind(i64::from(one.variable))
        .bind(id_bytes(&one.by.0))
        .bind(one.at.0)
        .bind(made_on)
        .bind(serde_json::to_string(&one.before)?)
        .bind(serde_json::to_string(&one.after)?)
        .bind(one.reason.as_deref())
        .bind(one.choice_of.map(|id| id.0.into_bytes().to_vec()))
        .execute(connection)
        .await?;
    Ok(())
}

async fn withdraw(
    connection: &mut SqliteConnection,
    seq: i64,
    id: CorrectionId,
    withdrawal: Withdrawal,
) -> RecordsResult<()> {
    let row =
        sqlx::query("SELECT withdrawn_at FROM captured_corrections WHERE id = ? AND call_seq = ?")
            .bind(id_bytes(&id.0))
            .bind(seq)
            .fetch_optional(&mut *connection)
            .await?
            .ok_or(RecordsError::NotFound("correction"))?;
    if row.maybe_number(0)?.is_some() {
        return Err(RecordsError::Conflict("withdrawn before"));
    }
    sqlx::query("UPDATE captured_corrections SET withdrawn_by = ?, withdrawn_at = ? WHERE id = ?")
        .bind(id_bytes(&withdrawal.by.0))
        .bind(withdrawal.at.0)
        .bind(id_bytes(&id.0))
        .execute(connection)
        .await?;
    Ok(())
}
