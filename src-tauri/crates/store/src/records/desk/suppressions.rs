//! Those who want no calls and messages.

use parley_app::ports::SuppressionCursor;
use parley_app::suppressions::SuppressionFilter;
use parley_domain::call::Contact;
use parley_domain::ids::{CallId, PersonId, SuppressionId, UserId};
use parley_domain::suppression::{Lifted, RefusedBy, Suppression};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqliteConnection};

use super::{contact, maybe, one};
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};
use crate::records::{Records, Tenant};

pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    entry: &Suppression,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO suppressions (id, tenant_id, contact, person_id, refused_by, words, \
         call_id, added_by, since_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (tenant_id, contact) WHERE lifted_at IS NULL DO NOTHING",
    )
    .bind(id_bytes(&entry.id.0))
    .bind(tenant.bytes())
    .bind(entry.contact.as_str())
    .bind(maybe(entry.person_id.map(|id| id.0)))
    .bind(entry.refused_by.as_str())
    .bind(entry.words.as_deref())
    .bind(maybe(entry.call_id.map(|id| id.0)))
    .bind(maybe(entry.added_by.map(|id| id.0)))
    .bind(entry.since.0)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn lift(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: SuppressionId,
    lifted: &Lifted,
) -> RecordsResult<()> {
    let done = sqlx::query(
        "UPDATE suppressions SET lifted_at = ?, lifted_by = ?, lift_reason = ? \
         WHERE id = ? AND tenant_id = ? AND lifted_at IS NULL",
    )
    .bind(lifted.at.0)
    .bind(id_bytes(&lifted.by.0))
    .bind(&lifted.reason)
    .bind(id_bytes(&id.0))
    .bind(tenant.bytes())
    .execute(connection)
    .await?;
    one(&done, "a suppression that stands")
}

const SELECT: &str = "SELECT s.seq, s.id, s.contact, s.person_id, s.refused_by, s.words, \
     s.call_id, s.added_by, s.since_at, s.lifted_at, s.lifted_by, s.lift_reason \
     FROM suppressions AS s WHERE s.tenant_id = ";

fn entry_from(row: &SqliteRow) -> RecordsResult<Suppression> {
    let lifted = match (row.maybe_number(9)?, row.maybe_id(10)?, row.maybe_text(11)?) {
        (Some(at), Some(by), Some(reason)) => Some(Lifted {
            at: UtcMillis(at),
            by: UserId(by),
            reason,
        }),
        (None, None, None) => None,
        _ => return Err(RecordsError::Damaged("suppression")),
    };
    Ok(Suppression {
        id: SuppressionId(row.id(1)?),
        contact: contact(&row.text(2)?)?,
        person_id: row.maybe_id(3)?.map(PersonId),
        refused_by: row.word(4, RefusedBy::parse)?,
        words: row.maybe_text(5)?,
        call_id: row.maybe_id(6)?.map(CallId),
        added_by: row.maybe_id(7)?.map(UserId),
        since: UtcMillis(row.number(8)?),
        lifted,
    })
}

/// The latest first, and the places in the list where they stand.
pub(super) async fn list(
    records: &Records,
    filter: &SuppressionFilter,
    after: Option<SuppressionCursor>,
    limit: u32,
) -> RecordsResult<Vec<(i64, Suppression)>> {
    let mut sql = QueryBuilder::<Sqlite>::new(SELECT);
    sql.push_bind(records.tenant.bytes());
    if let Some(SuppressionCursor(seq)) = after {
        sql.push(" AND s.seq < ").push_bind(seq);
    }
    match filter.stands {
        Some(true) => sql.push(" AND s.lifted_at IS NULL"),
        Some(false) => sql.push(" AND s.lifted_at IS NOT NULL"),
        None => &mut sql,
    };
    if let Some(wanted) = filter.wanted() {
        sql.push(" AND instr(s.contact, ")
            .push_bind(wanted)
            .push(")");
    }
    sql.push(" ORDER BY s.seq DESC LIMIT ").push_bind(limit);
    let rows = sql.build().fetch_all(&records.db.readers).await?;
    let each = rows
        .iter()
        .map(|row| Ok((row.number(0)?, entry_from(row)?)));
    each.collect()
}

pub(super) async fn entry(
    db: &Database,
    tenant: &Tenant,
    id: SuppressionId,
) -> RecordsResult<Option<Suppression>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} ? AND s.id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(entry_from).transpose()
}

/// The entry that stands for a contact, or for whose it is.
pub(super) async fn standing(
    db: &Database,
    tenant: &Tenant,
    contact: &Contact,
) -> RecordsResult<Option<Suppression>> {
    let column = if contact.is_email() { "email" } else { "phone" };
    let sql = format!(
        "{SELECT} ? AND s.lifted_at IS NULL AND (s.contact = ? OR s.person_id IN \
         (SELECT p.id FROM persons AS p WHERE p.tenant_id = ? AND p.{column} = ?)) \
         ORDER BY s.seq LIMIT 1"
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(contact.as_str())
        .bind(tenant.bytes())
        .bind(contact.as_str())
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(entry_from).transpose()
}
