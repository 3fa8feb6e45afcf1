//! What is to be reviewed: what was given to me, what is flagged, what the rules drew.

use std::collections::BTreeSet;

use parley_domain::access::{Grant, kinds::CallList};
use parley_domain::ids::CallId;
use parley_domain::review::{draw, week_of};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::calls::{CallFilter, CallRow, cursor_text, page_limit, parse_cursor};
use crate::desk::Workspace;
use crate::error::AppResult;

/// How many weeks, the running one included, calls are drawn from.
pub const WEEKS: i64 = 5;

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Queue {
    /// Given to whoever asks.
    Mine,
    Flagged,
    /// Drawn by a rule.
    Drawn,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListQueue {
    pub queue: Queue,
    /// `next` of the page before.
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 500.
    pub limit: u32,
}

/// How many calls wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QueueCounts {
    pub mine: u32,
    pub flagged: u32,
    pub drawn: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct QueueView {
    /// Newest first.
    pub rows: Vec<CallRow>,
    /// `null` at the end.
    pub next: Option<String>,
    pub counts: QueueCounts,
}

/// # Errors
/// `invalid_input` for a cursor that is not ours.
pub async fn queue_list(
    workspace: &Workspace,
    grant: Grant<CallList>,
    input: ListQueue,
) -> AppResult<QueueView> {
    let limit = page_limit(input.limit);
    let store = &workspace.store;
    let mine = CallFilter {
        assigned_to: Some(grant.subject().user_id),
        reviewed: Some(false),
        ..CallFilter::default()
    };
    let flagged = CallFilter {
        flagged: Some(true),
        reviewed: Some(false),
        ..CallFilter::default()
    };
    let drawn = drawn(workspace, grant.at()).await?;
    let counts = QueueCounts {
        mine: store.call_count(&mine).await?,
        flagged: store.call_count(&flagged).await?,
        drawn: u32::try_from(drawn.len()).unwrap_or(u32::MAX),
    };
    let filter = match input.queue {
        Queue::Mine => mine,
        Queue::Flagged => flagged,
        Queue::Drawn => {
            // It is short: a page goes on after its last call.
            let after: Option<CallId> = match input.cursor.as_deref() {
                None => None,
                Some(text) => Some(
                    text.parse()
                        .map_err(|_| crate::error::AppError::invalid("cursor"))?,
                ),
            };
            let rows = drawn.into_iter();
            let mut rows: Vec<CallRow> = match after {
                None => rows.collect(),
                Some(id) => rows.skip_while(|row| row.id != id).skip(1).collect(),
            };
            let more = rows.len() > limit as usize;
            rows.truncate(limit as usize);
            let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
            return Ok(QueueView { rows, next, counts });
        }
    };
    let after = parse_cursor(input.cursor.as_deref())?;
    let page = store.calls(&filter, after, limit).await?;
    Ok(QueueView {
        rows: page.rows,
        next: page.next.map(cursor_text),
        counts,
    })
}

/// Drawn by any rule and not reviewed yet; newest first.
async fn drawn(workspace: &Workspace, now: UtcMillis) -> AppResult<Vec<CallRow>> {
    let rules = workspace.store.sampling_rules().await?;
    if !rules.iter().any(|rule| rule.active) {
        return Ok(Vec::new());
    }
    let (_, this_week) = week_of(now);
    let from = this_week.plus(-(WEEKS - 1) * 7 * 86_400_000);
    let calls = workspace.store.drawables(from).await?;
    let ids: BTreeSet<CallId> = rules
        .iter()
        .filter(|rule| rule.active)
        .flat_map(|rule| draw(&rule.seed, rule.share, &calls))
        .collect();
    let ids: Vec<CallId> = calls
        .iter()
        .map(|call| call.id)
        .filter(|id| ids.contains(id))
        .collect();
    let mut rows = workspace.store.call_rows(&ids).await?;
    rows.retain(|row| !row.marks.reviewed);
    Ok(rows)
}
