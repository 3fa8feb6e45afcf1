//! Import reports.

use parley_app::import::ImportRecord;
use parley_domain::ids::{ImportId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use super::Tenant;
use super::database::Database;
use super::error::RecordsResult;
use super::values::{Columns, id_bytes};

/// Adds or replaces an import's report.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    import: &ImportRecord,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO imports (id, tenant_id, imported_at, imported_by, report) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (id) DO UPDATE SET report = excluded.report",
    )
    .bind(id_bytes(&import.id.0))
    .bind(tenant.bytes())
    .bind(import.at.0)
    .bind(id_bytes(&import.by.0))
    .bind(serde_json::to_string(&import.report)?)
    .execute(connection)
    .await?;
    Ok(())
}

fn import_from(row: &SqliteRow) -> RecordsResult<ImportRecord> {
    Ok(ImportRecord {
        id: ImportId(row.id(0)?),
        at: UtcMillis(row.number(1)?),
        by: UserId(row.id(2)?),
        report: serde_json::from_str(&row.text(3)?)?,
    })
}

/// Newest first.
pub(crate) async fn imports(db: &Database, tenant: &Tenant) -> RecordsResult<Vec<ImportRecord>> {
    let rows = sqlx::query(
        "SELECT id, imported_at, imported_by, report FROM imports WHERE tenant_id = ? \
         ORDER BY imported_at DESC, id DESC",
    )
    .bind(tenant.bytes())
    .fetch_all(&db.readers)
    .await?;
    rows.iter().map(import_from).collect()
}

/// One import.
pub(crate) async fn import(
    db: &Database,
    tenant: &Tenant,
    id: ImportId,
) -> RecordsResult<Option<ImportRecord>> {
    let row = sqlx::query(
        "SELECT id, imported_at, imported_by, report FROM imports WHERE tenant_id = ? AND id = ?",
    )
    .bind(tenant.bytes())
    .bind(id_bytes(&id.0))
    .fetch_optional(&db.readers)
    .await?;
    row.as_ref().map(import_from).transpose()
}
