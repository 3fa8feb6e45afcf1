//! Members of staff, and settings.

use parley_app::users::{SupportVisit, User};
use parley_domain::access::Role;
use parley_domain::ids::{TenantId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::Tenant;
use super::database::Database;
use super::error::{RecordsError, RecordsResult};
use super::values::{Columns, id_bytes};

const PUT: &str = "INSERT INTO users (id, tenant_id, name, role, active, created_at, \
     last_sign_in_at, support_reason, support_requested_by, support_requested_at, support_minutes, \
     support_approved_by, support_approved_at, support_ended_at) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, \
     active = excluded.active, last_sign_in_at = excluded.last_sign_in_at, \
     support_reason = excluded.support_reason, support_requested_by = excluded.support_requested_by, \
     support_requested_at = excluded.support_requested_at, support_minutes = excluded.support_minutes, \
     support_approved_by = excluded.support_approved_by, \
     support_approved_at = excluded.support_approved_at, support_ended_at = excluded.support_ended_at";

/// Adds or replaces a person.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    user: &User,
) -> RecordsResult<()> {
    if user.tenant_id != tenant.id() {
        return Err(RecordsError::Conflict("another tenant's user"));
    }
    let visit = user.support.as_ref();
    let id = |id: UserId| id.0.into_bytes().to_vec();
    sqlx::query(PUT)
        .bind(id_bytes(&user.id.0))
        .bind(tenant.bytes())
        .bind(&user.name)
        .bind(user.role.as_str())
        .bind(user.active)
        .bind(user.created_at.0)
        .bind(user.last_sign_in_at.map(|t| t.0))
        .bind(visit.map(|v| v.reason.as_str()))
        .bind(visit.map(|v| id(v.requested_by)))
        .bind(visit.map(|v| v.requested_at.0))
        .bind(visit.map(|v| i64::from(v.minutes)))
        .bind(visit.and_then(|v| v.approved_by).map(id))
        .bind(visit.and_then(|v| v.approved_at).map(|t| t.0))
        .bind(visit.and_then(|v| v.ended_at).map(|t| t.0))
        .execute(connection)
        .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, tenant_id, name, role, active, created_at, last_sign_in_at, \
     support_reason, support_requested_by, support_requested_at, support_minutes, \
     support_approved_by, support_approved_at, support_ended_at FROM users WHERE tenant_id = ?";

fn user_from(row: &SqliteRow) -> RecordsResult<User> {
    let at = |column| -> RecordsResult<Option<UtcMillis>> {
        Ok(row.maybe_number(column)?.map(UtcMillis))
    };
    let support = match (
        row.maybe_text(7)?,
        row.maybe_id(8)?,
        at(9)?,
        row.maybe_small(10)?,
    ) {
        (Some(reason), Some(by), Some(requested_at), Some(minutes)) => Some(SupportVisit {
            reason,
            requested_by: UserId(by),
            requested_at,
            minutes,
            approved_by: row.maybe_id(11)?.map(UserId),
            approved_at: at(12)?,
            ended_at: at(13)?,
        }),
        _ => None,
    };
    Ok(User {
        id: UserId(row.id(0)?),
        tenant_id: TenantId(row.id(1)?),
        name: row.text(2)?,
        role: row.word(3, Role::parse)?,
        active: row.flag(4)?,
        created_at: UtcMillis(row.number(5)?),
        last_sign_in_at: at(6)?,
        support,
    })
}

/// Everyone, oldest account first.
pub(crate) async fn users(db: &Database, tenant: &Tenant) -> RecordsResult<Vec<User>> {
    let rows = sqlx::query(AssertSqlSafe(format!("{SELECT} ORDER BY created_at, id")))
        .bind(tenant.bytes())
        .fetch_all(&db.readers)
        .await?;
    rows.iter().map(user_from).collect()
}

/// One person.
pub(crate) async fn user(
    db: &Database,
    tenant: &Tenant,
    id: UserId,
) -> RecordsResult<Option<User>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(user_from).transpose()
}

/// A workspace setting.
pub(crate) async fn setting(
    db: &Database,
    tenant: &Tenant,
    name: &str,
) -> RecordsResult<Option<String>> {
    sqlx::query("SELECT value FROM settings WHERE tenant_id = ? AND name = ?")
        .bind(tenant.bytes())
        .bind(name)
        .fetch_optional(&db.readers)
        .await?
        .map(|row| row.text(0))
        .transpose()
}

/// Sets a workspace setting.
pub(crate) async fn set_setting(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    name: &str,
    value: &str,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO settings (tenant_id, name, value) VALUES (?, ?, ?) \
         ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value",
    )
    .bind(tenant.bytes())
    .bind(name)
    .bind(value)
    .execute(connection)
    .await?;
    Ok(())
}
