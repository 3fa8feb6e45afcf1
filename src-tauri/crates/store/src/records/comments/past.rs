//! Comments that their authors change or take away, and what they said before.

use parley_domain::comment::{Closing, PastText};
use parley_domain::ids::{CommentId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::SqliteConnection;

use super::mention;
use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};

pub(super) async fn edit(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: CommentId,
    text: &str,
    mentions: &[UserId],
    at: UtcMillis,
) -> RecordsResult<()> {
    let written_at = keep_past(connection, tenant, id, at).await?;
    sqlx::query("UPDATE comments SET text = ?, edited_at = ? WHERE id = ?")
        .bind(text)
        .bind(at.0)
        .bind(id_bytes(&id.0))
        .execute(&mut *connection)
        .await?;
    let rows = sqlx::query("SELECT user_id FROM comment_mentions WHERE comment_id = ?")
        .bind(id_bytes(&id.0))
        .fetch_all(&mut *connection)
        .await?;
    for row in &rows {
        let user = UserId(row.id(0)?);
        if !mentions.contains(&user) {
            sqlx::query("DELETE FROM comment_mentions WHERE comment_id = ? AND user_id = ?")
                .bind(id_bytes(&id.0))
                .bind(id_bytes(&user.0))
                .execute(&mut *connection)
                .await?;
        }
    }
    for user in mentions {
        mention(connection, tenant, *user, written_at, id).await?;
    }
    Ok(())
}

pub(super) async fn delete(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: CommentId,
    deleted: Closing,
) -> RecordsResult<()> {
    keep_past(connection, tenant, id, deleted.at).await?;
    sqlx::query("UPDATE comments SET text = '', deleted_by = ?, deleted_at = ? WHERE id = ?")
        .bind(id_bytes(&deleted.by.0))
        .bind(deleted.at.0)
        .bind(id_bytes(&id.0))
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM comment_mentions WHERE comment_id = ?")
        .bind(id_bytes(&id.0))
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps what the comment says now; answers with when it was written.
async fn keep_past(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: CommentId,
    replaced_at: UtcMillis,
) -> RecordsResult<UtcMillis> {
    let row = sqlx::query("SELECT written_at FROM comments WHERE id = ? AND tenant_id = ?")
        .bind(id_bytes(&id.0))
        .bind(tenant.bytes())
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(RecordsError::NotFound("comment"))?;
    sqlx::query(
        "INSERT INTO comment_versions (comment_id, number, tenant_id, replaced_at, text) \
         SELECT id, (SELECT count(*) + 1 FROM comment_versions AS v WHERE v.comment_id = c.id), \
         tenant_id, ?, text FROM comments AS c WHERE id = ?",
    )
    .bind(replaced_at.0)
    .bind(id_bytes(&id.0))
    .execute(connection)
    .await?;
    row.number(0).map(UtcMillis)
}

/// What a comment said before, oldest first.
pub(super) async fn texts(
    db: &Database,
    tenant: &Tenant,
    id: CommentId,
) -> RecordsResult<Vec<PastText>> {
    let rows = sqlx::query(
        "SELECT text, replaced_at FROM comment_versions WHERE comment_id = ? AND tenant_id = ? \
         ORDER BY number",
    )
    .bind(id_bytes(&id.0))
    .bind(tenant.bytes())
    .fetch_all(&db.readers)
    .await?;
    let past = rows.iter().map(|row| {
        Ok(PastText {
            text: row.text(0)?,
            replaced_at: UtcMillis(row.number(1)?),
        })
    });
    past.collect()
}
