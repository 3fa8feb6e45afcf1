//! One call, whole.

use parley_app::calls::CallRecord;
use parley_domain::ids::{CallId, ImportId, MediaId, PersonId};
use parley_domain::time::UtcMillis;
use sqlx::{AssertSqlSafe, Row};

use super::row::{ROW_COLUMNS, row_from};
use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};

/// The call with this id.
pub(crate) async fn call(
    db: &Database,
    tenant: &Tenant,
    id: CallId,
) -> RecordsResult<Option<CallRecord>> {
    let sql = format!(
        "SELECT c.person_id, d.external_id, d.caller_channel, d.import_id, d.imported_at, \
         d.source_format, d.source_name, d.ended_reason, d.summary, d.caller_party, d.agent_party, \
         d.variables, d.notes, d.recording_id, d.recording, d.peaks_id, d.seek_index_id, d.events, \
         d.agent_recording_id, {ROW_COLUMNS} \
         FROM calls AS c JOIN call_details AS d ON d.call_seq = c.seq WHERE c.id = ? AND c.tenant_id = ?"
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id_bytes(&id.0))
        .bind(tenant.bytes())
        .fetch_optional(&db.readers)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let json = |column: usize| -> RecordsResult<&str> { Ok(row.try_get(column)?) };
    let recording = match (row.maybe_id(13)?, row.maybe_text(14)?) {
        (Some(id), Some(facts)) => Some((MediaId(id), serde_json::from_str(&facts)?)),
        (None, None) => None,
        _ => return Err(RecordsError::Damaged("recording")),
    };
    Ok(Some(CallRecord {
        row: row_from(&row, 19)?.1,
        person_id: PersonId(row.id(0)?),
        external_id: row.maybe_text(1)?,
        caller_channel: u8::try_from(row.number(2)?)
            .map_err(|_| RecordsError::Damaged("caller_channel"))?,
        import_id: row.maybe_id(3)?.map(ImportId),
        imported_at: UtcMillis(row.number(4)?),
        source_format: row.text(5)?,
        source_name: row.text(6)?,
        ended_reason: row.maybe_text(7)?,
        summary: row.maybe_text(8)?,
        caller: serde_json::from_str(json(9)?)?,
        agent: serde_json::from_str(json(10)?)?,
        variables: serde_json::from_str(json(11)?)?,
        events: serde_json::from_str(json(17)?)?,
        notes: serde_json::from_str(json(12)?)?,
        recording,
        agent_recording: row.maybe_id(18)?.map(MediaId),
        peaks: row.maybe_id(15)?.map(MediaId),
        seek_index: row.maybe_id(16)?.map(MediaId),
    }))
}

/// The originals that a call came from, in no order.
pub(crate) async fn call_originals(
    db: &Database,
    tenant: &Tenant,
    id: CallId,
) -> RecordsResult<Vec<MediaId>> {
    let rows = sqlx::query(
        "SELECT DISTINCT s.media_id FROM call_sources AS s JOIN calls AS c ON c.seq = s.call_seq \
         WHERE s.tenant_id = ? AND c.id = ?",
    )
    .bind(tenant.bytes())
    .bind(id_bytes(&id.0))
    .fetch_all(&db.readers)
    .await?;
    rows.iter().map(|row| Ok(MediaId(row.id(0)?))).collect()
}

/// The call that came from this source entry.
pub(crate) async fn call_by_source(
    db: &Database,
    tenant: &Tenant,
    item_hash: &[u8; 32],
) -> RecordsResult<Option<CallId>> {
    sqlx::query(
        "SELECT c.id FROM call_sources AS s JOIN calls AS c ON c.seq = s.call_seq \
         WHERE s.tenant_id = ? AND s.item_hash = ?",
    )
    .bind(tenant.bytes())
    .bind(item_hash.as_slice())
    .fetch_optional(&db.readers)
    .await?
    .map(|row| row.id(0).map(CallId))
    .transpose()
}
