//! Changes of who spoke.

use parley_domain::ids::{CallId, SpeakerChangeId, UserId};
use parley_domain::time::UtcMillis;
use parley_domain::transcript::{SpeakerChange, Voice, Withdrawal};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};

const SELECT: &str = "SELECT id, call_seq, changed_by, changed_at, edit, withdrawn_by, withdrawn_at \
     FROM speaker_changes WHERE tenant_id = ?";

/// Adds one of a call, or of all of them.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: Option<i64>,
    one: &SpeakerChange,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO speaker_changes (id, tenant_id, call_seq, changed_by, changed_at, edit) \
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&one.id.0))
    .bind(tenant.bytes())
    .bind(seq)
    .bind(id_bytes(&one.by.0))
    .bind(one.at.0)
    .bind(serde_json::to_string(&one.edit)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Withdraws one; answers with its call.
pub(super) async fn withdraw(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: SpeakerChangeId,
    withdrawal: Withdrawal,
) -> RecordsResult<Option<i64>> {
    let row = sqlx::query(
        "SELECT call_seq, withdrawn_at FROM speaker_changes WHERE id = ? AND tenant_id = ?",
    )
    .bind(id_bytes(&id.0))
    .bind(tenant.bytes())
    .fetch_optional(&mut *connection)
    .await?
    .ok_or(RecordsError::NotFound("speaker change"))?;
    if row.maybe_number(1)?.is_some() {
        return Err(RecordsError::Conflict("withdrawn before"));
    }
    sqlx::query("UPDATE speaker_changes SET withdrawn_by = ?, withdrawn_at = ? WHERE id = ?")
        .bind(id_bytes(&withdrawal.by.0))
        .bind(withdrawal.at.0)
        .bind(id_bytes(&id.0))
        .execute(connection)
        .await?;
    row.maybe_number(0)
}

fn change_from(row: &SqliteRow) -> RecordsResult<SpeakerChange> {
    Ok(SpeakerChange {
        id: SpeakerChangeId(row.id(0)?),
        everywhere: row.maybe_number(1)?.is_none(),
        by: UserId(row.id(2)?),
        at: UtcMillis(row.number(3)?),
        edit: serde_json::from_str(&row.text(4)?)?,
        withdrawn: super::withdrawal(row, 5)?,
    })
}

/// Those of a call and those of all calls, oldest first.
pub(super) async fn of_call(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<Vec<SpeakerChange>> {
    let sql = format!(
        "{SELECT} AND (call_seq IS NULL OR call_seq = (SELECT seq FROM calls WHERE id = ?)) \
         ORDER BY changed_at, id"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(id_bytes(&call.0))
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(change_from).collect()
}

/// The same, by the call's place and inside a transaction.
pub(super) async fn of_seq(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
) -> RecordsResult<Vec<SpeakerChange>> {
    let sql = format!("{SELECT} AND (call_seq IS NULL OR call_seq = ?)");
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(seq)
        .fetch_all(connection)
        .await?;
    rows.iter().map(change_from).collect()
}

/// The calls that have changes of their own.
pub(super) async fn changed_calls(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
) -> RecordsResult<Vec<i64>> {
    let rows = sqlx::query(
        "SELECT DISTINCT call_seq FROM speaker_changes WHERE tenant_id = ? AND call_seq IS NOT NULL",
    )
    .bind(tenant.bytes())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| row.number(0)).collect()
}

/// In how many calls the source has this voice. Only labels are in the index: a voice
/// without one is looked for in all turns.
pub(super) async fn calls_with_voice(
    db: &Database,
    tenant: &Tenant,
    voice: &Voice,
) -> RecordsResult<u32> {
    let sql = match voice.speaker {
        Some(_) => {
            "SELECT count(DISTINCT call_seq) FROM turns \
             WHERE tenant_id = ? AND side = ? AND speaker = ?"
        }
        None => {
            "SELECT count(DISTINCT call_seq) FROM turns \
             WHERE tenant_id = ? AND side = ? AND speaker IS ?"
        }
    };
    let row = sqlx::query(sql)
        .bind(tenant.bytes())
        .bind(i64::from(voice.side.code()))
        .bind(voice.speaker.as_deref())
        .fetch_one(&db.readers)
        .await?;
    row.small(0)
}
