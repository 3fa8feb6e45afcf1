//! Keeping a draft as it grows.
//!
//! A page saves after each answer. Only its scorer can change a draft, and that they
//! began it is in the log; so of the saves of one day (UTC) the log has at most one
//! entry: none on the day it was begun, and on a later one that of the first save. What
//! was handed in is proven by its hash, see `submit`.

use parley_domain::access::{Grant, kinds::ScoreWrite};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, ScoreId};
use parley_domain::scorecard::{Answer, Missing, Tally, missing};
use parley_domain::time::UtcMillis;
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
    let told = day(score.changed_at) == day(grant.at());
    let seen = score.revise(grant.at());
    let mut acts = Vec::new();
    if !told {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::ScoreDrafted);
        acts.push(about_score(workspace, act, &score).await?.1);
    }
    let view = DraftView {
        tally,
        missing: missing(&content, &score.answers),
        answers: score.answers.clone(),
    };
    let change = ScorecardChange::PutScore {
        score: Box::new(score),
        seen,
    };
    let batch = Batch {
        command_id: Some(input.command_id),
        changes: vec![Change::Scorecard(change)],
        acts,
    };
    workspace.store.commit(batch).await?;
    Ok(view)
}

/// Days since 1970, UTC.
const fn day(at: UtcMillis) -> i64 {
    at.0.div_euclid(86_400_000)
}
