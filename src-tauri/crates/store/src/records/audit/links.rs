//! Entries as the chain check sees them.

use parley_domain::audit::Link;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;

use super::columns::{ENTRY_COLUMNS, ENTRY_TABLES, leaf_from, payload_from, seq_from};
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::person_keys::RecordKeys;
use crate::records::values::{Columns, digest};

/// Entries `from..from + limit`, each with whether its payload still gives the hash
/// in its leaf.
pub(crate) async fn links(
    db: &Database,
    keys: &RecordKeys,
    from: u64,
    limit: u32,
) -> RecordsResult<Vec<(Link, bool)>> {
    // All tenants' entries: one chain runs through the database.
    let Ok(from) = i64::try_from(from) else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT {ENTRY_COLUMNS} {ENTRY_TABLES} WHERE e.seq >= ? AND e.seq < ? ORDER BY e.seq"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(from)
        .bind(from.saturating_add(i64::from(limit)))
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(|row| link_from(row, keys)).collect()
}

fn link_from(row: &SqliteRow, keys: &RecordKeys) -> RecordsResult<(Link, bool)> {
    // A column that holds what no Parley writes gives a leaf that cannot have been
    // hashed: the check then blames this entry, instead of stopping at it.
    let leaf = leaf_from(row).map_or_else(|_| b"unreadable".to_vec(), |leaf| leaf.to_bytes());
    let link = Link {
        seq: seq_from(row)?,
        leaf,
        prev: digest(row.bytes(10)?)?,
        hash: digest(row.bytes(11)?)?,
    };
    let holds = match (row.maybe_bytes(9)?, payload_from(row)?) {
        (Some(mac), Some(stored)) => stored.holds(keys, mac),
        (None, None) => true,
        _ => false,
    };
    Ok((link, holds))
}
