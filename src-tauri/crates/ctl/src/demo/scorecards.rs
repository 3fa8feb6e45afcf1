//! The demo's scorecards: one form, scores in every state, two calibrations. Made
//! through the use cases, each by the person who did it.

use std::collections::HashMap;

use parley_app::desk::{Desk, Workspace};
use parley_app::error::AppResult;
use parley_app::scorecards::{
    AnswerInput, AnswerScore, BeginCalibration, BeginScore, PublishForm, ResolveScore, SaveForm,
    SaveScore, ScoreReply, SubmitScore, calibration_begin, form_publish, form_save, score_answer,
    score_begin, score_resolve, score_save, score_submit,
};
use parley_app::users::User;
use parley_domain::access::{Grant, PermissionKind, authorize};
use parley_domain::ids::{CalibrationId, CallId, CommandId, FormId, ScoreId, uuid_v7};
use parley_domain::scorecard::{FormContent, ScoreStep};
use serde::Deserialize;

use super::broken;

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

/// What everything here is done with.
struct Hands<'a> {
    desk: &'a Desk,
    workspace: &'a Workspace,
    people: Vec<User>,
    calls: &'a HashMap<String, CallId>,
}

/// What is scored, and by what.
#[derive(Debug, Clone, Copy)]
struct Place {
    call_id: CallId,
    form_id: FormId,
    calibration_id: Option<CalibrationId>,
}

impl Hands<'_> {
    fn command_id(&self) -> CommandId {
        CommandId(uuid_v7(self.desk.deps.clock.now(), &*self.desk.deps.rng))
    }

    fn person(&self, name: &str) -> AppResult<&User> {
        let found = self.people.iter().find(|u| u.name == name);
        found.ok_or_else(|| broken("a scorer does not work here"))
    }

    fn call(&self, file: &str) -> AppResult<CallId> {
        let found = self.calls.get(file).copied();
        found.ok_or_else(|| broken("a scored call is not there"))
    }

    /// What this person may do. The check is the one before every command.
    fn as_person<P: PermissionKind>(&self, name: &str) -> AppResult<Grant<P>> {
        let subject = self.person(name)?.access_subject();
        Ok(authorize(&subject, self.desk.deps.clock.now())?)
    }

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

/// Makes all of `listed`; `calls` are known by the file they came from.
pub(super) async fn keep(
    desk: &Desk,
    owner: &str,
    calls: &HashMap<String, CallId>,
    listed: Scorecards,
) -> AppResult<()> {
    let workspace = desk.workspace()?;
    let hands = Hands {
        desk,
        workspace: &workspace,
        people: workspace.store.users().await?,
        calls,
    };
    let form_id = form(&hands, owner, listed.form).await?;
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
        let begun = calibration_begin(&workspace, hands.as_person(owner)?, input).await?;
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
