//! Flags, and the number of them in the call's row.

use parley_app::review::{Flag, FlaggedBy};
use parley_domain::ids::{CallId, FlagId, TrackerId, UserId};
use parley_domain::listening::Span;
use parley_domain::review::FlagReason;
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::records::Tenant;
use crate::records::calls::seq_of;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::facets;
use crate::records::values::{Columns, id_bytes};

const ADD: &str = "INSERT OR IGNORE INTO call_flags (id, tenant_id, call_seq, from_ms, to_ms, \
     turn_index, reason, note, flagged_by, tracker_id, flagged_at) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// Adds a flag, unless one of this id is there.
pub(crate) async fn add_flag(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    flag: &Flag,
) -> RecordsResult<()> {
    let seq = seq_of(connection, tenant, flag.call_id).await?;
    let (person, tracker) = match flag.by {
        FlaggedBy::Person(id) => (Some(id.0), None),
        FlaggedBy::Tracker(id) => (None, Some(id.0)),
    };
    let added = sqlx::query(ADD)
        .bind(id_bytes(&flag.id.0))
        .bind(tenant.bytes())
        .bind(seq)
        .bind(flag.span.map(|s| i64::from(s.from_ms)))
        .bind(flag.span.map(|s| i64::from(s.to_ms)))
        .bind(flag.turn_index.map(i64::from))
        .bind(flag.reason.as_str())
        .bind(flag.note.as_deref())
        .bind(person.map(|id| id.into_bytes().to_vec()))
        .bind(tracker.map(|id| id.into_bytes().to_vec()))
        .bind(flag.at.0)
        .execute(&mut *connection)
        .await?;
    if added.rows_affected() == 1 {
        count(connection, tenant, seq, 1).await?;
    }
    Ok(())
}

/// Takes a flag off, if it is there.
pub(crate) async fn remove_flag(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: FlagId,
) -> RecordsResult<()> {
    let removed =
        sqlx::query("DELETE FROM call_flags WHERE id = ? AND tenant_id = ? RETURNING call_seq")
            .bind(id_bytes(&id.0))
            .bind(tenant.bytes())
            .fetch_optional(&mut *connection)
            .await?;
    match removed {
        Some(row) => count(connection, tenant, row.number(0)?, -1).await,
        None => Ok(()),
    }
}

/// One flag more or less; the call is counted as flagged while it has any.
async fn count(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    by: i64,
) -> RecordsResult<()> {
    let flags = sqlx::query("UPDATE calls SET flags = flags + ? WHERE seq = ? RETURNING flags")
        .bind(by)
        .bind(seq)
        .fetch_one(&mut *connection)
        .await?
        .number(0)?;
    match (flags, by) {
        (1, 1) => facets::add(connection, tenant, facets::FLAGGED, "1", 1).await,
        (0, -1) => facets::add(connection, tenant, facets::FLAGGED, "1", -1).await,
        _ => Ok(()),
    }
}

const SELECT: &str = "SELECT f.id, c.id, f.from_ms, f.to_ms, f.turn_index, f.reason, f.note, \
     f.flagged_by, f.tracker_id, f.flagged_at \
     FROM call_flags AS f JOIN calls AS c ON c.seq = f.call_seq WHERE f.tenant_id = ?";

fn flag_from(row: &SqliteRow) -> RecordsResult<Flag> {
    let span = match (row.maybe_small(2)?, row.maybe_small(3)?) {
        (Some(from_ms), Some(to_ms)) => Some(Span { from_ms, to_ms }),
        (None, None) => None,
        _ => return Err(RecordsError::Damaged("flag")),
    };
    let by = match (row.maybe_id(7)?, row.maybe_id(8)?) {
        (Some(id), None) => FlaggedBy::Person(UserId(id)),
        (None, Some(id)) => FlaggedBy::Tracker(TrackerId(id)),
        _ => return Err(RecordsError::Damaged("flag")),
    };
    Ok(Flag {
        id: FlagId(row.id(0)?),
        call_id: CallId(row.id(1)?),
        span,
        turn_index: row.maybe_small(4)?,
        reason: row.word(5, FlagReason::parse)?,
        note: row.maybe_text(6)?,
        by,
        at: UtcMillis(row.number(9)?),
    })
}

/// A call's flags in order of time.
pub(super) async fn flags(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<Vec<Flag>> {
    let sql = format!("{SELECT} AND c.id = ? ORDER BY f.from_ms, f.flagged_at, f.id");
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(id_bytes(&call.0))
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(flag_from).collect()
}

/// One flag.
pub(super) async fn flag(
    db: &Database,
    tenant: &Tenant,
    id: FlagId,
) -> RecordsResult<Option<Flag>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND f.id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(flag_from).transpose()
}
