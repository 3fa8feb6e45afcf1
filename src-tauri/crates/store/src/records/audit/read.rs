//! Entries for the audit screen.

use parley_app::audit::{AuditEntry, AuditFilter};
use parley_app::ports::Page;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Sqlite};

use super::columns::{ENTRY_COLUMNS, ENTRY_TABLES, leaf_from, payload_from};
use super::payload::{Opened, detail_of};
use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::person_keys::RecordKeys;

/// A page never holds more, whatever was asked.
const LONGEST_PAGE: u32 = 1_000;

/// Newest first; `before` is exclusive.
pub(crate) async fn entries(
    db: &Database,
    tenant: &Tenant,
    keys: &RecordKeys,
    filter: &AuditFilter,
    before: Option<u64>,
    limit: u32,
) -> RecordsResult<Page<AuditEntry, u64>> {
    let limit = limit.clamp(1, LONGEST_PAGE);
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
    sql.push(ENTRY_COLUMNS).push(ENTRY_TABLES);
    sql.push(" WHERE e.tenant_id = ").push_bind(tenant.bytes());
    if let Some(before) = before {
        sql.push(" AND e.seq < ");
        sql.push_bind(i64::try_from(before).unwrap_or(i64::MAX));
    }
    if let Some(user) = filter.user_id {
        sql.push(" AND e.actor = ")
            .push_bind(user.0.into_bytes().to_vec());
    }
    if let Some(act) = filter.act {
        sql.push(" AND e.act = ").push_bind(act.as_str());
    }
    if let Some(from) = filter.from {
        sql.push(" AND e.entered_at >= ").push_bind(from.0);
    }
    if let Some(to) = filter.to {
        sql.push(" AND e.entered_at < ").push_bind(to.0);
    }
    sql.push(" ORDER BY e.seq DESC LIMIT ")
        .push_bind(i64::from(limit) + 1);
    let found = sql.build().fetch_all(&db.readers).await?;

    let mut rows = Vec::with_capacity(found.len());
    for row in found.iter().take(limit as usize) {
        rows.push(entry_from(row, keys)?);
    }
    let next = (found.len() > rows.len())
        .then(|| rows.last().map(|r| r.seq))
        .flatten();
    Ok(Page { rows, next })
}

fn entry_from(row: &SqliteRow, keys: &RecordKeys) -> RecordsResult<AuditEntry> {
    let leaf = leaf_from(row)?;
    let detail = match payload_from(row)? {
        None => leaf.payload_mac.is_none().then(Default::default),
        Some(stored) => match stored.open(keys) {
            Opened::Clear(bytes) => Some(detail_of(&bytes)?),
            // That a payload was changed is the chain check's to say.
            Opened::Destroyed | Opened::Damaged => None,
        },
    };
    Ok(AuditEntry {
        seq: leaf.seq,
        at: leaf.at,
        actor: leaf.actor,
        role: leaf.role,
        act: leaf.act,
        subject: leaf.subject,
        purpose: leaf.purpose,
        detail,
    })
}
