//! The rows of sealed files.

use parley_app::calls::{MediaKind, MediaRecord};
use parley_domain::ids::{MediaId, PersonId};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::Tenant;
use super::database::Database;
use super::error::{RecordsError, RecordsResult};
use super::values::{Columns, digest, id_bytes};

/// Adds a sealed file's row.
pub(crate) async fn add_media(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    media: &MediaRecord,
) -> RecordsResult<()> {
    let byte_len =
        i64::try_from(media.byte_len).map_err(|_| RecordsError::OutOfRange("byte_len"))?;
    sqlx::query(
        "INSERT INTO media_files (id, tenant_id, kind, byte_len, sha256, wrapped_key, person_id, \
         file_name, derived_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&media.id.0))
    .bind(tenant.bytes())
    .bind(media.kind.as_str())
    .bind(byte_len)
    .bind(media.sha256.as_slice())
    .bind(media.wrapped_key.as_slice())
    .bind(media.person_id.map(|id| id.0.into_bytes().to_vec()))
    .bind(media.file_name.as_deref())
    .bind(media.derived_from.map(|id| id.0.into_bytes().to_vec()))
    .execute(connection)
    .await?;
    Ok(())
}

const COLUMNS: &str = "id, kind, byte_len, sha256, wrapped_key, person_id, file_name, derived_from";

fn record(row: &SqliteRow) -> RecordsResult<MediaRecord> {
    Ok(MediaRecord {
        id: row.id(0).map(MediaId)?,
        kind: row.word(1, MediaKind::parse)?,
        byte_len: u64::try_from(row.number(2)?).map_err(|_| RecordsError::Damaged("byte_len"))?,
        sha256: digest(row.bytes(3)?)?,
        wrapped_key: row.bytes(4)?.to_vec(),
        person_id: row.maybe_id(5)?.map(PersonId),
        file_name: row.maybe_text(6)?,
        derived_from: row.maybe_id(7)?.map(MediaId),
    })
}

/// The row of a sealed file.
pub(crate) async fn media(
    db: &Database,
    tenant: &Tenant,
    id: MediaId,
) -> RecordsResult<Option<MediaRecord>> {
    let sql = format!("SELECT {COLUMNS} FROM media_files WHERE id = ? AND tenant_id = ?");
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id_bytes(&id.0))
        .bind(tenant.bytes())
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(record).transpose()
}

/// What of a kind was derived from a sealed file.
pub(crate) async fn derivative(
    db: &Database,
    tenant: &Tenant,
    original: MediaId,
    kind: MediaKind,
) -> RecordsResult<Option<MediaRecord>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM media_files \
         WHERE derived_from = ? AND kind = ? AND tenant_id = ? LIMIT 1"
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id_bytes(&original.0))
        .bind(kind.as_str())
        .bind(tenant.bytes())
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(record).transpose()
}

/// All sealed files that rows name, and the logs of running calls.
pub(crate) async fn media_ids(db: &Database, tenant: &Tenant) -> RecordsResult<Vec<MediaId>> {
    let rows = sqlx::query("SELECT id FROM media_files WHERE tenant_id = ?1 UNION ALL SELECT id FROM live_logs WHERE tenant_id = ?1")
        .bind(tenant.bytes())
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(|row| row.id(0).map(MediaId)).collect()
}

/// The original with these bytes; derivatives are not looked at.
pub(crate) async fn media_by_hash(
    db: &Database,
    tenant: &Tenant,
    sha256: &[u8; 32],
) -> RecordsResult<Option<MediaId>> {
    sqlx::query(
        "SELECT id FROM media_files WHERE tenant_id = ? AND sha256 = ? AND derived_from IS NULL \
         ORDER BY id LIMIT 1",
    )
    .bind(tenant.bytes())
    .bind(sha256.as_slice())
    .fetch_optional(&db.readers)
    .await?
    .map(|row| row.id(0).map(MediaId))
    .transpose()
}
