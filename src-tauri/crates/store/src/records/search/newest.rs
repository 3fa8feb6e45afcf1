//! The newest hits. Row ids grow with time, so the index yields them in order and
//! stops at the end of the page.

use parley_app::ports::{CallCursor, SearchPage};
use sqlx::{QueryBuilder, Sqlite};

use super::scope::Scope;
use super::{LONGEST_PAGE, hit_columns, hit_from};
use crate::records::database::Database;
use crate::records::error::RecordsResult;

/// The newest hits of a scope.
pub(crate) async fn newest(
    db: &Database,
    scope: &Scope<'_>,
    limit: u32,
) -> RecordsResult<SearchPage> {
    let limit = limit.clamp(1, LONGEST_PAGE);
    let mut sql = QueryBuilder::<Sqlite>::new(hit_columns());
    scope.push_hits(&mut sql, true);
    sql.push(" ORDER BY turns_words.rowid DESC LIMIT ");
    sql.push_bind(i64::from(limit) + 1);
    let found = sql.build().fetch_all(&db.readers).await?;

    let mut hits = Vec::with_capacity(found.len());
    let mut last = None;
    for row in found.iter().take(limit as usize) {
        let (id, hit) = hit_from(row)?;
        hits.push(hit);
        last = Some(CallCursor(id));
    }
    let next = if found.len() > hits.len() { last } else { None };
    Ok(SearchPage {
        hits,
        next,
        ranked_of: None,
    })
}
