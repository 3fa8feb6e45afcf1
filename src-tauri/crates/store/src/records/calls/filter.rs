//! A filter in SQL, for queries that look at a call's row anyway.

use parley_app::calls::CallFilter;
use sqlx::{QueryBuilder, Sqlite};

use super::hours;
use crate::records::Tenant;
use crate::records::time_key;

/// ` AND …` for the period of a filter, on the calls `c`.
pub(super) fn push_period(sql: &mut QueryBuilder<Sqlite>, filter: &CallFilter) {
    if let Some(from) = filter.from {
        sql.push(" AND c.seq >= ").push_bind(time_key::floor(from));
    }
    if let Some(to) = filter.to {
        sql.push(" AND c.seq < ").push_bind(time_key::floor(to));
    }
}

/// ` AND …` for every member of the filter that is present, on the calls `c`.
pub(crate) fn push_conditions(
    sql: &mut QueryBuilder<Sqlite>,
    tenant: &Tenant,
    filter: &CallFilter,
) {
    push_period(sql, filter);
    if let Some(hour) = &filter.hour {
        hours::push(sql, hour, filter.from, filter.to, "c.seq");
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
        sql.push(" AND EXISTS (SELECT 1 FROM call_tags WHERE tenant_id = ");
        sql.push_bind(tenant.bytes());
        sql.push(" AND tag = ").push_bind(tag.clone());
        sql.push(" AND call_seq = c.seq)");
    }
}
