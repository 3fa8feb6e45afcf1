//! The index after a change: it holds the text that stands, under the side that
//! speaks; and how long each side spoke. The view `turns_text` says what that is, before and after.

use parley_domain::call::{Side, Turn, talk_ms};
use parley_domain::transcript::{spoken_by, standing};
use sqlx::SqliteConnection;

use super::{corrections, speakers};
use crate::records::Tenant;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::Columns;

/// After the corrections of a turn changed.
pub(super) async fn restate_text(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
    turn: u32,
) -> RecordsResult<()> {
    let row = sqlx::query(
        "SELECT t.id, (SELECT o.side FROM turn_overlays AS o WHERE o.turn_id = t.id) \
         FROM turns AS t WHERE t.call_seq = ? AND t.turn_index = ?",
    )
    .bind(seq)
    .bind(i64::from(turn))
    .fetch_optional(&mut *connection)
    .await?
    .ok_or(RecordsError::NotFound("turn"))?;
    let all = corrections::of_turn(connection, seq, turn).await?;
    let text = standing(&all).text().map(str::to_owned);
    put(
        connection,
        tenant,
        row.number(0)?,
        text,
        row.maybe_number(1)?,
    )
    .await
}

/// After the speakers of a call changed, or of all calls: then the calls with changes
/// of their own may read otherwise, for theirs come after.
pub(super) async fn restate_sides(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: Option<i64>,
) -> RecordsResult<()> {
    let calls = match seq {
        Some(seq) => vec![seq],
        None => speakers::changed_calls(connection, tenant).await?,
    };
    for seq in calls {
        restate_call(connection, tenant, seq).await?;
    }
    Ok(())
}

async fn restate_call(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    seq: i64,
) -> RecordsResult<()> {
    let rows = sqlx::query(
        "SELECT t.id, t.side, t.speaker, o.side, o.text, t.start_ms, t.end_ms FROM turns AS t \
         LEFT JOIN turn_overlays AS o ON o.turn_id = t.id WHERE t.call_seq = ? ORDER BY t.turn_index",
    )
    .bind(seq)
    .fetch_all(&mut *connection)
    .await?;
    let changes = speakers::of_seq(connection, tenant, seq).await?;
    let mut turns = Vec::with_capacity(rows.len());
    for row in &rows {
        turns.push(Turn {
            side: Side::from_code(u8::try_from(row.number(1)?).unwrap_or(u8::MAX)),
            speaker: row.maybe_text(2)?,
            text: String::new(),
            start_ms: row.maybe_small(5)?,
            end_ms: row.maybe_small(6)?,
            words: Vec::new(),
        });
    }
    let voices = spoken_by(&turns, &changes);
    for ((row, turn), voice) in rows.iter().zip(&turns).zip(&voices) {
        let side = (voice.side != turn.side).then(|| i64::from(voice.side.code()));
        if side != row.maybe_number(3)? {
            put(connection, tenant, row.number(0)?, row.maybe_text(4)?, side).await?;
        }
    }
    for (turn, voice) in turns.iter_mut().zip(voices) {
        turn.side = voice.side;
    }
    restate_talk(connection, seq, &turns).await
}

/// How long each side spoke, as the list shows it.
async fn restate_talk(
    connection: &mut SqliteConnection,
    seq: i64,
    turns: &[Turn],
) -> RecordsResult<()> {
    sqlx::query("UPDATE calls SET caller_talk_ms = ?, agent_talk_ms = ? WHERE seq = ?")
        .bind(i64::from(talk_ms(turns, Side::Caller)))
        .bind(i64::from(talk_ms(turns, Side::Agent)))
        .bind(seq)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes the turn out of the index as it was and puts it in as it is.
async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    turn_id: i64,
    text: Option<String>,
    side: Option<i64>,
) -> RecordsResult<()> {
    sqlx::query(
        "INSERT INTO turns_words (turns_words, rowid, caller, agent, other) \
         SELECT 'delete', id, caller, agent, other FROM turns_text WHERE id = ?",
    )
    .bind(turn_id)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM turn_overlays WHERE turn_id = ?")
        .bind(turn_id)
        .execute(&mut *connection)
        .await?;
    if text.is_some() || side.is_some() {
        sqlx::query(
            "INSERT INTO turn_overlays (turn_id, tenant_id, text, side) VALUES (?, ?, ?, ?)",
        )
        .bind(turn_id)
        .bind(tenant.bytes())
        .bind(text)
        .bind(side)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query(
        "INSERT INTO turns_words (rowid, caller, agent, other) \
         SELECT id, caller, agent, other FROM turns_text WHERE id = ?",
    )
    .bind(turn_id)
    .execute(connection)
    .await?;
    Ok(())
}
