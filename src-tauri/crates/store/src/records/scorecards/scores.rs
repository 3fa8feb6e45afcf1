//! Scores of calls.

use parley_app::ports::ScoreFilter;
use parley_app::scorecards::Score;
use parley_domain::ids::{CalibrationId, CallId, FormId, ScoreId, UserId};
use parley_domain::scorecard::ScoreState;
use parley_domain::time::UtcMillis;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};
use uuid::Uuid;

use crate::records::Tenant;
use crate::records::database::Database;
use crate::records::error::{RecordsError, RecordsResult};
use crate::records::values::{Columns, id_bytes};

fn bytes(id: &Uuid) -> Vec<u8> {
    id.as_bytes().to_vec()
}

const ADD: &str = "INSERT INTO scores (state, answers, total, failed, steps, revision, changed_at, \
     tenant_id, id, call_id, form_id, form_version, scorer, calibration_id, begun_at) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const REPLACE: &str = "UPDATE scores SET state = ?, answers = ?, total = ?, failed = ?, steps = ?, \
     revision = ?, changed_at = ? WHERE tenant_id = ? AND id = ? AND revision = ?";

/// Adds the score, or replaces what can change of the one of revision `seen`.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    score: &Score,
    seen: u32,
) -> RecordsResult<()> {
    let query = sqlx::query(if seen == 0 { ADD } else { REPLACE })
        .bind(score.state.as_str())
        .bind(serde_json::to_string(&score.answers)?)
        .bind(score.total.map(i64::from))
        .bind(score.failed)
        .bind(serde_json::to_string(&score.steps)?)
        .bind(i64::from(score.revision))
        .bind(score.changed_at.0)
        .bind(tenant.bytes())
        .bind(bytes(&score.id.0));
    if seen > 0 {
        let done = query.bind(i64::from(seen)).execute(connection).await?;
        return match done.rows_affected() {
            0 => Err(RecordsError::Conflict("score")),
            _ => Ok(()),
        };
    }
    let known = sqlx::query(
        "SELECT 1 FROM calls WHERE calls.tenant_id = ?1 AND calls.id = ?2 AND EXISTS \
         (SELECT 1 FROM score_form_versions WHERE form_id = ?3 AND version = ?4)",
    )
    .bind(tenant.bytes())
    .bind(id_bytes(&score.call_id.0))
    .bind(id_bytes(&score.form_id.0))
    .bind(i64::from(score.version))
    .fetch_optional(&mut *connection)
    .await?;
    if known.is_none() {
        return Err(RecordsError::NotFound("call or form"));
    }
    query
        .bind(id_bytes(&score.call_id.0))
        .bind(id_bytes(&score.form_id.0))
        .bind(i64::from(score.version))
        .bind(id_bytes(&score.scorer.0))
        .bind(score.calibration_id.map(|id| bytes(&id.0)))
        .bind(score.begun_at.0)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn remove(
    connection: &mut SqliteConnection,
    tenant: &Tenant,
    id: ScoreId,
) -> RecordsResult<()> {
    sqlx::query("DELETE FROM scores WHERE tenant_id = ? AND id = ?")
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .execute(connection)
        .await?;
    Ok(())
}

const SELECT: &str = "SELECT id, call_id, form_id, form_version, scorer, calibration_id, state, \
     answers, total, failed, steps, revision, begun_at, changed_at FROM scores WHERE tenant_id = ?";

fn score_from(row: &SqliteRow) -> RecordsResult<Score> {
    Ok(Score {
        id: ScoreId(row.id(0)?),
        call_id: CallId(row.id(1)?),
        form_id: FormId(row.id(2)?),
        version: row.small(3)?,
        scorer: UserId(row.id(4)?),
        calibration_id: row.maybe_id(5)?.map(CalibrationId),
        state: row.word(6, ScoreState::parse)?,
        answers: serde_json::from_str(&row.text(7)?)?,
        total: row.maybe_small(8)?,
        failed: row.flag(9)?,
        steps: serde_json::from_str(&row.text(10)?)?,
        revision: row.small(11)?,
        begun_at: UtcMillis(row.number(12)?),
        changed_at: UtcMillis(row.number(13)?),
    })
}

pub(super) async fn score(
    db: &Database,
    tenant: &Tenant,
    id: ScoreId,
) -> RecordsResult<Option<Score>> {
    let row = sqlx::query(AssertSqlSafe(format!("{SELECT} AND id = ?")))
        .bind(tenant.bytes())
        .bind(id_bytes(&id.0))
        .fetch_optional(&db.readers)
        .await?;
    row.as_ref().map(score_from).transpose()
}

/// Newest first by id; `before` is exclusive.
pub(super) async fn scores(
    db: &Database,
    tenant: &Tenant,
    filter: &ScoreFilter,
    before: Option<ScoreId>,
    limit: u32,
) -> RecordsResult<Vec<Score>> {
    // Only conditions that are asked for, so that each finds its index.
    let asked: [(Option<Vec<u8>>, &str); 6] = [
        (before.map(|id| bytes(&id.0)), "id < ?"),
        (filter.scorer.map(|id| bytes(&id.0)), "scorer = ?"),
        (filter.call_id.map(|id| bytes(&id.0)), "call_id = ?"),
        (filter.form_id.map(|id| bytes(&id.0)), "form_id = ?"),
        (
            filter.calibration_id.map(|id| bytes(&id.0)),
            "calibration_id = ?",
        ),
        (
            filter.drafts_of.map(|id| bytes(&id.0)),
            "(state <> 'draft' OR scorer = ?)",
        ),
    ];
    let mut sql = SELECT.to_owned();
    let mut bound = Vec::new();
    for (value, condition) in asked {
        if let Some(value) = value {
            sql.push_str(" AND ");
            sql.push_str(condition);
            bound.push(value);
        }
    }
    if filter.calibration_id.is_none() {
        sql.push_str(" AND calibration_id IS NULL");
    }
    if filter.drafts_of.is_none() {
        sql.push_str(" AND state <> 'draft'");
    }
    if filter.state.is_some() {
        sql.push_str(" AND state = ?");
    }
    sql.push_str(" ORDER BY id DESC LIMIT ?");
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(tenant.bytes());
    for value in bound {
        query = query.bind(value);
    }
    if let Some(state) = filter.state {
        query = query.bind(state.as_str());
    }
    let rows = query.bind(i64::from(limit)).fetch_all(&db.readers).await?;
    rows.iter().map(score_from).collect()
}
