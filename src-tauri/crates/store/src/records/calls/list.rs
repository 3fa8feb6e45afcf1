//! The list, page by page, and how many there are.

use parley_app::calls::{CallFilter, CallRow};
use parley_app::ports::{CallCursor, Page};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Sqlite};

use super::filter::push_period;
use super::row::{ROW_COLUMNS, row_from};
use crate::records::Records;
use crate::records::error::RecordsResult;

/// A page never holds more, whatever was asked.
const LONGEST_PAGE: u32 = 1_000;

/// Calls that match, newest first, after a place.
pub(crate) async fn list(
    records: &Records,
    filter: &CallFilter,
    after: Option<CallCursor>,
    limit: u32,
) -> RecordsResult<Page<CallRow, CallCursor>> {
    let limit = limit.clamp(1, LONGEST_PAGE);
    let after = after.map(|CallCursor(seq)| seq);
    let found = if filter.is_period() {
        let found = in_period(records, filter, after, limit + 1).await?;
        records.prepare_roll();
        found
    } else {
        chosen(records, filter, after, limit + 1).await?
    };

    let mut rows = Vec::with_capacity(found.len());
    let mut next = None;
    for row in &found {
        if rows.len() == limit as usize {
            next = rows.last().map(|&(seq, _)| CallCursor(seq));
            break;
        }
        rows.push(row_from(row, 0)?);
    }
    Ok(Page {
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        next,
    })
}

/// The table is in order of time.
async fn in_period(
    records: &Records,
    filter: &CallFilter,
    after: Option<i64>,
    at_most: u32,
) -> RecordsResult<Vec<SqliteRow>> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
    sql.push(ROW_COLUMNS)
        .push(" FROM calls AS c NOT INDEXED WHERE c.tenant_id = ")
        .push_bind(records.tenant.bytes());
    push_period(&mut sql, filter);
    if let Some(after) = after {
        sql.push(" AND c.seq < ").push_bind(after);
    }
    sql.push(" ORDER BY c.seq DESC LIMIT ")
        .push_bind(i64::from(at_most));
    Ok(sql.build().fetch_all(&records.db.readers).await?)
}

/// The roll says which: only their rows are read.
async fn chosen(
    records: &Records,
    filter: &CallFilter,
    after: Option<i64>,
    at_most: u32,
) -> RecordsResult<Vec<SqliteRow>> {
    let seqs = records
        .on_roll(|roll| roll.newest(filter, after, at_most as usize))
        .await?;
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
    sql.push(ROW_COLUMNS)
        .push(" FROM calls AS c WHERE c.tenant_id = ")
        .push_bind(records.tenant.bytes())
        .push(" AND c.seq IN (SELECT value FROM json_each(")
        .push_bind(serde_json::to_string(&seqs)?)
        .push(")) ORDER BY c.seq DESC");
    Ok(sql.build().fetch_all(&records.db.readers).await?)
}

/// How many calls match.
pub(crate) async fn count(records: &Records, filter: &CallFilter) -> RecordsResult<u32> {
    if *filter == CallFilter::default() {
        let counts = records.counts.get(&records.db, &records.tenant).await?;
        return Ok(counts.total());
    }
    records.on_roll(|roll| roll.count(filter)).await
}
