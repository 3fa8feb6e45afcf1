//! Calls chosen by a filter and a search, whole, not page by page.

use std::collections::HashMap;

use parley_app::calls::{CallFilter, CallRow};
use parley_app::ports::SearchRequest;
use parley_domain::ids::CallId;
use parley_domain::search::SearchQuery;
use sqlx::{QueryBuilder, Sqlite};

use crate::records::calls::{ROW_COLUMNS, row_from};
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::search::Scope;
use crate::records::values::{Columns, id_bytes};
use crate::records::{Records, Tenant};

/// Calls whose ids are read in one statement.
const IDS_AT_ONCE: usize = 5_000;

/// The ids of all that a filter leaves, newest first.
pub(super) async fn left(records: &Records, filter: &CallFilter) -> RecordsResult<Vec<CallId>> {
    let seqs = records
        .on_roll(|roll| roll.newest(filter, None, usize::MAX))
        .await?;
    let mut found = Vec::with_capacity(seqs.len());
    for some in seqs.chunks(IDS_AT_ONCE) {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT c.id FROM calls AS c WHERE c.seq IN (SELECT value FROM json_each(",
        );
        sql.push_bind(serde_json::to_string(some)?)
            .push(")) ORDER BY c.seq DESC");
        found.extend(ids(sql, &records.db).await?);
    }
    Ok(found)
}

/// The ids of all whose turns a search finds, newest first, each once.
pub(super) async fn found(
    records: &Records,
    filter: &CallFilter,
    query: &SearchQuery,
) -> RecordsResult<Vec<CallId>> {
    let request = SearchRequest {
        query: query.clone(),
        order: Default::default(),
        filter: filter.clone(),
        limit: 1,
        after: None,
    };
    let Some(scope) = Scope::of(records, &request).await? else {
        return Ok(Vec::new());
    };
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT DISTINCT c.id, c.seq");
    scope.push_hits(&mut sql, true);
    sql.push(" ORDER BY c.seq DESC");
    ids(sql, &records.db).await
}

async fn ids(mut sql: QueryBuilder<Sqlite>, db: &Database) -> RecordsResult<Vec<CallId>> {
    let rows = sql.build().fetch_all(&db.readers).await?;
    rows.iter().map(|row| Ok(CallId(row.id(0)?))).collect()
}

/// How many ids stand in one statement.
const AT_ONCE: usize = 500;

/// The lines of these calls, in the given order.
pub(super) async fn rows(
    db: &Database,
    tenant: &Tenant,
    wanted: &[CallId],
) -> RecordsResult<Vec<CallRow>> {
    let mut known: HashMap<CallId, CallRow> = HashMap::with_capacity(wanted.len());
    for some in wanted.chunks(AT_ONCE) {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
        sql.push(ROW_COLUMNS)
            .push(" FROM calls AS c WHERE c.tenant_id = ")
            .push_bind(tenant.bytes())
            .push(" AND c.id IN (");
        let mut list = sql.separated(", ");
        for id in some {
            list.push_bind(id_bytes(&id.0).to_vec());
        }
        sql.push(")");
        for row in sql.build().fetch_all(&db.readers).await? {
            let row = row_from(&row, 0)?.1;
            known.insert(row.id, row);
        }
    }
    Ok(wanted.iter().filter_map(|id| known.remove(id)).collect())
}
