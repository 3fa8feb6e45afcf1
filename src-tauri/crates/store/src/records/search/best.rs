//! The best hits, by bm25, among the newest few thousand: ranking every hit of a
//! common word would take a hundred times as long, and the page says how many were.

use std::collections::HashMap;

use parley_app::ports::SearchPage;
use sqlx::{QueryBuilder, Sqlite};

use super::scope::Scope;
use super::{LONGEST_PAGE, hit_columns, hit_from};
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::values::Columns;

/// How many of the newest hits are ranked.
const RANKED: u32 = 5_000;

/// The best hits of a scope.
pub(crate) async fn best(
    db: &Database,
    scope: &Scope<'_>,
    limit: u32,
) -> RecordsResult<SearchPage> {
    let limit = limit.clamp(1, LONGEST_PAGE);
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT turns_words.rowid");
    scope.push_hits(&mut sql, false);
    sql.push(" ORDER BY turns_words.rowid DESC LIMIT 1 OFFSET ");
    sql.push_bind(i64::from(RANKED));
    let too_old = match sql.build().fetch_optional(&db.readers).await? {
        Some(row) => Some(row.number(0)?),
        None => None,
    };

    let mut sql = QueryBuilder::<Sqlite>::new("SELECT turns_words.rowid");
    scope.push_hits(&mut sql, false);
    if let Some(too_old) = too_old {
        sql.push(" AND turns_words.rowid > ").push_bind(too_old);
    }
    sql.push(" ORDER BY bm25(turns_words), turns_words.rowid DESC LIMIT ");
    sql.push_bind(i64::from(limit));
    let ranked = sql.build().fetch_all(&db.readers).await?;
    let ids = ranked
        .iter()
        .map(|row| row.number(0))
        .collect::<RecordsResult<Vec<i64>>>()?;

    let mut sql = QueryBuilder::<Sqlite>::new(hit_columns());
    sql.push(
        " FROM turns_words CROSS JOIN turns AS t ON t.id = turns_words.rowid \
         CROSS JOIN calls AS c ON c.seq = t.call_seq WHERE turns_words MATCH ",
    );
    sql.push_bind(scope.matching().to_owned());
    sql.push(" AND turns_words.rowid IN (SELECT value FROM json_each(");
    sql.push_bind(serde_json::to_string(&ids)?);
    sql.push("))");
    let mut by_id = HashMap::with_capacity(ids.len());
    for row in &sql.build().fetch_all(&db.readers).await? {
        let (id, hit) = hit_from(row)?;
        by_id.insert(id, hit);
    }
    Ok(SearchPage {
        hits: ids.iter().filter_map(|id| by_id.remove(id)).collect(),
        next: None,
        ranked_of: too_old.map(|_| RANKED),
    })
}
