//! Forms and what was published of them.

use parley_app::scorecards::{FormVersion, ScoreForm};
use parley_domain::ids::{FormId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};

const ADD: &str = "INSERT OR IGNORE INTO score_forms (title, latest, draft, retired_at, revision, \
     changed_at, changed_by, tenant_id, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
const REPLACE: &str = "UPDATE score_forms SET title = ?, latest = ?, draft = ?, retired_at = ?, \
     revision = ?, changed_at = ?, changed_by = ? WHERE tenant_id = ? AND id = ? AND revision = ?";

/// Adds the form, or replaces the one of revision `seen`.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    form: &ScoreForm,
    seen: u32,
) -> RecordsResult<()> {
    let draft = form.draft.as_ref().map(serde_json::to_string).transpose()?;
    let query = sqlx::query(if seen == 0 { ADD } else { REPLACE })
        .bind(&form.title)
        .bind(i64::from(form.latest))
        .bind(draft)
        .bind(form.retired_at.map(|t| t.0))
        .bind(i64::from(form.revision))
        .bind(form.changed_at.0)
        .bind(id_bytes(&form.changed_by.0))
        .bind(tenant.bytes())
        .bind(id_bytes(&form.id.0));
    let query = if seen == 0 {
        query
    } else {
        query.bind(i64::from(seen))
    };
    if query.execute(connection).await?.rows_affected() == 0 {
        return Err(RecordsError::Conflict("form"));
    }
    Ok(())
}

pub(super) async fn add_version(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    version: &FormVersion,
) -> RecordsResult<()> {
    form_row(&mut *connection, tenant, version.form_id)
        .await?
        .ok_or(RecordsError::NotFound("form"))?;
    sqlx::query(
        "INSERT INTO score_form_versions (form_id, tenant_id, version, content, published_at, \
         published_by) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&version.form_id.0))
    .bind(tenant.bytes())
    .bind(i64::from(version.version))
    .bind(serde_json::to_string(&version.content)?)
    .bind(version.published_at.0)
    .bind(id_bytes(&version.published_by.0))
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes a form that has no versions.
pub(super) async fn remove(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: FormId,
) -> RecordsResult<()> {
    let published = sqlx::query("SELECT 1 FROM score_form_versions WHERE form_id = ? LIMIT 1")
        .bind(id_bytes(&id.0))
        .fetch_optional(&mut *connection)
        .await?;
    if published.is_some() {
        return Err(RecordsError::Conflict("a published form"));
    }
    sqlx::query("DELETE FROM score_forms WHERE tenant_id = ? AND id = ?")
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .execute(connection)
        .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, title, latest, draft, retired_at, revision, changed_at, \
     changed_by FROM score_forms WHERE tenant_id = ?";

fn form_from(row: &SqliteRow) -> RecordsResult<ScoreForm> {
    let draft = row.maybe_text(3)?;
    Ok(ScoreForm {
        id: FormId(row.id(0)?),
        title: row.text(1)?,
        latest: row.small(2)?,
        draft: draft.as_deref().map(serde_json::from_str).transpose()?,
        retired_at: row.maybe_number(4)?.map(UtcMillis),
        revision: row.small(5)?,
        changed_at: UtcMillis(row.number(6)?),
        changed_by: UserId(row.id(7)?),
    })
}

async fn form_row(
    source: impl sqlx::SqliteExecutor<'_>,
    tenant: &Tenant,
    id: FormId,
) -> RecordsResult<Option<SqliteRow>> {
    Ok(sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(source)
        .await?)
}

/// By title.
pub(super) async fn forms(db: &Database, tenant: &Tenant) -> RecordsResult<Vec<ScoreForm>> {
    let rows = sqlx::query(AssertSqlSafe(format!("{SELECT} ORDER BY title, id")))
        .bind(tenant.bytes())
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(form_from).collect()
}

pub(super) async fn form(
    db: &Database,
    tenant: &Tenant,
    id: FormId,
) -> RecordsResult<Option<ScoreForm>> {
    let row = form_row(&db.readers, tenant, id).await?;
    row.as_ref().map(form_from).transpose()
}

const VERSIONS: &str = "SELECT form_id, version, content, published_at, published_by \
     FROM score_form_versions WHERE tenant_id = ? AND form_id = ?";

fn version_from(row: &SqliteRow) -> RecordsResult<FormVersion> {
    Ok(FormVersion {
        form_id: FormId(row.id(0)?),
        version: row.small(1)?,
        content: serde_json::from_str(&row.text(2)?)?,
        published_at: UtcMillis(row.number(3)?),
        published_by: UserId(row.id(4)?),
    })
}

/// Oldest first.
pub(super) async fn versions(
    db: &Database,
    tenant: &Tenant,
    id: FormId,
) -> RecordsResult<Vec<FormVersion>> {
    let rows = sqlx::query(AssertSqlSafe(format!("{VERSIONS} ORDER BY version")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(version_from).collect()
}

pub(super) async fn version(
    db: &Database,
    tenant: &Tenant,
    id: FormId,
    version: u32,
) -> RecordsResult<Option<FormVersion>> {
    let row = sqlx::query(AssertSqlSafe(format!("{VERSIONS} AND version = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .bind(i64::from(version))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(version_from).transpose()
}
