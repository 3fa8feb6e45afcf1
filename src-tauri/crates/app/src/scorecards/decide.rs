//! What becomes of a submitted score: the agent manager acknowledges or disputes it, a
//! lead decides the dispute.

use parley_domain::access::{AccessSubject, Grant, kinds};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, ScoreId};
use parley_domain::scorecard::{Answer, ScoreStep, missing, step};
use parley_domain::time::UtcMillis;
use serde::Deserialize;

use super::quotes::{AnswerInput, answers};
use super::view::{ScoreView, view};
use super::{Score, StepTaken, about_score, act_of, existing_version, refused, visible};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, ScorecardChange};

/// Longer ones belong in a letter.
const LONGEST_NOTE: usize = 4_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ScoreReply {
    Acknowledge,
    Dispute,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AnswerScore {
    pub command_id: CommandId,
    pub score_id: ScoreId,
    pub reply: ScoreReply,
    /// Needed to dispute.
    #[serde(default)]
    pub note: String,
}

/// # Errors
/// `not_found`, `score_state`, `own_score`, `invalid_input` without a note to dispute.
pub async fn score_answer(
    workspace: &Workspace,
    grant: Grant<kinds::ScoreAnswer>,
    input: AnswerScore,
) -> AppResult<ScoreView> {
    let (subject, at) = (grant.subject(), grant.at());
    let score = visible(workspace, input.score_id, subject.user_id).await?;
    let way = match input.reply {
        ScoreReply::Acknowledge => ScoreStep::Acknowledge,
        ScoreReply::Dispute => ScoreStep::Dispute,
    };
    let taken = StepTaken {
        step: way,
        by: subject.user_id,
        at,
        note: input.note,
        before: None,
    };
    take(workspace, subject, at, input.command_id, score, taken).await
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ResolveScore {
    pub command_id: CommandId,
    pub score_id: ScoreId,
    pub note: String,
    /// The answers as they shall be; absent: the score stands.
    #[serde(default)]
    pub answers: Option<Vec<AnswerInput>>,
}

/// # Errors
/// `not_found`, `score_state`, `own_score`, `score_incomplete`, `invalid_input` without
/// a note, or with answers that change nothing.
pub async fn score_resolve(
    workspace: &Workspace,
    grant: Grant<kinds::ScoreResolve>,
    input: ResolveScore,
) -> AppResult<ScoreView> {
    let (subject, at) = (grant.subject(), grant.at());
    let mut score = visible(workspace, input.score_id, subject.user_id).await?;
    let mut taken = StepTaken {
        step: ScoreStep::Uphold,
        by: subject.user_id,
        at,
        note: input.note,
        before: None,
    };
    if let Some(changed) = input.answers {
        taken.step = ScoreStep::Change;
        taken.before = Some(change_answers(workspace, &mut score, changed).await?);
    }
    take(workspace, subject, at, input.command_id, score, taken).await
}

/// Puts other answers in place of those that were disputed, which it returns.
async fn change_answers(
    workspace: &Workspace,
    score: &mut Score,
    changed: Vec<AnswerInput>,
) -> AppResult<Vec<Answer>> {
    let form = existing_version(workspace, score.form_id, score.version).await?;
    let before = std::mem::take(&mut score.answers);
    let after = answers(workspace, score.call_id, &form.content, &before, changed).await?;
    if !missing(&form.content, &after).is_empty() {
        return Err(ErrorCode::ScoreIncomplete.into());
    }
    let given = |answers: &[Answer]| {
        let questions = form.content.questions();
        let find = |key| answers.iter().find(|a| a.question == key);
        questions
            .map(|q| find(q.key).and_then(|a| a.given))
            .collect::<Vec<_>>()
    };
    if given(&after) == given(&before) {
        return Err(AppError::invalid("answers"));
    }
    score.set_answers(&form.content, after);
    Ok(before)
}

async fn take(
    workspace: &Workspace,
    subject: &AccessSubject,
    at: UtcMillis,
    command_id: CommandId,
    mut score: Score,
    mut taken: StepTaken,
) -> AppResult<ScoreView> {
    taken.note = taken.note.trim().to_owned();
    if taken.note.chars().count() > LONGEST_NOTE {
        return Err(AppError::invalid("note"));
    }
    let next = step(&score.standing(), taken.step, taken.by, &taken.note);
    score.state = next.map_err(refused)?;
    let act = ActDraft::by(subject, at, act_of(taken.step));
    score.steps.push(taken);
    let seen = score.revise(at);
    let (call, act) = about_score(workspace, act, &score).await?;
    let change = ScorecardChange::PutScore {
        score: Box::new(score.clone()),
        seen,
    };
    let batch = Batch::one(command_id, Change::Scorecard(change), act);
    workspace.store.commit(batch).await?;
    view(workspace, subject, at, score, &call).await
}
