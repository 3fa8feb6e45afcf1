//! Corrections of turns.

use parley_domain::ids::{CallId, CorrectionId, UserId};
use parley_domain::time::UtcMillis;
use parley_domain::transcript::{Correction, Withdrawal};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes, uuid};

const ADD: &str = "INSERT INTO corrections (id, tenant_id, call_seq, turn_index, corrected_by, \
     corrected_at, made_on, text_before, text_after, choice_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const SELECT: &str = "SELECT id, turn_index, corrected_by, corrected_at, made_on, text_before, \
     text_after, choice_of, withdrawn_by, withdrawn_at FROM corrections";

/// Adds one of a call's turns.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    one: &Correction,
) -> RecordsResult<()> {
    let made_on: Vec<u8> = one
        .made_on
        .iter()
        .flat_map(|id| id.0.into_bytes())
        .collect();
    sqlx::query(ADD)
        .bind(id_bytes(&one.id.0))
        .bind(tenant.bytes())
        .bind(seq)
        .bind(i64::from(one.turn))
        .bind(id_bytes(&one.by.0))
        .bind(one.at.0)
        .bind(made_on)
        .bind(&one.before)
        .bind(&one.after)
        .bind(one.choice_of.map(|id| id.0.into_bytes().to_vec()))
        .execute(connection)
        .await?;
    Ok(())
}

/// Withdraws one; answers with its turn.
pub(super) async fn withdraw(
    connection: &mut SqliteConnection,
    seq: i64,
    id: CorrectionId,
    withdrawal: Withdrawal,
) -> RecordsResult<u32> {
    let row = sqlx::query(
        "SELECT turn_index, withdrawn_at FROM corrections WHERE id = ? AND call_seq = ?",
    )
    .bind(id_bytes(&id.0))
    .bind(seq)
    .fetch_optional(&mut *connection)
    .await?
    .ok_or(RecordsError::NotFound("correction"))?;
    if row.maybe_number(1)?.is_some() {
        return Err(RecordsError::Conflict("withdrawn before"));
    }
    sqlx::query("UPDATE corrections SET withdrawn_by = ?, withdrawn_at = ? WHERE id = ?")
        .bind(id_bytes(&withdrawal.by.0))
        .bind(withdrawal.at.0)
        .bind(id_bytes(&id.0))
        .execute(connection)
        .await?;
    row.small(0)
}

fn correction_from(row: &SqliteRow) -> RecordsResult<Correction> {
    let made_on = row
        .bytes(4)?
        .chunks(16)
        .map(|id| uuid(id).map(CorrectionId));
    Ok(Correction {
        id: CorrectionId(row.id(0)?),
        turn: row.small(1)?,
        by: UserId(row.id(2)?),
        at: UtcMillis(row.number(3)?),
        made_on: made_on.collect::<RecordsResult<_>>()?,
        before: row.text(5)?,
        after: row.text(6)?,
        choice_of: row.maybe_id(7)?.map(CorrectionId),
        withdrawn: super::withdrawal(row, 8)?,
    })
}

/// Of all turns of a call, oldest first.
pub(super) async fn of_call(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<Vec<Correction>> {
    let sql = format!(
        "{SELECT} WHERE call_seq = (SELECT seq FROM calls WHERE id = ? AND tenant_id = ?) \
         ORDER BY corrected_at, id"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(id_bytes(&call.0))
        .bind(tenant.bytes())
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(correction_from).collect()
}

/// Of one turn.
pub(super) async fn of_turn(
    connection: &mut SqliteConnection,
    seq: i64,
    turn: u32,
) -> RecordsResult<Vec<Correction>> {
    let sql = format!("{SELECT} WHERE call_seq = ? AND turn_index = ?");
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(seq)
        .bind(i64::from(turn))
        .fetch_all(connection)
        .await?;
    rows.iter().map(correction_from).collect()
}
