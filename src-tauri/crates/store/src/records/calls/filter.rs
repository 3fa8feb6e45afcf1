//! From a filter to the index that serves it. All filters are decided inside one
//! index, that of the narrowest member, which is in order of time already.

use parley_app::calls::CallFilter;
use sqlx::{QueryBuilder, Sqlite};

use super::hours;
use crate::records::Tenant;
use crate::records::facets::{self, Counts};
use crate::records::time_key;

/// What a query walks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Driver {
    /// The table, in order of time.
    Time,
    /// An index that begins with the filtered column.
    Index(&'static str),
    /// `call_tags`, in order of time.
    Tag,
}

/// How a filter will be served.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) driver: Driver,
    /// No more calls than this can match; exact when `exact`.
    pub(crate) at_most: u32,
    /// The count is the answer: nothing or one counted member is filtered.
    pub(crate) exact: bool,
}

impl Plan {
    /// Chooses by the counts.
    pub(crate) fn of(filter: &CallFilter, counts: &Counts) -> Self {
        let recording = filter.has_recording.map(|r| if r { "1" } else { "0" });
        let assigned = filter.assigned_to.map(|id| id.to_string());
        let members = [
            (
                facets::AGENT,
                filter.agent.as_deref(),
                Driver::Index("calls_by_agent"),
            ),
            (
                facets::OUTCOME,
                filter.outcome.map(|o| o.as_str()),
                Driver::Index("calls_by_outcome"),
            ),
            (
                facets::CHANNEL,
                filter.channel.map(|c| c.as_str()),
                Driver::Index("calls_by_channel"),
            ),
            (
                facets::DIRECTION,
                filter.direction.map(|d| d.as_str()),
                Driver::Index("calls_by_direction"),
            ),
            (
                facets::LANGUAGE,
                filter.language.as_deref(),
                Driver::Index("calls_by_language"),
            ),
            (
                facets::RECORDING,
                recording,
                Driver::Index("calls_by_recording"),
            ),
            (facets::TAG, filter.tag.as_deref(), Driver::Tag),
            (
                facets::ASSIGNED,
                assigned.as_deref(),
                Driver::Index("calls_by_assignee"),
            ),
            (
                facets::FLAGGED,
                (filter.flagged == Some(true) || filter.flag_reason.is_some()).then_some("1"),
                Driver::Index("calls_by_flags"),
            ),
            (
                facets::REVIEWED,
                (filter.reviewed == Some(true)).then_some("1"),
                Driver::Index("calls_by_reviewed"),
            ),
        ];
        let mut plan = Self {
            driver: Driver::Time,
            at_most: counts.total(),
            exact: true,
        };
        let mut filtered = 0;
        for (facet, value, driver) in members {
            let Some(value) = value else { continue };
            filtered += 1;
            let count = counts.of(facet, value);
            // `<=`: among equals, any index beats walking the table.
            if count <= plan.at_most {
                plan.driver = driver;
                plan.at_most = count;
            }
        }
        let ranges = filter.from.is_some()
            || filter.to.is_some()
            || filter.hour.is_some()
            || filter.flag_reason.is_some()
            || filter.min_duration_ms.is_some()
            || filter.max_duration_ms.is_some();
        // Calls without a mark have no index: they are most of the calls.
        let absent = filter.flagged == Some(false) || filter.reviewed == Some(false);
        plan.exact = filtered <= 1 && !ranges && !absent;
        plan
    }

    /// `FROM …` with the calls as `c`.
    pub(crate) fn push_from(&self, sql: &mut QueryBuilder<Sqlite>) {
        match self.driver {
            Driver::Time => sql.push(" FROM calls AS c NOT INDEXED "),
            Driver::Index(name) => sql.push(" FROM calls AS c INDEXED BY ").push(name),
            Driver::Tag => {
                sql.push(" FROM call_tags AS g CROSS JOIN calls AS c ON c.seq = g.call_seq ")
            }
        };
    }

    /// What the list is ordered by: the driver's own order.
    pub(crate) const fn order(&self) -> &'static str {
        match self.driver {
            Driver::Tag => "g.call_seq",
            Driver::Time | Driver::Index(_) => "c.seq",
        }
    }
}

/// ` AND …` for every member of the filter that is present, on the calls `c`.
pub(crate) fn push_conditions(
    sql: &mut QueryBuilder<Sqlite>,
    tenant: &Tenant,
    filter: &CallFilter,
    order: &str,
) {
    if let Some(from) = filter.from {
        sql.push(" AND ")
            .push(order)
            .push(" >= ")
            .push_bind(time_key::floor(from));
    }
    if let Some(to) = filter.to {
        sql.push(" AND ")
            .push(order)
            .push(" < ")
            .push_bind(time_key::floor(to));
    }
    if let Some(hour) = &filter.hour {
        hours::push(sql, hour, filter.from, filter.to, order);
    }
    if let Some(direction) = filter.direction {
        sql.push(" AND c.direction = ")
            .push_bind(direction.as_str());
    }
    if let Some(channel) = filter.channel {
        sql.push(" AND c.channel = ").push_bind(channel.as_str());
    }
    if let Some(agent) = &filter.agent {
        sql.push(" AND c.agent = ").push_bind(agent.clone());
    }
    if let Some(outcome) = filter.outcome {
        sql.push(" AND c.outcome = ").push_bind(outcome.as_str());
    }
    if let Some(least) = filter.min_duration_ms {
        sql.push(" AND c.duration_ms >= ")
            .push_bind(i64::from(least));
    }
    if let Some(most) = filter.max_duration_ms {
        sql.push(" AND c.duration_ms <= ")
            .push_bind(i64::from(most));
    }
    if let Some(language) = &filter.language {
        sql.push(" AND c.language = ").push_bind(language.clone());
    }
    if let Some(recording) = filter.has_recording {
        sql.push(" AND c.has_recording = ")
            .push_bind(i64::from(recording));
    }
    // Literals, not bound values: the partial indexes are proved to serve by them.
    match filter.flagged {
        Some(true) => sql.push(" AND c.flags > 0"),
        Some(false) => sql.push(" AND c.flags = 0"),
        None => sql,
    };
    if let Some(reason) = filter.flag_reason {
        sql.push(" AND c.flags > 0 AND EXISTS (SELECT 1 FROM call_flags WHERE call_seq = c.seq");
        sql.push(" AND reason = ")
            .push_bind(reason.as_str())
            .push(")");
    }
    match filter.reviewed {
        Some(true) => sql.push(" AND c.reviewed = 1"),
        Some(false) => sql.push(" AND c.reviewed = 0"),
        None => sql,
    };
    if let Some(person) = filter.assigned_to {
        sql.push(" AND c.assigned_to = ")
            .push_bind(person.0.into_bytes().to_vec());
    }
    if let Some(tag) = &filter.tag {
        if order.starts_with('g') {
            sql.push(" AND g.tenant_id = ").push_bind(tenant.bytes());
            sql.push(" AND g.tag = ").push_bind(tag.clone());
        } else {
            sql.push(" AND EXISTS (SELECT 1 FROM call_tags WHERE tenant_id = ");
            sql.push_bind(tenant.bytes());
            sql.push(" AND tag = ").push_bind(tag.clone());
            sql.push(" AND call_seq = c.seq)");
        }
    }
}
