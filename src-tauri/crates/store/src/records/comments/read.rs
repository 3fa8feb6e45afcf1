//! Reading comments and mentions.

use parley_app::ports::Mention;
use parley_domain::comment::{Closing, Comment};
use parley_domain::ids::{CallId, CommentId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::values::{Columns, id_bytes, uuid};

/// Of the comments `o` and the calls `c`; whom one mentions as hexadecimal ids, by comma.
const COLUMNS: &str = "SELECT o.id, o.reply_to, o.written_by, o.written_at, o.text, o.private, \
     o.place, o.closed_by, o.closed_at, c.id, \
     o.edited_at, o.deleted_by, o.deleted_at, \
     (SELECT group_concat(hex(m.user_id)) FROM comment_mentions AS m WHERE m.comment_id = o.id)";

fn comment_from(row: &SqliteRow) -> RecordsResult<(CallId, Comment)> {
    let closed_by = row.maybe_id(7)?.map(UserId);
    let closed_at = row.maybe_number(8)?.map(UtcMillis);
    let deleted_by = row.maybe_id(11)?.map(UserId);
    let deleted_at = row.maybe_number(12)?.map(UtcMillis);
    let place = row.maybe_text(6)?;
    let mut mentions = Vec::new();
    for hex in row.maybe_text(13)?.unwrap_or_default().split(',') {
        if !hex.is_empty() {
            mentions.push(UserId(read_hex(hex)?));
        }
    }
    let comment = Comment {
        id: CommentId(row.id(0)?),
        reply_to: row.maybe_id(1)?.map(CommentId),
        by: UserId(row.id(2)?),
        at: UtcMillis(row.number(3)?),
        text: row.text(4)?,
        private: row.flag(5)?,
        place: place.map(|json| serde_json::from_str(&json)).transpose()?,
        mentions,
        closed: closed_by.zip(closed_at).map(|(by, at)| Closing { by, at }),
        edited_at: row.maybe_number(10)?.map(UtcMillis),
        deleted: deleted_by
            .zip(deleted_at)
            .map(|(by, at)| Closing { by, at }),
    };
    Ok((CallId(row.id(9)?), comment))
}

/// An id as SQLite's `hex` writes it.
fn read_hex(text: &str) -> RecordsResult<uuid::Uuid> {
    let digits: Vec<u8> = text
        .as_bytes()
        .chunks(2)
        .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    uuid(&digits)
}

/// Of a call, oldest first.
pub(super) async fn of_call(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<Vec<Comment>> {
    let sql = format!(
        "{COLUMNS} FROM calls AS c JOIN comments AS o ON o.call_seq = c.seq \
         WHERE c.id = ? AND c.tenant_id = ? ORDER BY o.written_at, o.id"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(id_bytes(&call.0))
        .bind(tenant.bytes())
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(|row| Ok(comment_from(row)?.1)).collect()
}

/// One of them, with its call.
pub(super) async fn one(
    db: &Database,
    tenant: &Tenant,
    id: CommentId,
) -> RecordsResult<Option<(CallId, Comment)>> {
    let sql = format!(
        "{COLUMNS} FROM comments AS o JOIN calls AS c ON c.seq = o.call_seq \
         WHERE o.id = ? AND o.tenant_id = ?"
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id_bytes(&id.0))
        .bind(tenant.bytes())
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(comment_from).transpose()
}

/// Where a person is mentioned, newest first.
pub(super) async fn mentions(
    db: &Database,
    tenant: &Tenant,
    user: UserId,
    limit: u32,
) -> RecordsResult<Vec<Mention>> {
    let sql = format!(
        "{COLUMNS}, n.seen_at FROM comment_mentions AS n JOIN comments AS o ON o.id = n.comment_id \
         JOIN calls AS c ON c.seq = o.call_seq WHERE n.tenant_id = ? AND n.user_id = ? \
         ORDER BY n.written_at DESC, n.comment_id DESC LIMIT ?"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(tenant.bytes())
        .bind(id_bytes(&user.0))
        .bind(i64::from(limit))
        .fetch_all(&db.readers)
        .await?;
    let mention = |row: &SqliteRow| {
        let (call_id, comment) = comment_from(row)?;
        Ok(Mention {
            call_id,
            comment,
            seen_at: row.maybe_number(14)?.map(UtcMillis),
        })
    };
    rows.iter().map(mention).collect()
}

/// How many a person has not seen.
pub(super) async fn unseen(db: &Database, tenant: &Tenant, user: UserId) -> RecordsResult<u32> {
    sqlx::query(
        "SELECT count(*) FROM comment_mentions \
         WHERE tenant_id = ? AND user_id = ? AND seen_at IS NULL",
    )
    .bind(tenant.bytes())
    .bind(id_bytes(&user.0))
    .fetch_one(&db.readers)
    .await?
    .small(0)
}
