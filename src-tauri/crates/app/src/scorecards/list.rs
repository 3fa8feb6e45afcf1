//! Which calls were scored, by whom, and how far each score is.

use parley_domain::access::{Grant, kinds::ScoreRead};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, ScoreId, UserId};
use parley_domain::scorecard::ScoreState;
use serde::{Deserialize, Serialize};

use super::view::{Names, ScoreRow};
use crate::calls::existing;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::ScoreFilter;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[ts(optional_fields)]
pub struct ListScores {
    #[serde(default)]
    pub state: Option<ScoreState>,
    #[serde(default)]
    pub scorer: Option<UserId>,
    #[serde(default)]
    pub call_id: Option<CallId>,
    /// `next` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ScoreListView {
    /// Newest first; of drafts only the viewer's own.
    pub rows: Vec<ScoreRow>,
    pub next: Option<String>,
}

/// Scores that calibrate are not among them.
///
/// # Errors
/// `invalid_input` for a foreign cursor.
pub async fn score_list(
    workspace: &Workspace,
    grant: Grant<ScoreRead>,
    input: ListScores,
) -> AppResult<ScoreListView> {
    let filter = ScoreFilter {
        state: input.state,
        scorer: input.scorer,
        call_id: input.call_id,
        drafts_of: Some(grant.subject().user_id),
        ..ScoreFilter::default()
    };
    let before: Option<ScoreId> = input
        .cursor
        .map(|text| text.parse().map_err(|_| AppError::invalid("cursor")))
        .transpose()?;
    let limit = input.limit.clamp(1, 200);
    let mut scores = workspace.store.scores(&filter, before, limit + 1).await?;
    let more = scores.len() > limit as usize;
    scores.truncate(limit as usize);
    let next = scores.last().map(|s| s.id.to_string()).filter(|_| more);
    let names = Names::of(workspace).await?;
    let mut rows = Vec::with_capacity(scores.len());
    for score in &scores {
        match existing(workspace, score.call_id).await {
            Ok(call) => rows.push(ScoreRow::of(score, &call, &names)),
            // The call went while the list was read.
            Err(gone) if gone.code == ErrorCode::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(ScoreListView { rows, next })
}
