//! Hours of the local week in SQL. SQLite knows no zones, but a row id begins with its
//! instant, and between two changes of the clocks local time is plain arithmetic: so the
//! filter is decided inside whichever index serves the query.

use parley_domain::report::{Stretch, WeekHour};
use parley_domain::time::UtcMillis;
use sqlx::{QueryBuilder, Sqlite};

use crate::records::time_key;

/// Where a filter says no time: the years 2000 to 2099. Calls before and after go by the
/// clocks of the first and the last day.
const FIRST: UtcMillis = UtcMillis(946_684_800_000);
const LAST: UtcMillis = UtcMillis(4_102_444_800_000);

/// A multiple of a week, in ms, that makes instants since the year 1200 positive: SQLite
/// divides towards zero.
const LIFT_MS: i64 = 40_000 * 7 * 24 * 3_600_000;

/// ` AND …` for calls of that hour, whose row id `seq` names.
pub(super) fn push(
    sql: &mut QueryBuilder<Sqlite>,
    hour: &WeekHour,
    from: Option<UtcMillis>,
    to: Option<UtcMillis>,
    seq: &str,
) {
    let from = from.map_or(FIRST, |from| from.clamp(FIRST, LAST));
    let to = to.map_or(LAST, |to| to.clamp(FIRST, LAST));
    let (divisor, left) = hour.remainder();
    sql.push(format_args!(" AND (({seq} >> {}) + ", time_key::LOW_BITS));
    push_ahead(sql, &hour.zone().stretches(from, to), seq);
    sql.push(format_args!(") / 3600000 % {divisor} = {left}"));
}

/// How far the clocks are ahead at a call, found by halving: a century of summers is a
/// few comparisons deep.
fn push_ahead(sql: &mut QueryBuilder<Sqlite>, stretches: &[Stretch], seq: &str) {
    let (earlier, later) = stretches.split_at(stretches.len() / 2);
    match (earlier, later) {
        ([_, ..], [first, ..]) => {
            let begins = time_key::floor(first.from);
            sql.push(format_args!("CASE WHEN {seq} < {begins} THEN "));
            push_ahead(sql, earlier, seq);
            sql.push(" ELSE ");
            push_ahead(sql, later, seq);
            sql.push(" END");
        }
        _ => {
            let ahead_ms = later.first().map_or(0, |stretch| stretch.ahead_ms);
            sql.push(ahead_ms + LIFT_MS);
        }
    }
}
