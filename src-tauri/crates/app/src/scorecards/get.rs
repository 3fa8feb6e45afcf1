//! Reading a score.

use parley_domain::access::{Grant, kinds::ScoreRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::ids::ScoreId;
use serde::Deserialize;

use super::view::{ScoreView, view};
use super::{about_score, visible};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetScore {
    pub score_id: ScoreId,
}

/// # Errors
/// `not_found`, also for what this person may not see yet.
pub async fn score_get(
    workspace: &Workspace,
    grant: Grant<ScoreRead>,
    input: GetScore,
) -> AppResult<ScoreView> {
    let (subject, at) = (grant.subject(), grant.at());
    let score = visible(workspace, input.score_id, subject.user_id).await?;
    let act = ActDraft::by(subject, at, Act::ScoreOpened).for_purpose(Purpose::QualityReview);
    let (call, act) = about_score(workspace, act, &score).await?;
    workspace.store.commit(Batch::acts(vec![act])).await?;
    view(workspace, subject, at, score, &call).await
}
