//! What a reviewer changes on a call: its tags, and which channel the caller is on.

use parley_domain::ids::CallId;
use sqlx::SqliteConnection;

use crate::records::Tenant;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::facets;
use crate::records::values::{Columns, id_bytes};

/// Adds tag rows of a call and counts them. A tag named twice counts once.
pub(crate) async fn add_tags(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    tags: &[String],
) -> RecordsResult<()> {
    for tag in tags {
        let added = sqlx::query(
            "INSERT OR IGNORE INTO call_tags (tenant_id, tag, call_seq) VALUES (?, ?, ?)",
        )
        .bind(tenant.bytes())
        .bind(tag)
        .bind(seq)
        .execute(&mut *connection)
        .await?
        .rows_affected();
        if added == 1 {
            facets::add(connection, tenant, facets::TAG, tag, 1).await?;
        }
    }
    Ok(())
}

/// The row of the call with this id.
pub(crate) async fn seq_of(
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

/// Replaces a call's tags.
pub(crate) async fn set_tags(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
    tags: &[String],
) -> RecordsResult<()> {
    let seq = seq_of(connection, tenant, call).await?;
    let before = sqlx::query("DELETE FROM call_tags WHERE call_seq = ? RETURNING tag")
        .bind(seq)
        .fetch_all(&mut *connection)
        .await?;
    for row in before {
        facets::add(connection, tenant, facets::TAG, &row.text(0)?, -1).await?;
    }
    add_tags(connection, tenant, seq, tags).await?;
    sqlx::query("UPDATE calls SET tags = ? WHERE seq = ?")
        .bind(serde_json::to_string(tags)?)
        .bind(seq)
        .execute(connection)
        .await?;
    Ok(())
}

/// Says which channel of the recording the caller is on.
pub(crate) async fn set_caller_channel(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
    channel: u8,
) -> RecordsResult<()> {
    let seq = seq_of(connection, tenant, call).await?;
    sqlx::query("UPDATE call_details SET caller_channel = ? WHERE call_seq = ?")
        .bind(i64::from(channel))
        .bind(seq)
        .execute(connection)
        .await?;
    Ok(())
}
