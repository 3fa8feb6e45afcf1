//! Keeping a draft as it grows.

use parley_domain::access::{Grant, kinds::ScoreWrite};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, ScoreId};
use parley_domain::scorecard::{Answer, Missing, Tally, missing};
use serde::{Deserialize, Serialize};

use super::quotes::{AnswerInput, answers};
use super::{about_score, existing_version, own_draft};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, ScorecardChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SaveScore {
    pub command_id: CommandId,
    pub score_id: ScoreId,
    /// All that was answered so far.
    pub answers: Vec<AnswerInput>,
}

/// What the draft comes to now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct DraftView {
    pub answers: Vec<Answer>,
    pub tally: Tally,
    pub missing: Vec<Missing>,
}

/// # Errors
/// `not_found` for a draft of somebody else, `score_state` once it was submitted,
/// `invalid_input`.
pub async fn score_save(
    workspace: &Workspace,
    grant: Grant<ScoreWrite>,
    input: SaveScore,
) -> AppResult<DraftView> {
    let mut score = own_draft(workspace, input.score_id, grant.subject().user_id).await?;
    let form = existing_version(workspace, score.form_id, score.version).await?;
    let content = form.content;
    let before = std::mem::take(&mut score.answers);
    let answers = answers(workspace, score.call_id, &content, &before, input.answers).await?;
    let tally = score.set_answers(&content, answers);
    let seen = score.revise(grant.at());
    let act = ActDraft::by(grant.subject(), grant.at(), Act::ScoreDrafted);
    let (_, act) = about_score(workspace, act, &score).await?;
    let view = DraftView {
        tally,
        missing: missing(&content, &score.answers),
        answers: score.answers.clone(),
    };
    let change = ScorecardChange::PutScore {
        score: Box::new(score),
        seen,
    };
    let batch = Batch::one(input.command_id, Change::Scorecard(change), act);
    workspace.store.commit(batch).await?;
    Ok(view)
}
