//! Answers as they come from a screen: where the evidence is, not what it says. The
//! words are read from the transcript here, so that nobody can put others in.

use parley_domain::call::Turn;
use parley_domain::ids::CallId;
use parley_domain::scorecard::{Answer, FormContent, Given, Quote, QuotePlace, misfits, quote};
use serde::Deserialize;

use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AnswerInput {
    /// The question's key.
    pub question: u32,
    #[serde(default)]
    pub given: Option<Given>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub evidence: Vec<QuotePlace>,
}

/// The answers with their quotes. A quote that `before` has stays as it was read then.
pub(super) async fn answers(
    workspace: &Workspace,
    call_id: CallId,
    form: &FormContent,
    before: &[Answer],
    input: Vec<AnswerInput>,
) -> AppResult<Vec<Answer>> {
    let mut said: Option<Vec<Turn>> = None;
    let mut answers = Vec::with_capacity(input.len());
    for answer in input {
        let kept: &[Quote] = before
            .iter()
            .find(|a| a.question == answer.question)
            .map_or(&[], |a| &a.evidence);
        let mut evidence: Vec<Quote> = Vec::with_capacity(answer.evidence.len());
        for place in answer.evidence {
            if evidence.iter().any(|q| q.place == place) {
                continue;
            }
            if let Some(quote) = kept.iter().find(|q| q.place == place) {
                evidence.push(quote.clone());
                continue;
            }
            let turns = match &mut said {
                Some(turns) => turns,
                none => none.insert(crate::transcript::overlaid(workspace, call_id).await?.turns),
            };
            let read = quote(turns, place).ok_or(AppError::invalid("evidence"))?;
            evidence.push(read);
        }
        answers.push(Answer {
            question: answer.question,
            given: answer.given,
            note: answer.note,
            evidence,
        });
    }
    if misfits(form, &answers) {
        return Err(AppError::invalid("answers"));
    }
    Ok(answers)
}
