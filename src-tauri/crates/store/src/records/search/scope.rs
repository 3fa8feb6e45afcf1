//! Which hits a search looks at: all of them, or those of the calls a filter leaves.
//!
//! A filter is served in one of three ways, by how many calls it leaves: the turns of
//! a few calls are looked up in the index one by one; those of some are gathered in a
//! set that hits are compared with; when many calls match, each hit's call is looked
//! at, for most hits pass.

use parley_app::calls::CallFilter;
use parley_app::ports::{CallCursor, SearchRequest};
use parley_domain::time::UtcMillis;
use sqlx::{QueryBuilder, Sqlite};

use crate::records::calls::push_conditions;
use crate::records::error::RecordsResult;
use crate::records::roll::Roll;
use crate::records::{Records, Tenant, time_key};

/// Calls whose turns are looked up one by one.
const FEW: usize = 20;
/// Calls whose turns are gathered in a set.
const SOME: usize = 5_000;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    All,
    /// Row ids of calls, as JSON.
    OneByOne(String),
    Set(String),
    EachCall,
}

/// What a search looks at.
pub(crate) struct Scope<'a> {
    tenant: &'a Tenant,
    matching: String,
    filter: CallFilter,
    way: Way,
    after: Option<i64>,
}

impl<'a> Scope<'a> {
    /// `None` when no call can match.
    pub(crate) async fn of(
        records: &'a Records,
        request: &SearchRequest,
    ) -> RecordsResult<Option<Self>> {
        let filter = request.filter.clone();
        let way = match (filter == CallFilter::default(), filter.is_period()) {
            (true, _) => Way::All,
            // Turns stand in order of time: a stretch of it needs no list of calls.
            (_, true) => Way::EachCall,
            _ => {
                let ask = |roll: &Roll| roll.newest(&filter, None, SOME + 1);
                let calls = records.on_roll(ask).await?;
                match calls.len() {
                    0 => return Ok(None),
                    n if n <= FEW => Way::OneByOne(serde_json::to_string(&calls)?),
                    n if n <= SOME => Way::Set(serde_json::to_string(&calls)?),
                    _ => Way::EachCall,
                }
            }
        };
        Ok(Some(Self {
            tenant: &records.tenant,
            matching: request.query.to_fts5(),
            way,
            after: request.after.map(|CallCursor(id)| id),
            filter,
        }))
    }

    /// `FROM … WHERE …` of all hits, with the turns as `t` and the calls as `c` where
    /// `joined`, or where the filter needs them.
    pub(crate) fn push_hits(&self, sql: &mut QueryBuilder<Sqlite>, joined: bool) {
        sql.push(" FROM turns_words ");
        if joined || self.way == Way::EachCall {
            sql.push(
                " CROSS JOIN turns AS t ON t.id = turns_words.rowid \
                 CROSS JOIN calls AS c ON c.seq = t.call_seq ",
            );
        }
        sql.push(" WHERE turns_words MATCH ")
            .push_bind(self.matching.clone());
        let latest = self.filter.to.map(|to| {
            // A turn can begin that long after its call.
            time_key::floor(UtcMillis(to.0.saturating_add(i64::from(u32::MAX))))
        });
        // One bound only: the index takes no more.
        let below = [self.after, latest].into_iter().flatten().min();
        if let Some(below) = below {
            sql.push(" AND turns_words.rowid < ").push_bind(below);
        }
        if let Some(from) = self.filter.from {
            sql.push(" AND turns_words.rowid >= ")
                .push_bind(time_key::floor(from));
        }
        // The sign keeps the index from being asked for each row of the set.
        let (sign, calls) = match &self.way {
            Way::All => return,
            Way::EachCall => return push_conditions(sql, self.tenant, &self.filter),
            Way::OneByOne(calls) => ("", calls),
            Way::Set(calls) => ("+", calls),
        };
        sql.push(" AND ")
            .push(sign)
            .push("turns_words.rowid IN (SELECT f.id FROM turns AS f ")
            .push(" WHERE f.call_seq IN (SELECT value FROM json_each(")
            .push_bind(calls.clone())
            .push(")))");
    }

    /// The index expression.
    pub(crate) fn matching(&self) -> &str {
        &self.matching
    }
}
