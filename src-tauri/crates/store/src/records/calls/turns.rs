//! Turns: kept in order of time over all calls, indexed by their words, read back
//! call by call.

use std::sync::{Arc, LazyLock};

use parley_domain::call::{Side, Turn};
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};
use crate::records::{Tenant, time_key, words};

/// Rows per statement: one statement for most of a call, few different texts.
const SIZES: [usize; 3] = [32, 8, 1];

fn insert_of(rows: usize) -> Arc<str> {
    let mut sql = String::from(
        "INSERT INTO turns (id, tenant_id, call_seq, turn_index, side, speaker, text, start_ms, end_ms, words) VALUES ",
    );
    for i in 0..rows {
        sql.push_str(if i == 0 { "" } else { "," });
        sql.push_str("(?,?,?,?,?,?,?,?,?,?)");
    }
    sql.push_str(" ON CONFLICT (id) DO NOTHING");
    sql.into()
}

static INSERTS: LazyLock<[Arc<str>; 3]> = LazyLock::new(|| SIZES.map(insert_of));

/// A turn with its place.
struct Placed<'a> {
    index: u32,
    turn: &'a Turn,
    at: UtcMillis,
    low: u64,
}

impl Placed<'_> {
    fn id(&self, attempt: u32) -> RecordsResult<i64> {
        time_key::candidate(self.at, self.low, attempt)
    }
}

async fn insert(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    sql: &Arc<str>,
    turns: &[Placed<'_>],
    attempt: u32,
) -> RecordsResult<u64> {
    let mut query = sqlx::query(AssertSqlSafe(Arc::clone(sql)));
    for placed in turns {
        let turn = placed.turn;
        query = query
            .bind(placed.id(attempt)?)
            .bind(tenant.bytes())
            .bind(seq)
            .bind(i64::from(placed.index))
            .bind(i64::from(turn.side.code()))
            .bind(turn.speaker.as_deref())
            .bind(turn.text.as_str())
            .bind(turn.start_ms.map(i64::from))
            .bind(turn.end_ms.map(i64::from))
            .bind(words::pack(&turn.words));
    }
    Ok(query.execute(connection).await?.rows_affected())
}

/// Adds a call's turns and indexes their words.
pub(crate) async fn add_turns(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    started_at: UtcMillis,
    call: CallId,
    turns: &[Turn],
) -> RecordsResult<()> {
    if turns.is_empty() {
        return Ok(());
    }
    // Half of the low bits' range is left for the index, so that turns without times
    // stand in the order they were written.
    let base = call.0.as_u64_pair().1 & 0x7_FFFF;
    let placed: Vec<Placed<'_>> = turns
        .iter()
        .zip(0u32..)
        .map(|(turn, index)| Placed {
            index,
            turn,
            at: started_at.plus(i64::from(turn.start_ms.unwrap_or(0))),
            low: base + u64::from(index & 0x7_FFFF),
        })
        .collect();
    let mut rest = placed.as_slice();
    for (size, sql) in SIZES.into_iter().zip(INSERTS.iter()) {
        while let Some((some, after)) = rest.split_at_checked(size) {
            let added = insert(connection, tenant, seq, sql, some, 0).await?;
            if added != size as u64 {
                place_singly(connection, tenant, seq, some).await?;
            }
            rest = after;
        }
    }
    sqlx::query(
        "INSERT INTO turns_words (rowid, caller, agent, other) \
         SELECT t.id, v.caller, v.agent, v.other FROM turns AS t JOIN turns_text AS v ON v.id = t.id \
         WHERE t.call_seq = ? ORDER BY t.id",
    )
    .bind(seq)
    .execute(connection)
    .await?;
    Ok(())
}

/// Another call's turns hold some of the wanted ids: finds others nearby.
async fn place_singly(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    turns: &[Placed<'_>],
) -> RecordsResult<()> {
    let [.., one] = &*INSERTS;
    for placed in turns {
        let there = sqlx::query("SELECT 1 FROM turns WHERE call_seq = ? AND turn_index = ?")
            .bind(seq)
            .bind(i64::from(placed.index))
            .fetch_optional(&mut *connection)
            .await?;
        if there.is_some() {
            continue;
        }
        let mut added = 0;
        for attempt in 1..time_key::TRIES {
            added = insert(
                connection,
                tenant,
                seq,
                one,
                std::slice::from_ref(placed),
                attempt,
            )
            .await?;
            if added == 1 {
                break;
            }
        }
        if added == 0 {
            return Err(RecordsError::OutOfRange("start_ms"));
        }
    }
    Ok(())
}

/// A call's turns in the source's order.
pub(crate) async fn turns(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<Vec<Turn>> {
    let rows = sqlx::query(
        "SELECT t.side, t.speaker, t.text, t.start_ms, t.end_ms, t.words FROM turns AS t \
         WHERE t.call_seq = (SELECT seq FROM calls WHERE id = ? AND tenant_id = ?) \
         ORDER BY t.turn_index",
    )
    .bind(id_bytes(&call.0))
    .bind(tenant.bytes())
    .fetch_all(&db.readers)
    .await?;
    rows.iter().map(turn_from).collect()
}

/// Reads side, speaker, text, start, end and words, the first six columns.
pub(crate) fn turn_from(row: &SqliteRow) -> RecordsResult<Turn> {
    Ok(Turn {
        side: Side::from_code(u8::try_from(row.number(0)?).unwrap_or(u8::MAX)),
        speaker: row.maybe_text(1)?,
        text: row.text(2)?,
        start_ms: row.maybe_small(3)?,
        end_ms: row.maybe_small(4)?,
        words: words::unpack(row.bytes(5)?)?,
    })
}
