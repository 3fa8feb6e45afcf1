//! Saved views.

use async_trait::async_trait;
use parley_app::error::AppResult;
use parley_app::ports::{ViewChange, Views};
use parley_app::views::SavedView;
use parley_domain::ids::{UserId, ViewId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::error::{RecordsError, RecordsResult};
use super::values::{Columns, id_bytes};
use super::{Records, Tenant};

pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &ViewChange,
) -> RecordsResult<()> {
    match change {
        ViewChange::Put(view) => put(connection, tenant, view).await,
        ViewChange::Pin {
            user_id,
            view_id,
            pinned,
        } => {
            let sql = if *pinned {
                "INSERT OR IGNORE INTO view_pins (tenant_id, user_id, view_id) VALUES (?, ?, ?)"
            } else {
                "DELETE FROM view_pins WHERE tenant_id = ? AND user_id = ? AND view_id = ?"
            };
            sqlx::query(sql)
                .bind(tenant.bytes())
                .bind(id_bytes(&user_id.0))
                .bind(id_bytes(&view_id.0))
                .execute(connection)
                .await?;
            Ok(())
        }
    }
}

async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    view: &SavedView,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO views (id, tenant_id, owner_id, name, shared_with, query, made_at, \
         removed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET \
         name = excluded.name, shared_with = excluded.shared_with, query = excluded.query, \
         removed_at = excluded.removed_at",
    )
    .bind(id_bytes(&view.id.0))
    .bind(tenant.bytes())
    .bind(id_bytes(&view.owner_id.0))
    .bind(&view.name)
    .bind(serde_json::to_string(&view.shared_with)?)
    .bind(serde_json::to_string(&view.query)?)
    .bind(view.made_at.0)
    .bind(view.removed_at.map(|t| t.0))
    .execute(connection)
    .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, owner_id, name, shared_with, query, made_at, removed_at \
     FROM views WHERE tenant_id = ?";

fn view_from(row: &SqliteRow) -> RecordsResult<SavedView> {
    Ok(SavedView {
        id: ViewId(row.id(0)?),
        owner_id: UserId(row.id(1)?),
        name: row.text(2)?,
        shared_with: serde_json::from_str(&row.text(3)?)?,
        query: serde_json::from_str(&row.text(4)?)?,
        made_at: UtcMillis(row.number(5)?),
        removed_at: row.maybe_number(6)?.map(UtcMillis),
    })
}

#[async_trait]
impl Views for Records {
    async fn views(&self) -> AppResult<Vec<SavedView>> {
        let rows = sqlx::query(AssertSqlSafe(format!("{SELECT} ORDER BY made_at, id")))
            .bind(self.tenant.bytes())
            .fetch_all(&self.db.readers)
            .await
            .map_err(RecordsError::from)?;
        Ok(rows.iter().map(view_from).collect::<RecordsResult<_>>()?)
    }

    async fn view(&self, id: ViewId) -> AppResult<Option<SavedView>> {
        let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
            .bind(self.tenant.bytes())
            .bind(id_bytes(&id.0))
            .fetch_optional(&self.db.readers)
            .await
            .map_err(RecordsError::from)?;
        Ok(row.as_ref().map(view_from).transpose()?)
    }

    async fn view_pins(&self, user: UserId) -> AppResult<Vec<ViewId>> {
        let sql = "SELECT view_id FROM view_pins WHERE tenant_id = ? AND user_id = ?";
        let rows = sqlx::query(sql)
            .bind(self.tenant.bytes())
            .bind(id_bytes(&user.0))
            .fetch_all(&self.db.readers)
            .await
            .map_err(RecordsError::from)?;
        let pins = rows.iter().map(|row| Ok(ViewId(row.id(0)?)));
        Ok(pins.collect::<RecordsResult<_>>()?)
    }
}
