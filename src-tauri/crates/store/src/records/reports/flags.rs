//! Flags that nobody has dealt with yet. Only flagged calls are read: they have an index
//! of their own.

use parley_app::calls::CallFilter;
use parley_domain::report::FlagFact;
use parley_domain::review::FlagReason;
use parley_domain::time::UtcMillis;
use sqlx::{QueryBuilder, Sqlite};

use crate::records::Tenant;
use crate::records::calls::push_conditions;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::Columns as _;

/// Of a person's id its random half is enough.
const OPEN: &str = "SELECT f.reason, f.flagged_at, c.seq, hex(substr(c.person_id, 9)) \
     FROM calls AS c INDEXED BY calls_by_flags \
     CROSS JOIN call_flags AS f ON f.call_seq = c.seq \
     WHERE c.flags > 0 AND c.tenant_id = ";

pub(super) async fn open(
    db: &Database,
    tenant: &Tenant,
    filter: &CallFilter,
) -> RecordsResult<Vec<FlagFact>> {
    let filter = CallFilter {
        reviewed: Some(false),
        ..filter.clone()
    };
    let mut sql = QueryBuilder::<Sqlite>::new(OPEN);
    sql.push_bind(tenant.bytes());
    push_conditions(&mut sql, tenant, &filter);
    let rows = sql.build().fetch_all(&db.readers).await?;
    let facts = rows.iter().map(|row| {
        let person = u64::from_str_radix(&row.text(3)?, 16);
        Ok(FlagFact {
            reason: row.word(0, FlagReason::parse)?,
            at: UtcMillis(row.number(1)?),
            call: row.number(2)?.cast_unsigned(),
            person: person.map_err(|_| RecordsError::Damaged("calls"))?,
        })
    });
    facts.collect()
}
