//! The turns of several calls, read as imported, as they stand.

use std::collections::BTreeSet;

use parley_domain::call::Turn;
use parley_domain::ids::CallId;
use parley_domain::transcript::overlaid;
use sqlx::{QueryBuilder, Sqlite};

use super::{corrections, speakers};
use crate::records::Records;
use crate::records::error::RecordsResult;
use crate::records::values::{Columns, id_bytes};

/// Lays over each call what people laid over it. Names that were given in all calls at
/// once move no turn to another side and are left out where nothing else lies over.
pub(crate) async fn stand(
    records: &Records,
    calls: &mut [(CallId, Vec<Turn>)],
) -> RecordsResult<()> {
    let changed = changed(records, calls).await?;
    for (id, turns) in calls.iter_mut().filter(|(id, _)| changed.contains(id)) {
        let corrections = corrections::of_call(&records.db, &records.tenant, *id).await?;
        let changes = speakers::of_call(&records.db, &records.tenant, *id).await?;
        *turns = overlaid(std::mem::take(turns), &corrections, &changes).turns;
    }
    Ok(())
}

/// Which of them have something of their own over them.
async fn changed(
    records: &Records,
    calls: &[(CallId, Vec<Turn>)],
) -> RecordsResult<BTreeSet<CallId>> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT c.id FROM calls AS c WHERE c.tenant_id = ");
    sql.push_bind(records.tenant.bytes());
    sql.push(" AND c.id IN (");
    let mut list = sql.separated(", ");
    for (id, _) in calls {
        list.push_bind(id_bytes(&id.0).to_vec());
    }
    sql.push(") AND (EXISTS (SELECT 1 FROM corrections AS k WHERE k.call_seq = c.seq) OR EXISTS (");
    sql.push("SELECT 1 FROM speaker_changes AS s WHERE s.tenant_id = c.tenant_id AND s.call_seq = c.seq))");
    let rows = sql.build().fetch_all(&records.db.readers).await?;
    rows.iter().map(|row| row.id(0).map(CallId)).collect()
}
