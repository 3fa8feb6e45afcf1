//! The calls whose rows are there.

use async_trait::async_trait;
use parley_app::error::AppResult;
use parley_app::live::{LiveCallRecord, LiveCallStart, LiveLog, LiveStream};
use parley_app::ports::LiveCalls;
use parley_domain::call::Direction;
use parley_domain::ids::{CallId, MediaId, PersonId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;

use crate::records::Records;
use crate::records::error::RecordsResult;
use crate::records::values::{Columns, id_bytes};

const CALLS: &str = "SELECT call_id, person_id, started_at, direction, caller_party, \
     agent_party, simulated, external_id, language FROM live_calls WHERE tenant_id = ? \
     ORDER BY started_at, call_id";

const LOGS: &str = "SELECT id, stream, wrapped_key, person_id FROM live_logs \
     WHERE call_id = ? AND tenant_id = ? ORDER BY stream";

fn start(row: &SqliteRow) -> RecordsResult<LiveCallStart> {
    Ok(LiveCallStart {
        call_id: CallId(row.id(0)?),
        started_at: UtcMillis(row.number(2)?),
        direction: row.word(3, Direction::parse)?,
        caller: serde_json::from_str(&row.text(4)?)?,
        agent: serde_json::from_str(&row.text(5)?)?,
        simulated: row.flag(6)?,
        external_id: row.maybe_text(7)?,
        language: row.maybe_text(8)?,
    })
}

fn log(row: &SqliteRow) -> RecordsResult<LiveLog> {
    Ok(LiveLog {
        id: MediaId(row.id(0)?),
        stream: row.word(1, LiveStream::parse)?,
        wrapped_key: row.bytes(2)?.to_vec(),
        person_id: row.maybe_id(3)?.map(PersonId),
    })
}

async fn live_calls(records: &Records) -> RecordsResult<Vec<LiveCallRecord>> {
    let rows = sqlx::query(CALLS)
        .bind(records.tenant.bytes())
        .fetch_all(&records.db.readers)
        .await?;
    let mut calls = Vec::with_capacity(rows.len());
    for row in &rows {
        let start = start(row)?;
        let logs = sqlx::query(LOGS)
            .bind(id_bytes(&start.call_id.0))
            .bind(records.tenant.bytes())
            .fetch_all(&records.db.readers)
            .await?;
        calls.push(LiveCallRecord {
            start,
            person_id: PersonId(row.id(1)?),
            logs: logs.iter().map(log).collect::<RecordsResult<_>>()?,
        });
    }
    Ok(calls)
}

#[async_trait]
impl LiveCalls for Records {
    async fn live_calls(&self) -> AppResult<Vec<LiveCallRecord>> {
        Ok(live_calls(self).await?)
    }
}
