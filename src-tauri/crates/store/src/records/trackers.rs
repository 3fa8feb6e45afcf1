//! Trackers and what they found.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_app::error::AppResult;
use parley_app::ports::{TrackerChange, Trackers};
use parley_app::trackers::{Held, Tracker, TrackerCounts};
use parley_domain::call::Turn;
use parley_domain::ids::{CallId, TrackerId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqliteConnection};

use super::calls::{seq_of, turn_from};
use super::error::{RecordsError, RecordsResult};
use super::overlay::stand;
use super::values::{Columns, id_bytes};
use super::{Records, Tenant};

pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    change: &TrackerChange,
) -> RecordsResult<()> {
    match change {
        TrackerChange::Put(tracker) => put(connection, tenant, tracker).await,
        TrackerChange::SetHits {
            tracker_id,
            call_id,
            held,
            at,
        } => {
            let seq = seq_of(connection, tenant, *call_id).await?;
            set_hits(connection, tenant, (*tracker_id, seq), held, *at).await
        }
    }
}

const PUT: [&str; 2] = [
    "INSERT OR REPLACE INTO tracker_versions (tracker_id, tenant_id, version, name, rule, tag, \
     flag, active, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO trackers (id, tenant_id, version, name, rule, tag, flag, active, changed_by, \
     changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET \
     version = excluded.version, name = excluded.name, rule = excluded.rule, tag = excluded.tag, \
     flag = excluded.flag, active = excluded.active, changed_by = excluded.changed_by, \
     changed_at = excluded.changed_at",
];

async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    tracker: &Tracker,
) -> RecordsResult<()> {
    let rule = serde_json::to_string(&tracker.rule)?;
    for sql in PUT.into_iter().rev() {
        sqlx::query(sql)
            .bind(id_bytes(&tracker.id.0))
            .bind(tenant.bytes())
            .bind(i64::from(tracker.version))
            .bind(&tracker.name)
            .bind(&rule)
            .bind(tracker.tag.as_deref())
            .bind(tracker.flag)
            .bind(tracker.active)
            .bind(id_bytes(&tracker.changed_by.0))
            .bind(tracker.changed_at.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn set_hits(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    (tracker, seq): (TrackerId, i64),
    held: &Held,
    at: UtcMillis,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT OR REPLACE INTO tracker_past_calls (tracker_id, call_seq, replaced_at, tenant_id, \
         version, hits, found_at) SELECT tracker_id, call_seq, ?, tenant_id, version, hits, \
         found_at FROM tracker_calls WHERE tracker_id = ? AND call_seq = ?",
    )
    .bind(at.0)
    .bind(id_bytes(&tracker.0))
    .bind(seq)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM tracker_calls WHERE tracker_id = ? AND call_seq = ?")
        .bind(id_bytes(&tracker.0))
        .bind(seq)
        .execute(&mut *connection)
        .await?;
    if held.hits.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO tracker_calls (tracker_id, call_seq, tenant_id, version, tag, hit_count, \
         hits, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&tracker.0))
    .bind(seq)
    .bind(tenant.bytes())
    .bind(i64::from(held.version))
    .bind(held.tag.as_deref())
    .bind(i64::try_from(held.hits.len()).unwrap_or(i64::MAX))
    .bind(serde_json::to_string(&held.hits)?)
    .bind(at.0)
    .execute(connection)
    .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, version, name, rule, tag, flag, active, changed_by, changed_at \
     FROM trackers WHERE tenant_id = ?";

fn tracker_from(row: &SqliteRow) -> RecordsResult<Tracker> {
    Ok(Tracker {
        id: TrackerId(row.id(0)?),
        version: row.small(1)?,
        name: row.text(2)?,
        rule: serde_json::from_str(&row.text(3)?)?,
        tag: row.maybe_text(4)?,
        flag: row.flag(5)?,
        active: row.flag(6)?,
        changed_by: UserId(row.id(7)?),
        changed_at: UtcMillis(row.number(8)?),
    })
}

async fn held(
    records: &Records,
    id: TrackerId,
    calls: &[CallId],
) -> RecordsResult<BTreeMap<CallId, Held>> {
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT c.id, t.version, t.tag, t.hits FROM calls AS c \
         CROSS JOIN tracker_calls AS t ON t.call_seq = c.seq WHERE t.tracker_id = ",
    );
    sql.push_bind(id.0.into_bytes().to_vec());
    push_calls(&mut sql, &records.tenant, calls);
    let rows = sql.build().fetch_all(&records.db.readers).await?;
    let each = rows.iter().map(|row| {
        let held = Held {
            version: row.small(1)?,
            tag: row.maybe_text(2)?,
            hits: serde_json::from_str(&row.text(3)?)?,
        };
        Ok((CallId(row.id(0)?), held))
    });
    each.collect()
}

/// ` AND c.…`: only these calls.
fn push_calls(sql: &mut QueryBuilder<Sqlite>, tenant: &Tenant, calls: &[CallId]) {
    sql.push(" AND c.tenant_id = ").push_bind(tenant.bytes());
    sql.push(" AND c.id IN (");
    let mut list = sql.separated(", ");
    for id in calls {
        list.push_bind(id_bytes(&id.0).to_vec());
    }
    sql.push(")");
}

async fn turns_of(records: &Records, calls: &[CallId]) -> RecordsResult<Vec<(CallId, Vec<Turn>)>> {
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT t.side, t.speaker, t.text, t.start_ms, t.end_ms, t.words, c.id FROM calls AS c \
         CROSS JOIN turns AS t ON t.call_seq = c.seq WHERE 1",
    );
    push_calls(&mut sql, &records.tenant, calls);
    sql.push(" ORDER BY c.seq DESC, t.turn_index");
    let rows = sql.build().fetch_all(&records.db.readers).await?;
    let mut each: Vec<(CallId, Vec<Turn>)> = Vec::with_capacity(calls.len());
    for row in &rows {
        let (id, turn) = (CallId(row.id(6)?), turn_from(row)?);
        match each.last_mut() {
            Some((last, turns)) if *last == id => turns.push(turn),
            _ => each.push((id, vec![turn])),
        }
    }
    stand(records, &mut each).await?;
    Ok(each)
}

#[async_trait]
impl Trackers for Records {
    async fn trackers(&self) -> AppResult<Vec<Tracker>> {
        let rows = sqlx::query(AssertSqlSafe(format!("{SELECT} ORDER BY name, id")))
            .bind(self.tenant.bytes())
            .fetch_all(&self.db.readers)
            .await
            .map_err(RecordsError::from)?;
        Ok(rows
            .iter()
            .map(tracker_from)
            .collect::<RecordsResult<_>>()?)
    }

    async fn tracker(&self, id: TrackerId) -> AppResult<Option<Tracker>> {
        let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
            .bind(self.tenant.bytes())
            .bind(id_bytes(&id.0))
            .fetch_optional(&self.db.readers)
            .await
            .map_err(RecordsError::from)?;
        Ok(row.as_ref().map(tracker_from).transpose()?)
    }

    async fn held(&self, id: TrackerId, calls: &[CallId]) -> AppResult<BTreeMap<CallId, Held>> {
        Ok(held(self, id, calls).await?)
    }

    async fn past(&self, id: TrackerId, call: CallId) -> AppResult<Vec<Held>> {
        let rows = sqlx::query(
            "SELECT p.version, p.hits FROM tracker_past_calls AS p JOIN calls AS c \
             ON c.seq = p.call_seq WHERE p.tracker_id = ? AND c.id = ? AND p.tenant_id = ? \
             ORDER BY p.replaced_at",
        )
        .bind(id_bytes(&id.0))
        .bind(id_bytes(&call.0))
        .bind(self.tenant.bytes())
        .fetch_all(&self.db.readers)
        .await
        .map_err(RecordsError::from)?;
        let each = rows.iter().map(|row| {
            Ok(Held {
                version: row.small(0)?,
                // Long taken off, if it was put on.
                tag: None,
                hits: serde_json::from_str(&row.text(1)?)?,
            })
        });
        Ok(each.collect::<RecordsResult<_>>()?)
    }

    async fn tracker_counts(&self, id: TrackerId, version: u32) -> AppResult<(TrackerCounts, u32)> {
        let row = sqlx::query(
            "SELECT count(*), coalesce(sum(hit_count), 0), coalesce(sum(version < ?), 0) \
             FROM tracker_calls WHERE tracker_id = ? AND tenant_id = ?",
        )
        .bind(i64::from(version))
        .bind(id_bytes(&id.0))
        .bind(self.tenant.bytes())
        .fetch_one(&self.db.readers)
        .await
        .map_err(RecordsError::from)?;
        let counts = TrackerCounts {
            calls: row.small(0)?,
            hits: row.small(1)?,
        };
        Ok((counts, row.small(2)?))
    }

    async fn turns_of(&self, calls: &[CallId]) -> AppResult<Vec<(CallId, Vec<Turn>)>> {
        Ok(turns_of(self, calls).await?)
    }
}
