//! What the business knows, with an index of the words it is asked for with.

use parley_domain::knowledge::{Entry, folded};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::values::Columns;

pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    entry: &Entry,
) -> RecordsResult<()> {
    // Taken out of the index as it was before it is put in anew.
    remove(&mut *connection, tenant, &entry.name).await?;
    sqlx::query(
        "INSERT INTO knowledge (tenant_id, name, about, folded, en, hi) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(tenant.bytes())
    .bind(&entry.name)
    .bind(serde_json::to_string(&entry.about)?)
    .bind(folded(&entry.about))
    .bind(&entry.en)
    .bind(&entry.hi)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn remove(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    name: &str,
) -> RecordsResult<()> {
    sqlx::query("DELETE FROM knowledge WHERE tenant_id = ? AND name = ?")
        .bind(tenant.bytes())
        .bind(name)
        .execute(connection)
        .await?;
    Ok(())
}

fn entry_from(row: &SqliteRow) -> RecordsResult<Entry> {
    Ok(Entry {
        name: row.text(0)?,
        about: serde_json::from_str(&row.text(1)?)?,
        en: row.text(2)?,
        hi: row.text(3)?,
    })
}

pub(super) async fn all(db: &Database, tenant: &Tenant) -> RecordsResult<Vec<Entry>> {
    let rows =
        sqlx::query("SELECT name, about, en, hi FROM knowledge WHERE tenant_id = ? ORDER BY name")
            .bind(tenant.bytes())
            .fetch_all(&db.readers)
            .await?;
    rows.iter().map(entry_from).collect()
}

pub(super) async fn count(db: &Database, tenant: &Tenant) -> RecordsResult<u32> {
    sqlx::query("SELECT count(*) FROM knowledge WHERE tenant_id = ?")
        .bind(tenant.bytes())
        .fetch_one(&db.readers)
        .await?
        .small(0)
}

/// Best first by the index's own measure.
pub(super) async fn with(
    db: &Database,
    tenant: &Tenant,
    words: &[String],
    limit: u32,
) -> RecordsResult<Vec<Entry>> {
    let quoted = words
        .iter()
        .map(|word| word.replace(['"', '\0'], ""))
        .filter(|word| !word.trim().is_empty())
        .map(|word| format!("\"{word}\"*"));
    let matching = quoted.collect::<Vec<String>>().join(" OR ");
    if matching.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(
        "SELECT k.name, k.about, k.en, k.hi FROM knowledge_words AS w \
         JOIN knowledge AS k ON k.seq = w.rowid \
         WHERE knowledge_words MATCH ? AND k.tenant_id = ? ORDER BY w.rank, k.name LIMIT ?",
    )
    .bind(matching)
    .bind(tenant.bytes())
    .bind(limit)
    .fetch_all(&db.readers)
    .await?;
    rows.iter().map(entry_from).collect()
}
