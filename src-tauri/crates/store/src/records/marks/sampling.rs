//! Rules of drawing, and the calls they draw from.

use parley_app::review::SamplingRule;
use parley_domain::ids::{CallId, SamplingRuleId};
use parley_domain::review::{Drawable, Share};
use parley_domain::time::UtcMillis;
use sqlx::SqliteConnection;

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::time_key;
use crate::records::values::{Columns, digest, id_bytes};

/// Adds or replaces a rule; its seed never changes.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    rule: &SamplingRule,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO sampling_rules (id, tenant_id, name, percent, seed, active, made_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
         percent = excluded.percent, active = excluded.active",
    )
    .bind(id_bytes(&rule.id.0))
    .bind(tenant.bytes())
    .bind(&rule.name)
    .bind(i64::from(rule.share.percent()))
    .bind(rule.seed.as_slice())
    .bind(rule.active)
    .bind(rule.made_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// In the order they were made.
pub(super) async fn rules(db: &Database, tenant: &Tenant) -> RecordsResult<Vec<SamplingRule>> {
    let rows = sqlx::query(
        "SELECT id, name, percent, seed, active, made_at FROM sampling_rules \
         WHERE tenant_id = ? ORDER BY made_at, id",
    )
    .bind(tenant.bytes())
    .fetch_all(&db.readers)
    .await?;
    rows.iter()
        .map(|row| {
            let percent = u8::try_from(row.number(2)?).ok();
            Ok(SamplingRule {
                id: SamplingRuleId(row.id(0)?),
                name: row.text(1)?,
                share: percent
                    .and_then(Share::new)
                    .ok_or(RecordsError::Damaged("percent"))?,
                seed: digest(row.bytes(3)?)?,
                active: row.flag(4)?,
                made_at: UtcMillis(row.number(5)?),
            })
        })
        .collect()
}

/// Calls that started at or after, newest first.
pub(super) async fn drawables(
    db: &Database,
    tenant: &Tenant,
    from: UtcMillis,
) -> RecordsResult<Vec<Drawable>> {
    let rows = sqlx::query(
        "SELECT id, agent, started_at FROM calls NOT INDEXED \
         WHERE seq >= ? AND tenant_id = ? ORDER BY seq DESC",
    )
    .bind(time_key::floor(from))
    .bind(tenant.bytes())
    .fetch_all(&db.readers)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Drawable {
                id: CallId(row.id(0)?),
                agent: row.maybe_text(1)?,
                started_at: UtcMillis(row.number(2)?),
            })
        })
        .collect()
}
