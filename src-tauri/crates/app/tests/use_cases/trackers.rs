//! Trackers look at new calls and, when asked, at old ones; a newer version takes away
//! what the older one put there.

use parley_app::error::AppResult;
use parley_app::review::{FlagView, GetCallReview, call_review_get};
use parley_app::trackers::{
    RunTracker, SaveTracker, TrackerListView, TrackerRunView, TrackerView, TryTracker, tracker_run,
    tracker_save, tracker_try,
};
use parley_app::transcript::{
    ChangeSpeakers, CorrectTurn, CorrectedTurnView, WithdrawCorrection, correction_withdraw,
    speakers_change, turn_correct,
};
use parley_domain::access::{Role, kinds};
use parley_domain::call::Side;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, TrackerId};
use parley_domain::search::SpeakerSide;
use parley_domain::tracking::{Pattern, TrackerRule};
use parley_domain::transcript::{SpeakerEdit, Voice};

use crate::bench::{Bench, refused};

fn words(phrase: &str) -> TrackerRule {
    TrackerRule {
        pattern: Pattern::Phrase {
            any_of: vec![phrase.to_owned()],
        },
        side: None,
    }
}

async fn save(
    bench: &Bench,
    tracker_id: Option<TrackerId>,
    rule: TrackerRule,
    tag: Option<&str>,
) -> AppResult<TrackerListView> {
    let (workspace, grant) = bench.can().await;
    let input = SaveTracker {
        command_id: bench.command_id(),
        tracker_id,
        name: "Refunds".to_owned(),
        rule,
        tag: tag.map(str::to_owned),
        flag: true,
        active: true,
    };
    tracker_save(&workspace, grant, input).await
}

async fn run(bench: &Bench, tracker_id: TrackerId) -> TrackerRunView {
    let (workspace, grant) = bench.can().await;
    let input = RunTracker {
        command_id: bench.command_id(),
        tracker_id,
    };
    tracker_run(&workspace, grant, input).await.unwrap()
}

async fn saved(bench: &Bench, id: Option<TrackerId>, phrase: &str, tag: &str) -> TrackerView {
    let list = save(bench, id, words(phrase), Some(tag)).await.unwrap();
    list.trackers[0].clone()
}

async fn flags(bench: &Bench, call_id: CallId) -> Vec<FlagView> {
    let (workspace, grant) = bench.can().await;
    let view = call_review_get(&workspace, grant, GetCallReview { call_id }).await;
    view.unwrap().flags
}

async fn tags(bench: &Bench, id: CallId) -> Vec<String> {
    let store = bench.desk.workspace().unwrap().store.clone();
    store.call(id).await.unwrap().unwrap().row.tags
}

#[tokio::test]
async fn a_new_call_is_tagged_and_flagged_as_it_is_kept() {
    let bench = Bench::new().await;
    saved(&bench, None, "refund", " Money ").await;
    bench.acts().await;
    let said = "call\ncaller: Meera\n> I want a refund\n< A refund it is\n";
    bench.import(&[("a.call", said)]).await;
    let acts = bench.acts().await;
    let own: Vec<&String> = acts.iter().filter(|a| a.ends_with("Refunds")).collect();
    assert_eq!(own.len(), 2, "{acts:?}");
    assert!(own[0].contains("tags_changed Meera  money"), "{acts:?}");
    let store = bench.desk.workspace().unwrap().store.clone();
    let page = store.calls(&Default::default(), None, 1).await.unwrap();
    assert_eq!(page.rows[0].tags, ["money"]);
    assert_eq!(page.rows[0].marks.flags, 2);
    let flags = flags(&bench, page.rows[0].id).await;
    let by: Vec<_> = flags
        .iter()
        .map(|f| (f.by.as_deref(), f.turn_index))
        .collect();
    assert_eq!(by, [(Some("Refunds"), Some(0)), (Some("Refunds"), Some(1))]);
}

#[tokio::test]
async fn old_calls_are_looked_at_once_and_a_newer_version_cleans_up() {
    let bench = Bench::new().await;
    let id = bench.one_call().await.id;
    let tracker = saved(&bench, None, "refund", "money").await;
    assert_eq!(tracker.version, 1);
    bench.acts().await;
    let first = run(&bench, tracker.id).await;
    assert_eq!(
        (first.looked_at, first.changed, first.found.hits),
        (1, 1, 1)
    );
    assert_eq!(tags(&bench, id).await, ["money"]);
    assert_eq!(flags(&bench, id).await.len(), 1);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: tracker_run_started Refunds 1",
            "Asha: call_flagged Meera 1 Refunds",
            "Asha: tags_changed Meera  money Refunds",
            "Asha: tracker_run_finished 1 Refunds done 1"
        ]
    );
    // Again: nothing to do.
    assert_eq!(run(&bench, tracker.id).await.changed, 0);
    bench.acts().await;
    // Other words, another tag.
    let newer = saved(&bench, Some(tracker.id), "gladly", "kind").await;
    assert_eq!((newer.version, newer.outdated), (2, 1));
    run(&bench, tracker.id).await;
    assert_eq!(tags(&bench, id).await, ["kind"]);
    let marked = flags(&bench, id).await;
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].turn_index, Some(1));
    // Words that nobody said: nothing of it stays, but the history does.
    saved(&bench, Some(tracker.id), "unheard of", "kind").await;
    let last = run(&bench, tracker.id).await;
    assert_eq!((last.changed, last.found.calls), (1, 0));
    assert!(tags(&bench, id).await.is_empty());
    assert!(flags(&bench, id).await.is_empty());
    let store = bench.desk.workspace().unwrap().store.clone();
    let past = store.past(tracker.id, id).await.unwrap();
    assert_eq!(past.iter().map(|h| h.version).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn a_tag_that_a_person_set_is_not_taken_away() {
    let bench = Bench::new().await;
    let said = "call\ncaller: Meera\n> I want a refund\n";
    bench.import(&[("a.call", said)]).await;
    let store = bench.desk.workspace().unwrap().store.clone();
    let id = store
        .calls(&Default::default(), None, 1)
        .await
        .unwrap()
        .rows[0]
        .id;
    let (workspace, grant) = bench.can().await;
    let input = parley_app::calls::SetCallTags {
        command_id: bench.command_id(),
        call_id: id,
        tags: vec!["money".to_owned()],
    };
    parley_app::calls::call_tags_set(&workspace, grant, input)
        .await
        .unwrap();
    let tracker = saved(&bench, None, "refund", "money").await;
    run(&bench, tracker.id).await;
    saved(&bench, Some(tracker.id), "unheard of", "money").await;
    run(&bench, tracker.id).await;
    assert_eq!(tags(&bench, id).await, ["money"]);
}

#[tokio::test]
async fn a_rule_is_tried_before_it_does_anything() {
    let bench = Bench::new().await;
    let id = bench.one_call().await.id;
    let try_it = async |rule| {
        let (workspace, grant) = bench.can().await;
        let input = TryTracker {
            command_id: bench.command_id(),
            rule,
        };
        tracker_try(&workspace, grant, input).await
    };
    let view = try_it(words("refund")).await.unwrap();
    assert_eq!((view.looked_at, view.calls, view.hits), (1, 1, 1));
    assert_eq!(view.first[0].call_id, id);
    let pieces: Vec<_> = view.first[0]
        .excerpt
        .iter()
        .map(|p| (&*p.text, p.hit))
        .collect();
    assert_eq!(pieces, [("I want a ", false), ("refund", true)]);
    assert_eq!(bench.acts().await, ["Asha: tracker_tried"]);
    assert!(tags(&bench, id).await.is_empty());
    assert_eq!(refused(try_it(words(" ")).await), ErrorCode::InvalidInput);
    let pattern = Pattern::Regex {
        pattern: "(".to_owned(),
    };
    let wrong = save(
        &bench,
        None,
        TrackerRule {
            pattern,
            side: None,
        },
        Some("x"),
    )
    .await;
    assert_eq!(wrong.unwrap_err().field, Some("rule"));
    bench.refuses::<kinds::TrackerManage>(Role::Reviewer).await;
}

async fn correct(bench: &Bench, call_id: CallId, text: &str) -> CorrectedTurnView {
    let (workspace, grant) = bench.can().await;
    let store = workspace.store.clone();
    let made_on = store.corrections(call_id).await.unwrap();
    let input = CorrectTurn {
        command_id: bench.command_id(),
        call_id,
        turn: 0,
        made_on: made_on.iter().map(|one| one.id).collect(),
        text: text.to_owned(),
    };
    turn_correct(&workspace, grant, input).await.unwrap()
}

#[tokio::test]
async fn what_stands_is_looked_at_and_a_correction_looks_anew() {
    let bench = Bench::new().await;
    let id = bench.one_call().await.id;
    let tracker = saved(&bench, None, "re-fund", "money").await;
    assert_eq!(run(&bench, tracker.id).await.found.hits, 0);
    bench.acts().await;
    let corrected = correct(&bench, id, "I want a re-fund").await;
    assert_eq!(corrected.tags, ["money"]);
    assert_eq!(flags(&bench, id).await.len(), 1);
    // The correction and what it leads to are one batch; then the flags were looked at.
    let acts = bench.acts().await;
    let kinds: Vec<_> = acts.iter().map(|a| a.split(' ').nth(1).unwrap()).collect();
    assert_eq!(
        kinds[..3],
        ["turn_corrected", "call_flagged", "tags_changed"]
    );
    // A run over all calls reads the same, and finds it done.
    assert_eq!(run(&bench, tracker.id).await.changed, 0);
    let (workspace, grant) = bench.can().await;
    let input = TryTracker {
        command_id: bench.command_id(),
        rule: words("re-fund"),
    };
    let tried = tracker_try(&workspace, grant, input).await.unwrap();
    assert_eq!((tried.hits, tried.first[0].turn_index), (1, 0));

    let told = bench.desk.workspace().unwrap().store.clone();
    let one = told.corrections(id).await.unwrap()[0].id;
    let (workspace, grant) = bench.can().await;
    let input = WithdrawCorrection {
        command_id: bench.command_id(),
        call_id: id,
        correction_id: one,
    };
    let back = correction_withdraw(&workspace, grant, input).await.unwrap();
    assert!(back.tags.is_empty());
    assert!(flags(&bench, id).await.is_empty());
    assert_eq!(run(&bench, tracker.id).await.changed, 0);
}

#[tokio::test]
async fn who_spoke_counts_as_it_stands() {
    let bench = Bench::new().await;
    let id = bench.one_call().await.id;
    let rule = TrackerRule {
        side: Some(SpeakerSide::Agent),
        ..words("refund")
    };
    save(&bench, None, rule, Some("money")).await.unwrap();
    let (workspace, grant) = bench.can().await;
    let input = ChangeSpeakers {
        command_id: bench.command_id(),
        call_id: id,
        edit: SpeakerEdit::Move {
            turns: vec![0],
            to: Voice {
                side: Side::Agent,
                speaker: None,
            },
        },
        everywhere: false,
    };
    let moved = speakers_change(&workspace, grant, input).await.unwrap();
    assert_eq!(moved.tags, ["money"]);
    // The list's talk numbers follow, too: both turns are the agent's.
    let store = bench.desk.workspace().unwrap().store.clone();
    let row = store.call(id).await.unwrap().unwrap().row;
    assert_eq!((row.caller_talk_ms, row.agent_talk_ms), (0, 3_000));
    // The pause between them is breath, where one side says both.
    assert_eq!(moved.numbers.agent.talk_ms, Some(3_500));
}
