//! Forms, scores and calibrations.

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CalibrationId, CallId, FormId, ScoreId, UserId};
use parley_domain::scorecard::{
    Answer, AnswerOption, FormContent, Given, NoteRule, Question, QuestionKind, QuotePlace,
    ScoreState, ScoreStep, Section, quote,
};

use super::{StoreBench, add, call, rng};
use crate::contract::samples::{NOW, turn};
use crate::error::AppResult;
use crate::ports::{Batch, Change, Committed, ScoreFilter, ScorecardChange, Store};
use crate::scorecards::{Calibration, FormVersion, Score, ScoreForm, StepTaken};

fn content() -> FormContent {
    let option = |points, fails| AnswerOption {
        label: "हाँ".to_owned(),
        points,
        fails,
    };
    FormContent {
        title: "Clinic appointments".to_owned(),
        sections: vec![Section {
            key: 1,
            title: "Greeting".to_owned(),
            weight: 10,
            questions: vec![Question {
                key: 4,
                text: "Said it is an AI?".to_owned(),
                guidance: String::new(),
                kind: QuestionKind::YesNo,
                options: vec![option(1, false), option(0, true)],
                weight: 1,
                na: true,
                note: NoteRule::Below { points: 1 },
            }],
        }],
    }
}

fn form() -> ScoreForm {
    ScoreForm {
        id: FormId::new(NOW, rng()),
        title: "Clinic appointments".to_owned(),
        latest: 0,
        draft: Some(content()),
        retired_at: None,
        revision: 1,
        changed_at: NOW,
        changed_by: UserId::new(NOW, rng()),
    }
}

async fn change(store: &dyn Store, changes: Vec<ScorecardChange>) -> AppResult<Committed> {
    store
        .commit(Batch {
            changes: changes.into_iter().map(Change::Scorecard).collect(),
            ..Batch::default()
        })
        .await
}

fn put(form: &ScoreForm, seen: u32) -> ScorecardChange {
    ScorecardChange::PutForm {
        form: Box::new(form.clone()),
        seen,
    }
}

fn keep(score: &Score, seen: u32) -> ScorecardChange {
    ScorecardChange::PutScore {
        score: Box::new(score.clone()),
        seen,
    }
}

fn version(form: &ScoreForm, version: u32) -> FormVersion {
    FormVersion {
        form_id: form.id,
        version,
        content: content(),
        published_at: NOW,
        published_by: form.changed_by,
    }
}

/// A published form.
async fn published(store: &dyn Store) -> ScoreForm {
    let form = form();
    let first = ScorecardChange::AddFormVersion(Box::new(version(&form, 1)));
    change(store, vec![put(&form, 0), first]).await.unwrap();
    form
}

fn score(form: &ScoreForm, call_id: CallId, scorer: UserId) -> Score {
    let said = [turn(
        parley_domain::call::Side::Agent,
        Some(0),
        "I am an AI",
    )];
    let place = QuotePlace {
        from_turn: 0,
        from_word: None,
        to_turn: 0,
        to_word: None,
    };
    Score {
        id: ScoreId::new(NOW, rng()),
        call_id,
        form_id: form.id,
        version: 1,
        scorer,
        calibration_id: None,
        state: ScoreState::Draft,
        answers: vec![Answer {
            question: 4,
            given: Some(Given::Option { option: 0 }),
            note: "At once".to_owned(),
            evidence: quote(&said, place).into_iter().collect(),
        }],
        total: Some(10_000),
        failed: false,
        steps: Vec::new(),
        revision: 1,
        begun_at: NOW,
        changed_at: NOW.plus(5),
    }
}

pub async fn forms_and_their_versions_come_back(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut form = form();
    change(&*store, vec![put(&form, 0)]).await.unwrap();
    assert_eq!(store.score_form(form.id).await.unwrap(), Some(form.clone()));
    // Somebody else changed it, or added it, in the meantime.
    let stale = change(&*store, vec![put(&form, 0)]).await.unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);
    form.revision = 2;
    form.draft = None;
    form.latest = 1;
    form.retired_at = Some(NOW.plus(9));
    let first = version(&form, 1);
    let add = || ScorecardChange::AddFormVersion(Box::new(first.clone()));
    change(&*store, vec![put(&form, 1), add()]).await.unwrap();
    let stale = change(&*store, vec![put(&form, 1)]).await.unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);
    let twice = change(&*store, vec![add()]).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::Conflict);
    let kept = change(&*store, vec![ScorecardChange::RemoveForm(form.id)]).await;
    assert_eq!(kept.unwrap_err().code, ErrorCode::Conflict);
    let mut other = self::form();
    other.title = "Billing".to_owned();
    change(&*store, vec![put(&other, 0)]).await.unwrap();
    let titles = [other.clone(), form.clone()];
    assert_eq!(store.score_forms().await.unwrap(), titles);
    change(&*store, vec![ScorecardChange::RemoveForm(other.id)])
        .await
        .unwrap();
    assert_eq!(store.score_forms().await.unwrap(), [form.clone()]);
    let versions = store.form_versions(form.id).await.unwrap();
    assert_eq!(versions, std::slice::from_ref(&first));
    let found = store.form_version(form.id, 1).await.unwrap();
    assert_eq!(found, Some(first));
    assert_eq!(store.form_version(form.id, 2).await.unwrap(), None);
}

pub async fn a_score_comes_back_whole_and_once(bench: &mut impl StoreBench) {
    let store = bench.store();
    let form = published(&*store).await;
    let call_id = add(&*store, call(0, &["I am an AI"])).await;
    let mut kept = score(&form, call_id, form.changed_by);
    change(&*store, vec![keep(&kept, 0)]).await.unwrap();
    kept.revision = 2;
    kept.state = ScoreState::Resolved;
    kept.total = None;
    kept.failed = true;
    kept.steps.push(StepTaken {
        step: ScoreStep::Change,
        by: form.changed_by,
        at: NOW,
        note: "Heard again".to_owned(),
        before: Some(std::mem::take(&mut kept.answers)),
    });
    change(&*store, vec![keep(&kept, 1)]).await.unwrap();
    let stale = change(&*store, vec![keep(&kept, 1)]).await.unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);
    assert_eq!(store.score(kept.id).await.unwrap().as_ref(), Some(&kept));
    // One per person, call and form.
    let again = score(&form, call_id, form.changed_by);
    let refused = change(&*store, vec![keep(&again, 0)]).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    let strange = score(&form, CallId::new(NOW, rng()), UserId::new(NOW, rng()));
    let refused = change(&*store, vec![keep(&strange, 0)]).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
    change(&*store, vec![ScorecardChange::RemoveScore(kept.id)])
        .await
        .unwrap();
    assert_eq!(store.score(kept.id).await.unwrap(), None);
    change(&*store, vec![keep(&again, 0)]).await.unwrap();
}

pub async fn scores_are_listed_newest_first_without_others_drafts(bench: &mut impl StoreBench) {
    let store = bench.store();
    let form = published(&*store).await;
    let first = add(&*store, call(0, &["one"])).await;
    let second = add(&*store, call(1, &["two"])).await;
    let [asha, noah] = [(); 2].map(|()| UserId::new(NOW, rng()));
    let mut scores = Vec::new();
    for (at, (call_id, scorer, state)) in [
        (first, asha, ScoreState::Submitted),
        (second, asha, ScoreState::Draft),
        (first, noah, ScoreState::Disputed),
        (second, noah, ScoreState::Draft),
    ]
    .into_iter()
    .enumerate()
    {
        let mut made = score(&form, call_id, scorer);
        made.id = ScoreId::new(NOW.plus(i64::try_from(at).unwrap()), rng());
        made.state = state;
        change(&*store, vec![keep(&made, 0)]).await.unwrap();
        scores.push(made);
    }
    let find = async |filter: ScoreFilter, before: Option<ScoreId>, limit| -> Vec<usize> {
        let found = store.scores(&filter, before, limit).await.unwrap();
        let place = |s: &Score| scores.iter().position(|known| known == s).unwrap();
        found.iter().map(place).collect()
    };
    let all = ScoreFilter {
        drafts_of: Some(asha),
        ..ScoreFilter::default()
    };
    assert_eq!(find(all, None, 10).await, [2, 1, 0]);
    assert_eq!(find(all, None, 2).await, [2, 1]);
    assert_eq!(find(all, Some(scores[1].id), 2).await, [0]);
    let nobody = ScoreFilter::default();
    assert_eq!(find(nobody, None, 10).await, [2, 0]);
    let by_noah = ScoreFilter {
        scorer: Some(noah),
        ..all
    };
    assert_eq!(find(by_noah, None, 10).await, [2]);
    let of_first = ScoreFilter {
        call_id: Some(first),
        form_id: Some(form.id),
        state: Some(ScoreState::Submitted),
        ..all
    };
    assert_eq!(find(of_first, None, 10).await, [0]);
}

pub async fn calibrations_keep_their_scores_apart(bench: &mut impl StoreBench) {
    let store = bench.store();
    let form = published(&*store).await;
    let call_id = add(&*store, call(0, &["one"])).await;
    let [asha, noah] = [(); 2].map(|()| UserId::new(NOW, rng()));
    let mut calibration = Calibration {
        id: CalibrationId::new(NOW, rng()),
        call_id,
        form_id: form.id,
        version: 1,
        begun_by: asha,
        begun_at: NOW,
        scorers: vec![noah, asha],
        opened_at: None,
    };
    let put = |c: &Calibration| vec![ScorecardChange::PutCalibration(c.clone())];
    change(&*store, put(&calibration)).await.unwrap();
    calibration.opened_at = Some(NOW.plus(1));
    change(&*store, put(&calibration)).await.unwrap();
    let found = store.calibration(calibration.id).await.unwrap();
    assert_eq!(found.as_ref(), Some(&calibration));
    assert_eq!(store.calibrations().await.unwrap(), [calibration.clone()]);
    // The same person may have scored the call for itself, too.
    let mut alone = score(&form, call_id, asha);
    alone.state = ScoreState::Submitted;
    let mut blind = score(&form, call_id, asha);
    blind.state = ScoreState::Submitted;
    blind.calibration_id = Some(calibration.id);
    change(&*store, vec![keep(&alone, 0), keep(&blind, 0)])
        .await
        .unwrap();
    let within = ScoreFilter {
        calibration_id: Some(calibration.id),
        ..ScoreFilter::default()
    };
    let found = store.scores(&within, None, 10).await.unwrap();
    assert_eq!(found, [blind]);
    let outside = ScoreFilter::default();
    assert_eq!(store.scores(&outside, None, 10).await.unwrap(), [alone]);
}
