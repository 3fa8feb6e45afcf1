//! Adding a call: its row, details, person, sealed files, sources, tags, turns.

use parley_app::calls::{CallRecord, NewCall, SourceRecord};
use sqlx::SqliteConnection;

use super::contact::put_person;
use super::tags::add_tags;
use super::turns::add_turns;
use crate::records::Tenant;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::facets;
use crate::records::media::add_media;
use crate::records::person_keys::RecordKeys;
use crate::records::time_key;
use crate::records::values::id_bytes;

/// Adds a call with all that belongs to it. A known source, call id or sealed file is
/// a conflict; nothing of the batch is kept then.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    keys: &RecordKeys,
    new: &NewCall,
) -> RecordsResult<()> {
    let record = &new.record;
    put_person(connection, tenant, keys, record.person_id, &record.caller).await?;
    for media in &new.media {
        add_media(connection, tenant, media).await?;
    }
    let seq = add_row(connection, tenant, record).await?;
    add_details(connection, tenant, seq, record).await?;
    add_sources(connection, tenant, seq, &new.sources).await?;
    add_tags(connection, tenant, seq, &record.row.tags).await?;
    count(connection, tenant, record).await?;
    add_turns(
        connection,
        tenant,
        seq,
        record.row.started_at,
        record.row.id,
        &new.turns,
    )
    .await
}

const ROW: &str = "INSERT INTO calls (seq, tenant_id, id, person_id, started_at, channel, \
     direction, caller, agent, outcome, duration_ms, language, has_recording, caller_talk_ms, \
     agent_talk_ms, turn_count, simulated, tags) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (seq) DO NOTHING";

async fn add_row(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    record: &CallRecord,
) -> RecordsResult<i64> {
    let row = &record.row;
    let (_, low) = row.id.0.as_u64_pair();
    for attempt in 0..time_key::TRIES {
        let seq = time_key::candidate(row.started_at, low, attempt)?;
        let added = sqlx::query(ROW)
            .bind(seq)
            .bind(tenant.bytes())
            .bind(id_bytes(&row.id.0))
            .bind(id_bytes(&record.person_id.0))
            .bind(row.started_at.0)
            .bind(row.channel.as_str())
            .bind(row.direction.as_str())
            .bind(row.caller.as_deref())
            .bind(row.agent.as_deref())
            .bind(row.outcome.as_str())
            .bind(i64::from(row.duration_ms))
            .bind(row.language.as_deref())
            .bind(row.has_recording)
            .bind(i64::from(row.caller_talk_ms))
            .bind(i64::from(row.agent_talk_ms))
            .bind(i64::from(row.turn_count))
            .bind(row.simulated)
            .bind(serde_json::to_string(&row.tags)?)
            .execute(&mut *connection)
            .await?;
        if added.rows_affected() == 1 {
            return Ok(seq);
        }
    }
    Err(RecordsError::OutOfRange("started_at"))
}

const DETAILS: &str = "INSERT INTO call_details (call_seq, tenant_id, external_id, caller_channel, \
     import_id, imported_at, source_format, source_name, ended_reason, summary, caller_party, \
     agent_party, variables, notes, recording_id, recording, peaks_id, seek_index_id, events, \
     agent_recording_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

async fn add_details(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    record: &CallRecord,
) -> RecordsResult<()> {
    let recording = record.recording.as_ref();
    sqlx::query(DETAILS)
        .bind(seq)
        .bind(tenant.bytes())
        .bind(record.external_id.as_deref())
        .bind(i64::from(record.caller_channel))
        .bind(record.import_id.map(|id| id.0.into_bytes().to_vec()))
        .bind(record.imported_at.0)
        .bind(&record.source_format)
        .bind(&record.source_name)
        .bind(record.ended_reason.as_deref())
        .bind(record.summary.as_deref())
        .bind(serde_json::to_string(&record.caller)?)
        .bind(serde_json::to_string(&record.agent)?)
        .bind(serde_json::to_string(&record.variables)?)
        .bind(serde_json::to_string(&record.notes)?)
        .bind(recording.map(|(id, _)| id.0.into_bytes().to_vec()))
        .bind(
            recording
                .map(|(_, facts)| serde_json::to_string(facts))
                .transpose()?,
        )
        .bind(record.peaks.map(|id| id.0.into_bytes().to_vec()))
        .bind(record.seek_index.map(|id| id.0.into_bytes().to_vec()))
        .bind(serde_json::to_string(&record.events)?)
        .bind(record.agent_recording.map(|id| id.0.into_bytes().to_vec()))
        .execute(connection)
        .await?;
    Ok(())
}

async fn add_sources(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    sources: &[SourceRecord],
) -> RecordsResult<()> {
    for source in sources {
        sqlx::query("INSERT INTO call_sources (tenant_id, item_hash, call_seq, media_id) VALUES (?, ?, ?, ?)")
            .bind(tenant.bytes())
            .bind(source.item_hash.as_slice())
            .bind(seq)
            .bind(id_bytes(&source.media_id.0))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

const COUNT: &str = "INSERT INTO call_facets (tenant_id, facet, value, count) \
     VALUES (?1, 'all', '', 1), (?1, 'agent', ?2, 1), (?1, 'language', ?3, 1), (?1, 'channel', ?4, 1), \
     (?1, 'direction', ?5, 1), (?1, 'outcome', ?6, 1), (?1, 'recording', ?7, 1) \
     ON CONFLICT (tenant_id, facet, value) DO UPDATE SET count = count + 1";

async fn count(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    record: &CallRecord,
) -> RecordsResult<()> {
    let row = &record.row;
    debug_assert!(COUNT.contains(facets::RECORDING) && COUNT.contains(facets::ALL));
    sqlx::query(COUNT)
        .bind(tenant.bytes())
        .bind(row.agent.as_deref().unwrap_or_default())
        .bind(row.language.as_deref().unwrap_or_default())
        .bind(row.channel.as_str())
        .bind(row.direction.as_str())
        .bind(row.outcome.as_str())
        .bind(if row.has_recording { "1" } else { "0" })
        .execute(connection)
        .await?;
    Ok(())
}
