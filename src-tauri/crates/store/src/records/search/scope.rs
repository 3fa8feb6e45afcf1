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

use crate::records::Tenant;
use crate::records::calls::{Driver, Plan, push_conditions};
use crate::records::database::Database;
use crate::records::error::RecordsResult;
use crate::records::facets::Counts;
use crate::records::time_key;
use crate::records::values::Columns;

/// Calls whose turns are looked up one by one.
const FEW: i64 = 20;
/// Calls whose turns are gathered in a set.
const SOME: i64 = 5_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    All,
    OneByOne,
    Set,
    EachCall,
}

/// What a search looks at.
pub(crate) struct Scope<'a> {
    tenant: &'a Tenant,
    matching: String,
    filter: CallFilter,
    plan: Plan,
    way: Way,
    after: Option<i64>,
}

impl<'a> Scope<'a> {
    /// `None` when no call can match.
    pub(crate) async fn of(
        db: &Database,
        tenant: &'a Tenant,
        counts: &Counts,
        request: &SearchRequest,
    ) -> RecordsResult<Option<Self>> {
        let filter = request.filter.clone();
        let plan = Plan::of(&filter, counts);
        let mut scope = Self {
            tenant,
            matching: request.query.to_fts5(),
            way: Way::All,
            after: request.after.map(|CallCursor(id)| id),
            filter,
            plan,
        };
        let only_time = CallFilter {
            from: scope.filter.from,
            to: scope.filter.to,
            ..CallFilter::default()
        };
        scope.way = match (plan.at_most, scope.filter == CallFilter::default()) {
            (0, _) => return Ok(None),
            (_, true) => Way::All,
            // Turns stand in order of time: a stretch of it needs no list of calls.
            _ if scope.filter == only_time => Way::EachCall,
            _ => match scope.calls_left(db).await? {
                0 => return Ok(None),
                n if n <= FEW => Way::OneByOne,
                n if n <= SOME => Way::Set,
                _ => Way::EachCall,
            },
        };
        Ok(Some(scope))
    }

    fn push_calls(&self, sql: &mut QueryBuilder<Sqlite>) {
        if self.plan.driver == Driver::Time {
            sql.push(" FROM calls AS c");
        } else {
            self.plan.push_from(sql);
        }
        sql.push(" WHERE c.tenant_id = ")
            .push_bind(self.tenant.bytes());
        push_conditions(sql, self.tenant, &self.filter, self.plan.order());
    }

    /// How many calls the filter leaves, counted no further than [`SOME`].
    async fn calls_left(&self, db: &Database) -> RecordsResult<i64> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM (SELECT 1");
        self.push_calls(&mut sql);
        sql.push(" LIMIT ").push_bind(SOME + 1).push(")");
        sql.build().fetch_one(&db.readers).await?.number(0)
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
        match self.way {
            Way::All => {}
            Way::EachCall => push_conditions(sql, self.tenant, &self.filter, "c.seq"),
            Way::OneByOne | Way::Set => {
                // The sign keeps the index from being asked for each row of the set.
                let sign = if self.way == Way::Set { "+" } else { "" };
                sql.push(" AND ")
                    .push(sign)
                    .push("turns_words.rowid IN (SELECT f.id FROM turns AS f ");
                sql.push(" WHERE f.call_seq IN (SELECT c.seq");
                self.push_calls(sql);
                sql.push("))");
            }
        }
    }

    /// The index expression.
    pub(crate) fn matching(&self) -> &str {
        &self.matching
    }
}
