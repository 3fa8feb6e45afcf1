use std::sync::Arc;

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

#[tokio::test]
async fn a_form_is_written_published_and_changed_in_its_next_version() {
    let bench = Bench::new().await;
    let mut unnamed = content();
    unnamed.title = "  ".to_owned();
    let draft = save_form(&bench, None, 0, unnamed).await.unwrap();
    let id = draft.row.id;
    assert_eq!((draft.row.latest, draft.faults.len()), (0, 1));
    let early = publish(&bench, id, 1).await;
    assert_eq!(refused(early), ErrorCode::FormIncomplete);
    let stale = save_form(&bench, Some(id), 0, content()).await;
    assert_eq!(refused(stale), ErrorCode::Conflict);
    save_form(&bench, Some(id), 1, content()).await.unwrap();
    let first = publish(&bench, id, 2).await.unwrap();
    assert_eq!((first.row.latest, first.draft), (1, None));
    let mut renamed = content();
    renamed.title = "Bookings".to_owned();
    let edited = save_form(&bench, Some(id), 3, renamed).await.unwrap();
    // What is published stays until the next version is.
    assert_eq!(edited.row.title, "Appointments");
    assert_eq!(edited.shown.unwrap().content, content());
    let second = publish(&bench, id, 4).await.unwrap();
    assert_eq!((second.row.latest, &*second.row.title), (2, "Bookings"));
    let (workspace, grant) = bench.can().await;
    let version = Some(1);
    let input = GetForm {
        form_id: id,
        version,
    };
    let old = form_get(&workspace, grant, input).await.unwrap();
    assert_eq!(old.shown.unwrap().content, content());
    let mut unsound = content();
    unsound.sections[0].questions[0].options.clear();
    let refusal = save_form(&bench, Some(id), 5, unsound).await;
    assert_eq!(refused(refusal), ErrorCode::InvalidInput);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: form_saved ",
            "Asha: form_saved Appointments",
            "Asha: form_published Appointments 1",
            "Asha: form_saved Appointments",
            "Asha: form_published Bookings 2",
        ]
    );
    bench.refuses::<kinds::FormManage>(Role::Reviewer).await;
}

#[tokio::test]
async fn a_draft_of_a_form_is_thrown_away() {
    let bench = Bench::new().await;
    let draft = save_form(&bench, None, 0, content()).await.unwrap();
    let discard = async |revision| {
        let (workspace, grant) = bench.can().await;
        let input = DiscardFormDraft {
            command_id: bench.command_id(),
            form_id: draft.row.id,
            revision,
        };
        form_draft_discard(&workspace, grant, input).await
    };
    assert_eq!(refused(discard(7).await), ErrorCode::Conflict);
    discard(1).await.unwrap();
    let (workspace, grant) = bench.can().await;
    let left = form_list(&workspace, grant, ListForms {}).await.unwrap();
    assert_eq!(left.forms, []);
}

#[tokio::test]
async fn a_call_is_scored_from_draft_to_submission() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let begun = quality.begin(None).await.unwrap();
    assert_eq!((begun.tally.asked, begun.missing.len()), (2, 2));
    // Going on is not beginning anew.
    assert_eq!(quality.begin(None).await.unwrap().row.id, begun.row.id);
    let id = begun.row.id;
    assert_eq!(
        refused(quality.submit(id).await),
        ErrorCode::ScoreIncomplete
    );
    let mut shown = gave(1, 0);
    shown.evidence = vec![QuotePlace {
        from_turn: 1,
        from_word: None,
        to_turn: 1,
        to_word: None,
    }];
    let saved = quality.save(id, vec![shown, gave(2, 0)]).await.unwrap();
    assert_eq!(saved.answers[0].evidence[0].text, "Gladly");
    assert_eq!((saved.tally.total, saved.missing.len()), (Some(5_000), 1));
    let mut elsewhere = gave(1, 0);
    elsewhere.evidence = vec![QuotePlace {
        from_turn: 9,
        from_word: None,
        to_turn: 9,
        to_word: None,
    }];
    let refusal = quality.save(id, vec![elsewhere]).await;
    assert_eq!(refused(refusal), ErrorCode::InvalidInput);
    quality
        .save(id, vec![gave(1, 0), gave(2, 1)])
        .await
        .unwrap();
    let submitted = quality.submit(id).await.unwrap();
    assert_eq!(submitted.row.state, ScoreState::Submitted);
    assert_eq!(submitted.row.total, Some(7_500));
    assert_eq!(
        refused(quality.save(id, vec![]).await),
        ErrorCode::ScoreState
    );
    assert_eq!(refused(quality.submit(id).await), ErrorCode::ScoreState);
    assert_eq!(refused(quality.begin(None).await), ErrorCode::Conflict);
    let acts = quality.bench.acts().await;
    assert_eq!(
        acts[..2],
        [
            "Ravi: score_begun Meera Appointments",
            "Ravi: score_opened Meera Appointments",
        ]
    );
    // The two saves of the day it was begun are told by what they came to.
    let handed_in = serde_json::to_vec(&submitted.answers).unwrap();
    let proof = hex(&sha256(&[&handed_in]));
    assert_eq!(
        acts[2..],
        [format!(
            "Ravi: score_submitted Meera Appointments 2 {proof}"
        )]
    );
}

#[tokio::test]
async fn the_saves_of_a_draft_are_told_once_a_day() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.begin(None).await.unwrap().row.id;
    quality.bench.acts().await;
    let drafted = vec!["Ravi: score_drafted Meera Appointments".to_owned()];
    for (days, told) in [(0, vec![]), (1, drafted.clone()), (0, vec![]), (2, drafted)] {
        quality.bench.hands.clock.forward(days * 86_400_000);
        quality.as_person("Ravi").await;
        for option in [0, 1, 0] {
            quality.save(id, vec![gave(1, option)]).await.unwrap();
        }
        assert_eq!(quality.bench.acts().await, told);
    }
}

#[tokio::test]
async fn a_draft_is_for_its_scorer_alone_and_may_be_thrown_away() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.begin(None).await.unwrap().row.id;
    assert_eq!(quality.list().await.len(), 1);
    quality.as_person("Lena").await;
    assert_eq!(quality.list().await, []);
    assert_eq!(refused(quality.get(id).await), ErrorCode::NotFound);
    assert_eq!(refused(quality.save(id, vec![]).await), ErrorCode::NotFound);
    // Two people may score one call.
    let other = quality.begin(None).await.unwrap().row.id;
    assert_ne!(other, id);
    quality.as_person("Ravi").await;
    let (workspace, grant) = quality.can().await;
    let input = DiscardScore {
        command_id: quality.bench.command_id(),
        score_id: id,
    };
    score_discard(&workspace, grant, input).await.unwrap();
    assert_eq!(quality.list().await, []);
}

#[tokio::test]
async fn a_retired_form_lets_drafts_be_finished_and_none_begin() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.begin(None).await.unwrap().row.id;
    quality.as_person("Lena").await;
    retire(&quality.bench, quality.form, true).await.unwrap();
    let acts = quality.bench.acts().await;
    assert_eq!(acts, ["Lena: form_retired Appointments"]);
    assert_eq!(refused(quality.begin(None).await), ErrorCode::FormRetired);
    quality.as_person("Ravi").await;
    let draft = quality.begin(None).await.unwrap();
    assert_eq!((draft.row.id, draft.row.form_retired), (id, true));
    quality
        .save(id, vec![gave(1, 1), gave(2, 2)])
        .await
        .unwrap();
    let done = quality.submit(id).await.unwrap();
    assert_eq!((done.row.total, done.row.failed), (Some(0), true));
    quality.as_person("Lena").await;
    retire(&quality.bench, quality.form, false).await.unwrap();
    quality.begin(None).await.unwrap();
}

#[tokio::test]
async fn a_dispute_is_decided_by_neither_of_the_two() {
    let quality = Quality::new().await;
    quality.as_person("Lena").await;
    let id = quality.scored(1).await;
    quality.as_person("Omar").await;
    let unsaid = quality.reply(id, ScoreReply::Dispute, " ").await;
    assert_eq!(refused(unsaid), ErrorCode::InvalidInput);
    let open = quality.get(id).await.unwrap().open;
    let may: Vec<_> = open.iter().map(|o| (o.step, o.refused)).collect();
    let mine = [(ScoreStep::Acknowledge, None), (ScoreStep::Dispute, None)];
    assert_eq!(may, mine);
    let disputed = quality.reply(id, ScoreReply::Dispute, "It did ask").await;
    assert_eq!(disputed.unwrap().row.state, ScoreState::Disputed);
    // Lena scored it, Omar's role decides nothing; Asha may.
    quality.as_person("Lena").await;
    let own = quality.resolve(id, "It stands", None).await;
    assert_eq!(refused(own), ErrorCode::OwnScore);
    let open = quality.get(id).await.unwrap().open;
    assert!(open.iter().all(|o| o.refused == Some(ErrorCode::OwnScore)));
    quality.as_person("Asha").await;
    let same = Some(vec![gave(1, 0), gave(2, 1)]);
    assert_eq!(
        refused(quality.resolve(id, "No", same).await),
        ErrorCode::InvalidInput
    );
    let changed = Some(vec![gave(1, 0), gave(2, 2)]);
    let resolved = quality.resolve(id, "Heard again", changed).await.unwrap();
    assert_eq!(
        (resolved.row.state, resolved.row.changed),
        (ScoreState::Resolved, true)
    );
    assert_eq!(resolved.row.total, Some(10_000));
    let before = resolved.steps[2].before.as_ref().unwrap();
    assert_eq!(before[1].given, Some(Given::Option { option: 1 }));
    let acts = quality.bench.acts().await;
    assert_eq!(acts, ["Asha: score_changed Meera Appointments"]);
    let late = quality.reply(id, ScoreReply::Acknowledge, "").await;
    assert_eq!(refused(late), ErrorCode::ScoreState);
    quality
        .bench
        .refuses::<kinds::ScoreResolve>(Role::Reviewer)
        .await;
    quality
        .bench
        .refuses::<kinds::ScoreAnswer>(Role::QaLead)
        .await;
}

#[tokio::test]
async fn who_disputed_does_not_decide() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.scored(2).await;
    quality.as_person("Asha").await;
    quality
        .reply(id, ScoreReply::Dispute, "Why?")
        .await
        .unwrap();
    let own = quality.resolve(id, "I was right", None).await;
    assert_eq!(refused(own), ErrorCode::OwnScore);
    quality.as_person("Lena").await;
    let upheld = quality.resolve(id, "It stands", None).await.unwrap();
    assert_eq!(
        (upheld.row.state, upheld.row.changed),
        (ScoreState::Resolved, false)
    );
}

async fn calibrate(quality: &Quality, scorers: Vec<UserId>) -> AppResult<CalibrationView> {
    let (workspace, grant) = quality.can().await;
    let input = BeginCalibration {
        command_id: quality.bench.command_id(),
        call_id: quality.call.id,
        form_id: quality.form,
        scorers,
    };
    calibration_begin(&workspace, grant, input).await
}

async fn look(quality: &Quality, calibration: &CalibrationView) -> CalibrationView {
    let (workspace, grant) = quality.can().await;
    let calibration_id = calibration.row.id;
    let input = GetCalibration { calibration_id };
    calibration_get(&workspace, grant, input).await.unwrap()
}

#[tokio::test]
async fn a_calibration_is_blind_until_the_last_has_submitted() {
    let quality = Quality::new().await;
    let [ravi, lena, omar] = [
        quality.user("Ravi").await,
        quality.user("Lena").await,
        quality.user("Omar").await,
    ];
    // Omar may not score, and one alone does not compare.
    assert_eq!(
        refused(calibrate(&quality, vec![ravi, omar]).await),
        ErrorCode::InvalidInput
    );
    assert_eq!(
        refused(calibrate(&quality, vec![ravi, ravi]).await),
        ErrorCode::InvalidInput
    );
    let begun = calibrate(&quality, vec![ravi, lena]).await.unwrap();
    quality.as_person("Ravi").await;
    let id = quality.begin(Some(&begun)).await.unwrap().row.id;
    quality
        .save(id, vec![gave(1, 0), gave(2, 2)])
        .await
        .unwrap();
    quality.submit(id).await.unwrap();
    // What calibrates stands in no list of scores.
    assert_eq!(quality.list().await, []);
    quality.as_person("Lena").await;
    assert_eq!(refused(quality.get(id).await), ErrorCode::NotFound);
    let blind = look(&quality, &begun).await;
    assert_eq!((blind.scores.len(), blind.mine_to_score), (0, true));
    assert!(blind.row.scorers[0].submitted && blind.agreement.is_none());
    let second = quality.begin(Some(&begun)).await.unwrap().row.id;
    quality
        .save(second, vec![gave(1, 0), gave(2, 1)])
        .await
        .unwrap();
    quality.bench.acts().await;
    let second = quality.submit(second).await.unwrap();
    let handed_in = serde_json::to_vec(&second.answers).unwrap();
    let proof = hex(&sha256(&[&handed_in]));
    assert_eq!(
        quality.bench.acts().await,
        [
            format!("Lena: score_submitted Meera Appointments 1 {proof}"),
            "Lena: calibration_opened Meera Appointments".to_owned(),
        ]
    );
    let open = look(&quality, &begun).await;
    let agreement = open.agreement.unwrap();
    assert_eq!((agreement.equal_pairs, agreement.pairs), (1, 2));
    assert_eq!(agreement.mean_difference, Some(2_500));
    assert_eq!(agreement.differing, [2]);
    assert_eq!(open.scores[0].scorer, ravi);
    quality.get(id).await.unwrap();
    quality.as_person("Omar").await;
    let moot = quality.reply(id, ScoreReply::Acknowledge, "").await;
    assert_eq!(refused(moot), ErrorCode::ScoreState);
}

#[tokio::test]
async fn a_calibration_opened_early_takes_no_more_scores() {
    let quality = Quality::new().await;
    let [ravi, lena] = [quality.user("Ravi").await, quality.user("Lena").await];
    let begun = calibrate(&quality, vec![ravi, lena]).await.unwrap();
    quality.as_person("Ravi").await;
    let id = quality.begin(Some(&begun)).await.unwrap().row.id;
    quality
        .save(id, vec![gave(1, 0), gave(2, 2)])
        .await
        .unwrap();
    let open = async || {
        let (workspace, grant) = quality.can().await;
        let input = OpenCalibration {
            command_id: quality.bench.command_id(),
            calibration_id: begun.row.id,
        };
        calibration_open(&workspace, grant, input).await
    };
    // Lena is a scorer herself and would see the answers of others.
    quality.as_person("Lena").await;
    assert_eq!(refused(open().await), ErrorCode::OwnScore);
    quality.as_person("Asha").await;
    let opened = open().await.unwrap();
    assert_eq!(opened.agreement.unwrap().pairs, 0);
    quality.as_person("Ravi").await;
    assert_eq!(refused(quality.submit(id).await), ErrorCode::ScoreState);
}
