//! Captured variables are corrected, disputed, chosen and taken back.

use parley_app::calls::{GetCall, call_get};
use parley_app::captured::*;
use parley_app::error::AppResult;
use parley_domain::access::{Role, kinds};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CorrectionId};
use parley_domain::scorecard::QuotePlace;

use crate::bench::{Bench, refused};

const WHOLE_SECOND_TURN: QuotePlace = QuotePlace {
    from_turn: 1,
    from_word: None,
    to_turn: 1,
    to_word: None,
};

async fn with_slot() -> (Bench, CallId) {
    let bench = Bench::new().await;
    let said = "call\ncaller: Meera\nnoted: day Tue\nnoted: slot two\n> At three\n< Fine\n";
    bench.import(&[("a.call", said)]).await;
    bench.acts().await;
    let store = bench.desk.workspace().unwrap().store.clone();
    let page = store.calls(&Default::default(), None, 1).await.unwrap();
    (bench, page.rows[0].id)
}

async fn correct(
    bench: &Bench,
    call_id: CallId,
    made_on: &[CorrectionId],
    value: &str,
    said: Option<QuotePlace>,
) -> AppResult<CapturedView> {
    let (workspace, grant) = bench.can().await;
    let input = CorrectCaptured {
        command_id: bench.command_id(),
        call_id,
        variable: 1,
        made_on: made_on.to_vec(),
        value: value.to_owned(),
        said,
        reason: Some(" misheard ".to_owned()),
    };
    captured_correct(&workspace, grant, input).await
}

async fn withdraw(bench: &Bench, call_id: CallId, id: CorrectionId) -> AppResult<CapturedView> {
    let (workspace, grant) = bench.can().await;
    let input = WithdrawCaptured {
        command_id: bench.command_id(),
        call_id,
        correction_id: id,
    };
    captured_withdraw(&workspace, grant, input).await
}

async fn choose(bench: &Bench, call_id: CallId, id: CorrectionId) -> AppResult<CapturedView> {
    let (workspace, grant) = bench.can().await;
    let input = ChooseCaptured {
        command_id: bench.command_id(),
        call_id,
        correction_id: id,
    };
    captured_choose(&workspace, grant, input).await
}

async fn shown(bench: &Bench, call_id: CallId) -> Vec<CapturedView> {
    let (workspace, grant) = bench.can().await;
    let view = call_get(&workspace, grant, GetCall { call_id }).await;
    view.unwrap().variables
}

async fn history(bench: &Bench, call_id: CallId) -> CapturedHistoryView {
    let (workspace, grant) = bench.can().await;
    let input = GetCapturedHistory {
        call_id,
        variable: 1,
    };
    captured_history(&workspace, grant, input).await.unwrap()
}

#[tokio::test]
async fn a_value_is_corrected_linked_to_its_words_and_taken_back() {
    let (bench, call_id) = with_slot().await;
    let same = correct(&bench, call_id, &[], " two ", None).await.unwrap();
    assert!(!same.touched && bench.acts().await.is_empty());

    let done = correct(&bench, call_id, &[], "three", Some(WHOLE_SECOND_TURN)).await;
    let done = done.unwrap();
    assert_eq!((&*done.now.value, &*done.name), ("three", "slot"));
    assert_eq!(
        (done.now.said_at_ms, done.now.said_in),
        (Some(2_000), Some(1))
    );
    assert_eq!(done.imported.as_ref().unwrap().value, "two");
    let acts = bench.acts().await;
    assert!(
        acts[0].starts_with("Asha: captured_corrected Meera "),
        "{acts:?}"
    );
    assert!(acts[0].ends_with(" slot") && !acts[0].contains("three"));
    let both = shown(&bench, call_id).await;
    assert_eq!((&*both[0].now.value, both[0].touched), ("Tue", false));
    assert_eq!(both[1], done);

    // Another value for the same words.
    let again = correct(&bench, call_id, &done.heads, "15:00", None)
        .await
        .unwrap();
    assert_eq!(again.now.said_at_ms, Some(2_000));
    bench.acts().await;
    let told = history(&bench, call_id).await;
    assert_eq!(
        bench.acts().await,
        ["Asha: captured_history_read Meera slot"]
    );
    assert_eq!((&*told.imported.value, told.disputed), ("two", false));
    let heads: Vec<_> = told
        .corrections
        .iter()
        .map(|c| (c.is_head, c.moved))
        .collect();
    assert_eq!(heads, [(true, false), (false, true)]);
    assert_eq!(told.corrections[0].reason.as_deref(), Some("misheard"));

    // What others were made on cannot be pulled away from under them.
    let first = withdraw(&bench, call_id, told.corrections[1].id).await;
    assert_eq!(refused(first), ErrorCode::Conflict);
    for (id, left) in [
        (told.corrections[0].id, "three"),
        (told.corrections[1].id, "two"),
    ] {
        let now = withdraw(&bench, call_id, id).await.unwrap();
        assert_eq!(now.now.value, left);
        assert_eq!(bench.acts().await, ["Asha: captured_withdrawn Meera slot"]);
    }
    let now = &shown(&bench, call_id).await[1];
    assert!(now.touched && now.imported.is_none() && now.heads.is_empty());
}

#[tokio::test]
async fn two_who_did_not_know_of_each_other_are_in_dispute_until_one_is_chosen() {
    let (bench, call_id) = with_slot().await;
    bench.add("Ravi", Role::Reviewer).await;
    correct(&bench, call_id, &[], "three", None).await.unwrap();
    bench.sign_in("Ravi").await.unwrap();
    let second = correct(&bench, call_id, &[], "four", None).await.unwrap();
    let said: Vec<_> = second
        .versions
        .iter()
        .map(|v| (&*v.by, &*v.value.value))
        .collect();
    assert_eq!(said, [("Asha", "three"), ("Ravi", "four")]);
    assert_eq!(second.heads.len(), 2);
    bench.acts().await;
    let chosen = choose(&bench, call_id, second.versions[1].id)
        .await
        .unwrap();
    assert_eq!((&*chosen.now.value, chosen.versions.len()), ("four", 0));
    assert!(bench.acts().await[0].starts_with("Ravi: captured_chosen Meera "));
    let late = choose(&bench, call_id, second.versions[0].id).await;
    assert_eq!(refused(late), ErrorCode::Conflict);
    let told = history(&bench, call_id).await;
    assert!(told.corrections[0].is_choice && told.corrections.len() == 3);
    let open = withdraw(&bench, call_id, told.corrections[0].id)
        .await
        .unwrap();
    assert_eq!(open.versions.len(), 2);
}

#[tokio::test]
async fn what_is_not_there_or_too_long_is_refused() {
    let (bench, call_id) = with_slot().await;
    let unseen = CorrectionId(bench.command_id().0);
    let nowhere = QuotePlace {
        from_turn: 9,
        to_turn: 9,
        ..WHOLE_SECOND_TURN
    };
    for answer in [
        correct(&bench, call_id, &[unseen], "x", None).await,
        correct(&bench, call_id, &[], &"x".repeat(2_001), None).await,
        correct(&bench, call_id, &[], "x", Some(nowhere)).await,
    ] {
        assert_eq!(refused(answer), ErrorCode::InvalidInput);
    }
    assert_eq!(
        refused(choose(&bench, call_id, unseen).await),
        ErrorCode::NotFound
    );
    assert_eq!(
        refused(withdraw(&bench, call_id, unseen).await),
        ErrorCode::NotFound
    );
    let (workspace, grant) = bench.can().await;
    let input = GetCapturedHistory {
        call_id,
        variable: 2,
    };
    let unknown = captured_history(&workspace, grant, input).await;
    assert_eq!(refused(unknown), ErrorCode::NotFound);
    assert!(bench.acts().await.is_empty());
    bench.refuses::<kinds::CallAnnotate>(Role::Auditor).await;
}
