//! The list, page by page, and how many there are.

use parley_app::calls::{CallFilter, CallRow};
use parley_app::ports::{CallCursor, Page};
use sqlx::{QueryBuilder, Sqlite};

use super::filter::{Driver, Plan, push_conditions};
use super::row::{ROW_COLUMNS, row_from};
use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::facets::Counts;
use crate::records::values::Columns;

/// A page never holds more, whatever was asked.
const LONGEST_PAGE: u32 = 1_000;

/// Up to this many calls of a length, and no more than a third of what the narrowest other
/// filter leaves, are sorted by time rather than looked for in order of time: the rarer a
/// length, the longer the walk until a page of such calls is full.
const FEW: i64 = 6_000;
/// So few are walked over sooner than the others are counted.
const LEAST: i64 = 2_000;

/// Calls that match, newest first, after a place.
pub(crate) async fn list(
    db: &Database,
    tenant: &Tenant,
    counts: &Counts,
    filter: &CallFilter,
    after: Option<CallCursor>,
    limit: u32,
) -> RecordsResult<Page<CallRow, CallCursor>> {
    let limit = limit.clamp(1, LONGEST_PAGE);
    let mut plan = Plan::of(filter, counts);
    if plan.at_most == 0 {
        return Ok(Page {
            rows: Vec::new(),
            next: None,
        });
    }
    if few_of_that_length(db, tenant, filter, &plan).await? {
        plan.driver = Driver::Index("calls_by_duration");
    }
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
    sql.push(ROW_COLUMNS);
    let by_duration = plan.driver == Driver::Index("calls_by_duration");
    if by_duration {
        // Only row ids are sorted, then the page's rows are fetched.
        sql.push(" FROM calls AS c WHERE c.seq IN (SELECT c.seq");
    }
    plan.push_from(&mut sql);
    sql.push(" WHERE c.tenant_id = ").push_bind(tenant.bytes());
    push_conditions(&mut sql, tenant, filter, plan.order());
    if let Some(CallCursor(seq)) = after {
        sql.push(" AND ")
            .push(plan.order())
            .push(" < ")
            .push_bind(seq);
    }
    sql.push(" ORDER BY ")
        .push(plan.order())
        .push(" DESC LIMIT ");
    sql.push_bind(i64::from(limit) + 1);
    if by_duration {
        sql.push(") ORDER BY c.seq DESC");
    }
    let found = sql.build().fetch_all(&db.readers).await?;

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

/// Whether the filtered length is rare enough to begin with.
async fn few_of_that_length(
    db: &Database,
    tenant: &Tenant,
    filter: &CallFilter,
    plan: &Plan,
) -> RecordsResult<bool> {
    let few = FEW.min(i64::from(plan.at_most) / 3);
    if few < LEAST {
        return Ok(false);
    }
    if filter.min_duration_ms.is_none() && filter.max_duration_ms.is_none() {
        return Ok(false);
    }
    let row = sqlx::query(
        "SELECT count(*) FROM (SELECT 1 FROM calls INDEXED BY calls_by_duration \
         WHERE tenant_id = ? AND duration_ms >= ? AND duration_ms <= ? LIMIT ?)",
    )
    .bind(tenant.bytes())
    .bind(i64::from(filter.min_duration_ms.unwrap_or(0)))
    .bind(i64::from(filter.max_duration_ms.unwrap_or(u32::MAX)))
    .bind(few + 1)
    .fetch_one(&db.readers)
    .await?;
    Ok(row.number(0)? <= few)
}

/// How many calls match.
pub(crate) async fn count(
    db: &Database,
    tenant: &Tenant,
    counts: &Counts,
    filter: &CallFilter,
) -> RecordsResult<u32> {
    let plan = Plan::of(filter, counts);
    if plan.exact || plan.at_most == 0 {
        return Ok(plan.at_most);
    }
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*)");
    if plan.driver == Driver::Time {
        // Only ranges are filtered: the narrow index is quicker to read than the rows.
        sql.push(" FROM calls AS c");
    } else {
        plan.push_from(&mut sql);
    }
    sql.push(" WHERE c.tenant_id = ").push_bind(tenant.bytes());
    push_conditions(&mut sql, tenant, filter, plan.order());
    sql.build().fetch_one(&db.readers).await?.small(0)
}
