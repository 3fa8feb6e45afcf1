//! What people wrote beside calls, and whom it mentions.

mod past;
mod port;
mod read;

use parley_app::ports::CommentChange;
use parley_domain::comment::Comment;
use parley_domain::ids::{CallId, CommentId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::SqliteConnection;

use super::Tenant;
use super::error::{RecordsError, RecordsResult};
use super::values::{Columns, id_bytes};

/// Applies one change.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &CommentChange,
) -> RecordsResult<()> {
    match change {
        CommentChange::Add { call_id, comment } => add(connection, tenant, *call_id, comment).await,
        CommentChange::Edit {
            id,
            text,
            mentions,
            at,
        } => past::edit(connection, tenant, *id, text, mentions, *at).await,
        CommentChange::Delete { id, deleted } => {
            past::delete(connection, tenant, *id, *deleted).await
        }
        CommentChange::Close { id, closed } => {
            let done = sqlx::query(
                "UPDATE comments SET closed_by = ?, closed_at = ? WHERE id = ? AND tenant_id = ?",
            )
            .bind(closed.map(|closing| closing.by.0.into_bytes().to_vec()))
            .bind(closed.map(|closing| closing.at.0))
            .bind(id_bytes(&id.0))
            .bind(tenant.bytes())
            .execute(connection)
            .await?;
            match done.rows_affected() {
                0 => Err(RecordsError::NotFound("comment")),
                _ => Ok(()),
            }
        }
        CommentChange::SeeMentions { user, comments, at } => {
            for id in comments {
                sqlx::query(
                    "UPDATE comment_mentions SET seen_at = ? \
                     WHERE comment_id = ? AND tenant_id = ? AND user_id = ? AND seen_at IS NULL",
                )
                .bind(at.0)
                .bind(id_bytes(&id.0))
                .bind(tenant.bytes())
                .bind(id_bytes(&user.0))
                .execute(&mut *connection)
                .await?;
            }
            Ok(())
        }
    }
}

const ADD: &str = "INSERT INTO comments (id, tenant_id, call_seq, reply_to, written_by, written_at, \
     text, private, place, closed_by, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

async fn add(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
    comment: &Comment,
) -> RecordsResult<()> {
    let seq = sqlx::query("SELECT seq FROM calls WHERE id = ? AND tenant_id = ?")
        .bind(id_bytes(&call.0))
        .bind(tenant.bytes())
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(RecordsError::NotFound("call"))?
        .number(0)?;
    let place = comment
        .place
        .as_ref()
        .map(serde_json::to_string)
        .transpose()?;
    sqlx::query(ADD)
        .bind(id_bytes(&comment.id.0))
        .bind(tenant.bytes())
        .bind(seq)
        .bind(comment.reply_to.map(|id| id.0.into_bytes().to_vec()))
        .bind(id_bytes(&comment.by.0))
        .bind(comment.at.0)
        .bind(&comment.text)
        .bind(comment.private)
        .bind(place)
        .bind(
            comment
                .closed
                .map(|closing| closing.by.0.into_bytes().to_vec()),
        )
        .bind(comment.closed.map(|closing| closing.at.0))
        .execute(&mut *connection)
        .await?;
    for user in &comment.mentions {
        mention(connection, tenant, *user, comment.at, comment.id).await?;
    }
    Ok(())
}

/// Says that a comment of this time mentions somebody, if that is not known.
async fn mention(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    user: UserId,
    written_at: UtcMillis,
    comment: CommentId,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT OR IGNORE INTO comment_mentions (tenant_id, user_id, written_at, comment_id) \
         VALUES (?, ?, ?, ?)",
    )
    .bind(tenant.bytes())
    .bind(id_bytes(&user.0))
    .bind(written_at.0)
    .bind(id_bytes(&comment.0))
    .execute(connection)
    .await?;
    Ok(())
}
