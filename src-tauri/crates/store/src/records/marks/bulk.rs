//! Acts on many calls, and what takes them back.

use parley_app::bulk::{BulkInverse, BulkRecord};
use parley_domain::ids::{BulkId, CallId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::records::Tenant;
use crate::records::calls::seq_of;
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::values::{Columns, id_bytes};

const PUT: &str = "INSERT INTO bulk_acts (id, tenant_id, started_at, started_by, act, total, \
     changed, same, cancelled, finished_at, undone_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
     ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, same = excluded.same, \
     cancelled = excluded.cancelled, finished_at = excluded.finished_at, \
     undone_at = excluded.undone_at";

/// Adds an act, or says how far it came.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    bulk: &BulkRecord,
) -> RecordsResult<()> {
    sqlx::query(PUT)
        .bind(id_bytes(&bulk.id.0))
        .bind(tenant.bytes())
        .bind(bulk.at.0)
        .bind(id_bytes(&bulk.by.0))
        .bind(serde_json::to_string(&bulk.act)?)
        .bind(i64::from(bulk.total))
        .bind(i64::from(bulk.changed))
        .bind(i64::from(bulk.same))
        .bind(bulk.cancelled)
        .bind(bulk.finished_at.map(|t| t.0))
        .bind(bulk.undone_at.map(|t| t.0))
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps what takes the act back on one call.
pub(super) async fn keep_inverse(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    bulk: BulkId,
    call: CallId,
    inverse: &BulkInverse,
) -> RecordsResult<()> {
    let seq = seq_of(connection, tenant, call).await?;
    sqlx::query(
        "INSERT OR REPLACE INTO bulk_inverses (bulk_id, call_seq, tenant_id, inverse) \
         VALUES (?, ?, ?, ?)",
    )
    .bind(id_bytes(&bulk.0))
    .bind(seq)
    .bind(tenant.bytes())
    .bind(serde_json::to_string(inverse)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// The inverse was used.
pub(super) async fn drop_inverse(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    bulk: BulkId,
    call: CallId,
) -> RecordsResult<()> {
    let seq = seq_of(connection, tenant, call).await?;
    sqlx::query("DELETE FROM bulk_inverses WHERE bulk_id = ? AND call_seq = ? AND tenant_id = ?")
        .bind(id_bytes(&bulk.0))
        .bind(seq)
        .bind(tenant.bytes())
        .execute(connection)
        .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, started_at, started_by, act, total, changed, same, cancelled, \
     finished_at, undone_at FROM bulk_acts WHERE tenant_id = ?";

fn bulk_from(row: &SqliteRow) -> RecordsResult<BulkRecord> {
    Ok(BulkRecord {
        id: BulkId(row.id(0)?),
        at: UtcMillis(row.number(1)?),
        by: UserId(row.id(2)?),
        act: serde_json::from_str(&row.text(3)?)?,
        total: row.small(4)?,
        changed: row.small(5)?,
        same: row.small(6)?,
        cancelled: row.flag(7)?,
        finished_at: row.maybe_number(8)?.map(UtcMillis),
        undone_at: row.maybe_number(9)?.map(UtcMillis),
    })
}

/// One act.
pub(super) async fn bulk(
    db: &Database,
    tenant: &Tenant,
    id: BulkId,
) -> RecordsResult<Option<BulkRecord>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(bulk_from).transpose()
}

/// The newest acts.
pub(super) async fn bulks(
    db: &Database,
    tenant: &Tenant,
    limit: u32,
) -> RecordsResult<Vec<BulkRecord>> {
    let sql = format!("{SELECT} ORDER BY started_at DESC, id DESC LIMIT ?");
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(i64::from(limit))
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(bulk_from).collect()
}

/// Some inverses that were not used yet.
pub(super) async fn inverses(
    db: &Database,
    tenant: &Tenant,
    id: BulkId,
    limit: u32,
) -> RecordsResult<Vec<(CallId, BulkInverse)>> {
    let rows = sqlx::query(
        "SELECT c.id, i.inverse FROM bulk_inverses AS i JOIN calls AS c ON c.seq = i.call_seq \
         WHERE i.bulk_id = ? AND i.tenant_id = ? ORDER BY i.call_seq LIMIT ?",
    )
    .bind(id_bytes(&id.0))
    .bind(tenant.bytes())
    .bind(i64::from(limit))
    .fetch_all(&db.readers)
    .await?;
    rows.iter()
        .map(|row| Ok((CallId(row.id(0)?), serde_json::from_str(&row.text(1)?)?)))
        .collect()
}
