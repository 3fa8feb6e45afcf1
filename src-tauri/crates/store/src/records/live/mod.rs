//! Calls that are running, with the rows of their sealed logs. A row is there before the
//! first byte of its log, and goes in the transaction that adds the finished call.

mod read;

use parley_app::live::{LiveCallRecord, LiveLog};
use parley_app::ports::LiveChange;
use parley_domain::ids::CallId;
use sqlx::SqliteConnection;

use super::Tenant;
use super::calls::put_person;
use super::error::RecordsResult;
use super::person_keys::RecordKeys;
use super::values::id_bytes;

pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    keys: &RecordKeys,
    change: &LiveChange,
) -> RecordsResult<()> {
    match change {
        LiveChange::Begin(call) => begin(connection, tenant, keys, call).await,
        LiveChange::End(call) => end(connection, tenant, *call).await,
    }
}

async fn begin(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    keys: &RecordKeys,
    call: &LiveCallRecord,
) -> RecordsResult<()> {
    let start = &call.start;
    put_person(connection, tenant, keys, call.person_id, &start.caller).await?;
    sqlx::query(
        "INSERT INTO live_calls (call_id, tenant_id, person_id, started_at, direction, \
         caller_party, agent_party, simulated, external_id, language) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&start.call_id.0))
    .bind(tenant.bytes())
    .bind(id_bytes(&call.person_id.0))
    .bind(start.started_at.0)
    .bind(start.direction.as_str())
    .bind(serde_json::to_string(&start.caller)?)
    .bind(serde_json::to_string(&start.agent)?)
    .bind(start.simulated)
    .bind(start.external_id.as_deref())
    .bind(start.language.as_deref())
    .execute(&mut *connection)
    .await?;
    for log in &call.logs {
        add_log(connection, tenant, start.call_id, log).await?;
    }
    Ok(())
}

async fn add_log(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
    log: &LiveLog,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO live_logs (id, tenant_id, call_id, stream, wrapped_key, person_id) \
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(id_bytes(&log.id.0))
    .bind(tenant.bytes())
    .bind(id_bytes(&call.0))
    .bind(log.stream.as_str())
    .bind(log.wrapped_key.as_slice())
    .bind(log.person_id.map(|id| id.0.into_bytes().to_vec()))
    .execute(connection)
    .await?;
    Ok(())
}

async fn end(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<()> {
    for sql in [
        "DELETE FROM live_logs WHERE call_id = ? AND tenant_id = ?",
        "DELETE FROM live_calls WHERE call_id = ? AND tenant_id = ?",
    ] {
        sqlx::query(sql)
            .bind(id_bytes(&call.0))
            .bind(tenant.bytes())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
