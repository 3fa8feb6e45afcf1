//! Who is to review a call, and what became of it; both in the call's row, too.

use parley_app::review::{Assignment, Decision, ReviewOutcome, ReviewState};
use parley_domain::ids::{CallId, UserId};
use parley_domain::review::SkipReason;
use parley_domain::time::UtcMillis;
use sqlx::SqliteConnection;

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::facets;
use crate::records::values::{Columns, id_bytes};

const PUT: &str = "INSERT OR REPLACE INTO call_reviews (call_seq, tenant_id, assigned_to, \
     assigned_by, assigned_at, outcome, reason, note, decided_by, decided_at) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// Replaces a call's review.
pub(super) async fn set(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    call: CallId,
    state: &ReviewState,
) -> RecordsResult<()> {
    let before =
        sqlx::query("SELECT seq, assigned_to, reviewed FROM calls WHERE id = ? AND tenant_id = ?")
            .bind(id_bytes(&call.0))
            .bind(tenant.bytes())
            .fetch_optional(&mut *connection)
            .await?
            .ok_or(RecordsError::NotFound("call"))?;
    let (seq, had, was) = (before.number(0)?, before.maybe_id(1)?, before.flag(2)?);
    let bytes = |id: UserId| id.0.into_bytes().to_vec();
    let (assigned, decided) = (state.assignment, state.decision.as_ref());
    sqlx::query(PUT)
        .bind(seq)
        .bind(tenant.bytes())
        .bind(assigned.map(|a| bytes(a.to)))
        .bind(assigned.map(|a| bytes(a.by)))
        .bind(assigned.map(|a| a.at.0))
        .bind(decided.map(|d| d.outcome.as_str()))
        .bind(decided.and_then(|d| d.reason).map(SkipReason::as_str))
        .bind(decided.and_then(|d| d.note.as_deref()))
        .bind(decided.map(|d| bytes(d.by)))
        .bind(decided.map(|d| d.at.0))
        .execute(&mut *connection)
        .await?;
    sqlx::query("UPDATE calls SET assigned_to = ?, reviewed = ? WHERE seq = ?")
        .bind(assigned.map(|a| bytes(a.to)))
        .bind(decided.is_some())
        .bind(seq)
        .execute(&mut *connection)
        .await?;
    let has = assigned.map(|a| a.to.0);
    if had != has {
        for (id, by) in [(had, -1), (has, 1)] {
            let Some(id) = id else { continue };
            facets::add(connection, tenant, facets::ASSIGNED, &id.to_string(), by).await?;
        }
    }
    if was != decided.is_some() {
        let by = if was { -1 } else { 1 };
        facets::add(connection, tenant, facets::REVIEWED, "1", by).await?;
    }
    Ok(())
}

/// A call's review; nothing where nothing is known.
pub(super) async fn review(
    db: &Database,
    tenant: &Tenant,
    call: CallId,
) -> RecordsResult<ReviewState> {
    let row = sqlx::query(
        "SELECT r.assigned_to, r.assigned_by, r.assigned_at, r.outcome, r.reason, r.note, \
         r.decided_by, r.decided_at FROM call_reviews AS r JOIN calls AS c ON c.seq = r.call_seq \
         WHERE c.id = ? AND r.tenant_id = ?",
    )
    .bind(id_bytes(&call.0))
    .bind(tenant.bytes())
    .fetch_optional(&db.readers)
    .await?;
    let Some(row) = row else {
        return Ok(ReviewState::default());
    };
    let assignment = match (row.maybe_id(0)?, row.maybe_id(1)?, row.maybe_number(2)?) {
        (Some(to), Some(by), Some(at)) => Some(Assignment {
            to: UserId(to),
            by: UserId(by),
            at: UtcMillis(at),
        }),
        _ => None,
    };
    let decision = match (row.maybe_text(3)?, row.maybe_id(6)?, row.maybe_number(7)?) {
        (Some(outcome), Some(by), Some(at)) => Some(Decision {
            outcome: ReviewOutcome::parse(&outcome).ok_or(RecordsError::Damaged("outcome"))?,
            reason: match row.maybe_text(4)? {
                Some(text) => {
                    Some(SkipReason::parse(&text).ok_or(RecordsError::Damaged("reason"))?)
                }
                None => None,
            },
            note: row.maybe_text(5)?,
            by: UserId(by),
            at: UtcMillis(at),
        }),
        _ => None,
    };
    Ok(ReviewState {
        assignment,
        decision,
    })
}
