//! The demo's scorecards: one form, scores in every state, two calibrations. Made
//! through the use cases, each by the person who did it.

use parley_app::error::AppResult;
use parley_app::scorecards::{
    AnswerInput, AnswerScore, BeginCalibration, BeginScore, PublishForm, ResolveScore, SaveForm,
    SaveScore, ScoreReply, SubmitScore, calibration_begin, form_publish, form_save, score_answer,
    score_begin, score_resolve, score_save, score_submit,
};
use parley_domain::ids::{CalibrationId, CallId, FormId, ScoreId};
use parley_domain::scorecard::{FormContent, ScoreStep};
use serde::Deserialize;

use super::hands::Hands;

#[derive(Debug, Deserialize)]
pub(super) struct Scorecards {
    form: FormContent,
    scores: Vec<Listed>,
    calibrations: Vec<Session>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    /// The file of the call.
    call: String,
    scorer: String,
    answers: Vec<AnswerInput>,
    submit: bool,
    then: Vec<Taken>,
}

#[derive(Debug, Deserialize)]
struct Taken {
    by: String,
    step: ScoreStep,
    #[serde(default)]
    note: String,
    answers: Option<Vec<AnswerInput>>,
}

#[derive(Debug, Deserialize)]
struct Session {
    call: String,
    scorers: Vec<String>,
    /// Of the first scorers, who have submitted.
    answers: Vec<Vec<AnswerInput>>,
}

/// What is scored, and by what.
#[derive(Debug, Clone, Copy)]
struct Place {
    call_id: CallId,
    form_id: FormId,
    calibration_id: Option<CalibrationId>,
}

impl Hands<'_> {
    /// Begun and filled in; submitted if it shall be.
    async fn score(
        &self,
        scorer: &str,
        place: Place,
        answers: Vec<AnswerInput>,
        submit: bool,
    ) -> AppResult<ScoreId> {
        let input = BeginScore {
            command_id: self.command_id(),
            call_id: place.call_id,
            form_id: place.form_id,
            calibration_id: place.calibration_id,
        };
        let begun = score_begin(self.workspace, self.as_person(scorer)?, input).await?;
        let score_id = begun.row.id;
        let input = SaveScore {
            command_id: self.command_id(),
            score_id,
            answers,
        };
        score_save(self.workspace, self.as_person(scorer)?, input).await?;
        if submit {
            let input = SubmitScore {
                command_id: self.command_id(),
                score_id,
            };
            score_submit(self.workspace, self.as_person(scorer)?, input).await?;
        }
        Ok(score_id)
    }

    async fn take(&self, score_id: ScoreId, taken: Taken) -> AppResult<()> {
        let command_id = self.command_id();
        let note = taken.note;
        let reply = match taken.step {
            ScoreStep::Acknowledge => ScoreReply::Acknowledge,
            ScoreStep::Dispute => ScoreReply::Dispute,
            ScoreStep::Submit | ScoreStep::Uphold | ScoreStep::Change => {
                let input = ResolveScore {
                    command_id,
                    score_id,
                    note,
                    answers: taken.answers,
                };
                score_resolve(self.workspace, self.as_person(&taken.by)?, input).await?;
                return Ok(());
            }
        };
        let input = AnswerScore {
            command_id,
            score_id,
            reply,
            note,
        };
        score_answer(self.workspace, self.as_person(&taken.by)?, input).await?;
        Ok(())
    }
}

/// The form, published by `owner`.
async fn form(hands: &Hands<'_>, owner: &str, content: FormContent) -> AppResult<FormId> {
    let input = SaveForm {
        command_id: hands.command_id(),
        form_id: None,
        revision: 0,
        content,
    };
    let draft = form_save(hands.workspace, hands.as_person(owner)?, input).await?;
    let input = PublishForm {
        command_id: hands.command_id(),
        form_id: draft.row.id,
        revision: draft.row.revision,
    };
    form_publish(hands.workspace, hands.as_person(owner)?, input).await?;
    Ok(draft.row.id)
}

/// Makes all of `listed`; the form is `owner`'s.
pub(super) async fn keep(hands: &Hands<'_>, owner: &str, listed: Scorecards) -> AppResult<()> {
    let form_id = form(hands, owner, listed.form).await?;
    for score in listed.scores {
        let place = Place {
            call_id: hands.call(&score.call)?,
            form_id,
            calibration_id: None,
        };
        let made = hands.score(&score.scorer, place, score.answers, score.submit);
        let score_id = made.await?;
        for taken in score.then {
            hands.take(score_id, taken).await?;
        }
    }
    for session in listed.calibrations {
        let call_id = hands.call(&session.call)?;
        let scorers = session.scorers.iter();
        let input = BeginCalibration {
            command_id: hands.command_id(),
            call_id,
            form_id,
            scorers: scorers
                .map(|name| Ok(hands.person(name)?.id))
                .collect::<AppResult<_>>()?,
        };
        let begun = calibration_begin(hands.workspace, hands.as_person(owner)?, input).await?;
        for (scorer, answers) in session.scorers.iter().zip(session.answers) {
            let place = Place {
                call_id,
                form_id,
                calibration_id: Some(begun.row.id),
            };
            hands.score(scorer, place, answers, true).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_can_be_published() {
        let bytes = super::super::file("scorecards.json").unwrap();
        let listed: Scorecards = serde_json::from_slice(bytes).unwrap();
        assert!(listed.form.is_sound());
        assert_eq!(listed.form.faults(), []);
        assert_eq!(listed.form.clone().tidy(), listed.form);
    }
}
