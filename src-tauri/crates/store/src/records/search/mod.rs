//! Finding turns by their words.

mod best;
mod excerpt;
mod newest;
mod scope;

pub(crate) use best::best;
pub(crate) use newest::newest;
pub(crate) use scope::Scope;

use parley_app::calls::SearchHit;
use parley_domain::call::Side;
use sqlx::sqlite::SqliteRow;

use super::calls::{ROW_COLUMNS, row_from};
use super::error::RecordsResult;
use super::values::Columns;

/// A page never holds more, whatever was asked.
const LONGEST_PAGE: u32 = 200;

/// `SELECT` of what [`hit_from`] reads, for the index `turns_words`, the turns `t`
/// and the calls `c`. The side's number is the number of its column in the index; it is
/// the side that speaks after what people said about it.
fn hit_columns() -> String {
    const SIDE: &str =
        "coalesce((SELECT o.side FROM turn_overlays AS o WHERE o.turn_id = t.id), t.side)";
    format!(
        "SELECT t.id, t.turn_index, {SIDE}, t.start_ms, \
         highlight(turns_words, {SIDE}, char(1), char(2)), {ROW_COLUMNS} "
    )
}

/// A hit and its place.
fn hit_from(row: &SqliteRow) -> RecordsResult<(i64, SearchHit)> {
    let marked: &str = sqlx::Row::try_get(row, 4)?;
    let hit = SearchHit {
        call: row_from(row, 5)?.1,
        turn_index: row.small(1)?,
        side: Side::from_code(u8::try_from(row.number(2)?).unwrap_or(u8::MAX)),
        start_ms: row.maybe_small(3)?,
        excerpt: excerpt::excerpt(marked),
    };
    Ok((row.number(0)?, hit))
}
