//! One line of the list, from its columns.

use parley_app::calls::CallRow;
use parley_app::review::CallMarks;
use parley_domain::call::{Channel, Direction, Outcome};
use parley_domain::ids::{CallId, UserId};
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;

use crate::records::error::RecordsResult;
use crate::records::values::Columns;

/// The columns [`row_from`] reads, of the table `c`.
pub(crate) const ROW_COLUMNS: &str = "c.seq, c.id, c.started_at, c.channel, c.direction, c.caller, \
     c.agent, c.outcome, c.duration_ms, c.language, c.has_recording, c.caller_talk_ms, \
     c.agent_talk_ms, c.turn_count, c.simulated, c.tags, \
     c.flags, c.assigned_to, c.reviewed";

/// Reads [`ROW_COLUMNS`], the first of which is column `first`.
pub(crate) fn row_from(row: &SqliteRow, first: usize) -> RecordsResult<(i64, CallRow)> {
    let tags: &str = sqlx::Row::try_get(row, first + 15)?;
    let call = CallRow {
        id: CallId(row.id(first + 1)?),
        started_at: UtcMillis(row.number(first + 2)?),
        channel: row.word(first + 3, Channel::parse)?,
        direction: row.word(first + 4, Direction::parse)?,
        caller: row.maybe_text(first + 5)?,
        agent: row.maybe_text(first + 6)?,
        outcome: row.word(first + 7, Outcome::parse)?,
        duration_ms: row.small(first + 8)?,
        language: row.maybe_text(first + 9)?,
        has_recording: row.flag(first + 10)?,
        caller_talk_ms: row.small(first + 11)?,
        agent_talk_ms: row.small(first + 12)?,
        turn_count: row.small(first + 13)?,
        simulated: row.flag(first + 14)?,
        tags: if tags == "[]" {
            Vec::new()
        } else {
            serde_json::from_str(tags)?
        },
        marks: CallMarks {
            flags: row.small(first + 16)?,
            assigned_to: row.maybe_id(first + 17)?.map(UserId),
            reviewed: row.flag(first + 18)?,
        },
    };
    Ok((row.number(first)?, call))
}
