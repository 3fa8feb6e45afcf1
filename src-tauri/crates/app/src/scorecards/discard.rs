//! Throwing away a draft of one's own.

use parley_domain::access::{Grant, kinds::ScoreWrite};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, ScoreId};
use serde::Deserialize;

use super::{about_score, own_draft};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, ScorecardChange};
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct DiscardScore {
    pub command_id: CommandId,
    pub score_id: ScoreId,
}

/// # Errors
/// `not_found`, `score_state` once it was submitted.
pub async fn score_discard(
    workspace: &Workspace,
    grant: Grant<ScoreWrite>,
    input: DiscardScore,
) -> AppResult<Done> {
    let score = own_draft(workspace, input.score_id, grant.subject().user_id).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::ScoreDiscarded);
    let (_, act) = about_score(workspace, act, &score).await?;
    let change = Change::Scorecard(ScorecardChange::RemoveScore(score.id));
    let batch = Batch::one(input.command_id, change, act);
    workspace.store.commit(batch).await?;
    Ok(Done::default())
}
