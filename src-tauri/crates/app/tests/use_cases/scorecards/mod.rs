use std::sync::Arc;

mod calibrations;
mod forms;
mod scores;

use parley_app::calls::CallRow;
use parley_app::desk::Workspace;
use parley_app::error::AppResult;
use parley_app::scorecards::*;
use parley_domain::access::{Grant, PermissionKind, Role, kinds};
use parley_domain::digest::{hex, sha256};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{FormId, ScoreId, UserId};
use parley_domain::scorecard::{
    AnswerOption, FormContent, Given, NoteRule, Question, QuestionKind, QuotePlace, ScoreState,
    ScoreStep, Section,
};

use crate::bench::{Bench, refused};

/// Did it say it is an AI (no fails the call)? How well did it understand, 0–2?
fn content() -> FormContent {
    let option = |points, fails| AnswerOption {
        label: String::new(),
        points,
        fails,
    };
    let question = |key, kind, options, note| Question {
        key,
        text: format!("Question {key}"),
        guidance: String::new(),
        kind,
        options,
        weight: 1,
        na: key == 2,
        note,
    };
    let disclosed = vec![option(1, false), option(0, true)];
    let steps = vec![option(0, false), option(1, false), option(2, false)];
    FormContent {
        title: "Appointments".to_owned(),
        sections: vec![Section {
            key: 1,
            title: "All of it".to_owned(),
            weight: 1,
            questions: vec![
                question(1, QuestionKind::YesNo, disclosed, NoteRule::Never),
                question(2, QuestionKind::Scale, steps, NoteRule::Below { points: 1 }),
            ],
        }],
    }
}

fn gave(question: u32, option: u32) -> AnswerInput {
    AnswerInput {
        question,
        given: Some(Given::Option { option }),
        note: String::new(),
        evidence: Vec::new(),
    }
}

/// A bench with a call and a published form; Ravi reviews, Lena leads, Omar runs agents.
struct Quality {
    bench: Bench,
    call: CallRow,
    form: FormId,
}

impl Quality {
    async fn new() -> Self {
        let bench = Bench::new().await;
        let call = bench.one_call().await;
        for (name, role) in [
            ("Ravi", Role::Reviewer),
            ("Lena", Role::QaLead),
            ("Omar", Role::AgentManager),
        ] {
            bench.add(name, role).await;
        }
        let draft = save_form(&bench, None, 0, content()).await.unwrap();
        let form = draft.row.id;
        publish(&bench, form, 1).await.unwrap();
        bench.acts().await;
        Self { bench, call, form }
    }

    async fn can<P: PermissionKind>(&self) -> (Arc<Workspace>, Grant<P>) {
        self.bench.can::<P>().await
    }

    async fn as_person(&self, name: &str) {
        self.bench.sign_in(name).await.unwrap();
        self.bench.acts().await;
    }

    async fn user(&self, name: &str) -> UserId {
        let store = Arc::clone(&self.bench.desk.workspace().unwrap().store);
        let people = store.users().await.unwrap();
        people.iter().find(|u| u.name == name).unwrap().id
    }

    async fn begin(&self, calibration: Option<&CalibrationView>) -> AppResult<ScoreView> {
        let (workspace, grant) = self.can().await;
        let input = BeginScore {
            command_id: self.bench.command_id(),
            call_id: self.call.id,
            form_id: self.form,
            calibration_id: calibration.map(|c| c.row.id),
        };
        score_begin(&workspace, grant, input).await
    }

    async fn save(&self, score_id: ScoreId, answers: Vec<AnswerInput>) -> AppResult<DraftView> {
        let (workspace, grant) = self.can().await;
        let input = SaveScore {
            command_id: self.bench.command_id(),
            score_id,
            answers,
        };
        score_save(&workspace, grant, input).await
    }

    async fn submit(&self, score_id: ScoreId) -> AppResult<ScoreView> {
        let (workspace, grant) = self.can().await;
        let command_id = self.bench.command_id();
        let input = SubmitScore {
            command_id,
            score_id,
        };
        score_submit(&workspace, grant, input).await
    }

    /// Begun, filled in and submitted by whoever is signed in.
    async fn scored(&self, understood: u32) -> ScoreId {
        let id = self.begin(None).await.unwrap().row.id;
        let answers = vec![gave(1, 0), gave(2, understood)];
        self.save(id, answers).await.unwrap();
        self.submit(id).await.unwrap();
        self.bench.acts().await;
        id
    }

    async fn reply(
        &self,
        score_id: ScoreId,
        reply: ScoreReply,
        note: &str,
    ) -> AppResult<ScoreView> {
        let (workspace, grant) = self.can().await;
        let input = AnswerScore {
            command_id: self.bench.command_id(),
            score_id,
            reply,
            note: note.to_owned(),
        };
        score_answer(&workspace, grant, input).await
    }

    async fn resolve(
        &self,
        score_id: ScoreId,
        note: &str,
        answers: Option<Vec<AnswerInput>>,
    ) -> AppResult<ScoreView> {
        let (workspace, grant) = self.can().await;
        let input = ResolveScore {
            command_id: self.bench.command_id(),
            score_id,
            note: note.to_owned(),
            answers,
        };
        score_resolve(&workspace, grant, input).await
    }

    async fn get(&self, score_id: ScoreId) -> AppResult<ScoreView> {
        let (workspace, grant) = self.can().await;
        score_get(&workspace, grant, GetScore { score_id }).await
    }

    async fn list(&self) -> Vec<ScoreRow> {
        let (workspace, grant) = self.can().await;
        let input = ListScores {
            state: None,
            scorer: None,
            call_id: None,
            cursor: None,
            limit: 50,
        };
        score_list(&workspace, grant, input).await.unwrap().rows
    }
}

async fn save_form(
    bench: &Bench,
    form_id: Option<FormId>,
    revision: u32,
    content: FormContent,
) -> AppResult<FormView> {
    let (workspace, grant) = bench.can().await;
    let input = SaveForm {
        command_id: bench.command_id(),
        form_id,
        revision,
        content,
    };
    form_save(&workspace, grant, input).await
}

async fn publish(bench: &Bench, form_id: FormId, revision: u32) -> AppResult<FormView> {
    let (workspace, grant) = bench.can().await;
    let input = PublishForm {
        command_id: bench.command_id(),
        form_id,
        revision,
    };
    form_publish(&workspace, grant, input).await
}

async fn retire(bench: &Bench, form_id: FormId, retired: bool) -> AppResult<FormView> {
    let (workspace, grant) = bench.can().await;
    let input = RetireForm {
        command_id: bench.command_id(),
        form_id,
        retired,
    };
    form_retire(&workspace, grant, input).await
}
