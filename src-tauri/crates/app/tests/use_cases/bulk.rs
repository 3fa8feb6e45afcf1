//! Acts on many calls: each is written down, done once, and taken back once.

use parley_app::bulk::{
    ActOnCalls, BulkAct, BulkView, CallSelection, CancelBulk, CountChosen, UndoBulk, bulk_cancel,
    bulk_undo, calls_act, calls_chosen_count,
};
use parley_app::calls::{CallFilter, CallRow, SetCallTags, call_tags_set};
use parley_app::error::AppResult;
use parley_app::export::{ExportCalls, calls_export};
use parley_app::ports::Event;
use parley_app::review::{DecideReview, ReviewOutcome, review_decide};
use parley_domain::access::{Role, kinds};
use parley_domain::audit::Purpose;
use parley_domain::error_code::ErrorCode;
use parley_domain::export::CallsFormat;
use parley_domain::ids::{BulkId, CallId, CommandId};
use parley_domain::review::FlagReason;

use crate::bench::{Bench, refused};

/// Three calls; the newest is about a refund, too.
async fn three(bench: &Bench) -> Vec<CallRow> {
    let files: Vec<(String, String)> = [
        ("a", "Meera", "refund"),
        ("b", "Ravi", "booking"),
        ("c", "Zoe", "refund"),
    ]
    .iter()
    .map(|(name, caller, said)| {
        (
            format!("{name}.call"),
            format!("call\ncaller: {caller}\nagent: Ivy\n> A {said} please\n< Gladly\n"),
        )
    })
    .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (&**n, &**t)).collect();
    bench.import(&files).await;
    bench.acts().await;
    bench.hands.events.take();
    rows(bench).await
}

async fn rows(bench: &Bench) -> Vec<CallRow> {
    let store = bench.desk.workspace().unwrap().store.clone();
    let page = store.calls(&CallFilter::default(), None, 10).await.unwrap();
    page.rows
}

fn all() -> CallSelection {
    CallSelection::Matching {
        filter: CallFilter::default(),
        query: None,
        side: None,
        except: Vec::new(),
    }
}

fn searched(words: &str, except: Vec<CallId>) -> CallSelection {
    CallSelection::Matching {
        filter: CallFilter::default(),
        query: Some(words.to_owned()),
        side: None,
        except,
    }
}

async fn act(
    bench: &Bench,
    command_id: CommandId,
    selection: CallSelection,
    act: BulkAct,
) -> AppResult<BulkView> {
    let (workspace, grant) = bench.can().await;
    let input = ActOnCalls {
        command_id,
        selection,
        act,
    };
    calls_act(&workspace, grant, input).await
}

async fn undo(bench: &Bench, id: CommandId) -> BulkView {
    let (workspace, grant) = bench.can().await;
    let input = UndoBulk {
        command_id: bench.command_id(),
        bulk_id: BulkId(id.0),
    };
    bulk_undo(&workspace, grant, input).await.unwrap()
}

fn tag() -> BulkAct {
    BulkAct::Tag {
        tag: " VIP ".to_owned(),
    }
}

async fn tagged(bench: &Bench) -> usize {
    let rows = rows(bench).await;
    rows.iter().filter(|r| r.tags == ["vip"]).count()
}

#[tokio::test]
async fn all_that_match_are_tagged_each_with_its_entry() {
    let bench = Bench::new().await;
    three(&bench).await;
    let id = bench.command_id();
    let done = act(&bench, id, all(), tag()).await.unwrap();
    assert_eq!((done.total, done.changed, done.same), (3, 3, 0));
    assert_eq!(tagged(&bench).await, 3);
    let acts = bench.acts().await;
    assert_eq!(acts.len(), 5);
    assert!(acts[0].starts_with("Asha: bulk_started tag "), "{acts:?}");
    let each: Vec<&String> = acts.iter().filter(|a| a.contains("tags_changed")).collect();
    assert_eq!(each.len(), 3);
    let events = bench.hands.events.take();
    let progress = Event::BulkProgress {
        command_id: id,
        done: 3,
        total: 3,
    };
    assert_eq!(events, [progress, Event::CallsChanged]);
    // The same command again does nothing, even if there is more to do by now.
    let again = act(&bench, id, searched("refund", Vec::new()), tag())
        .await
        .unwrap();
    assert_eq!(again, done);
    assert!(bench.acts().await.is_empty());
    // Another one finds all of them tagged.
    let more = act(&bench, bench.command_id(), all(), tag()).await.unwrap();
    assert_eq!((more.changed, more.same), (0, 3));
}

#[tokio::test]
async fn undo_puts_back_what_nobody_touched_since_and_only_once() {
    let bench = Bench::new().await;
    let calls = three(&bench).await;
    let id = bench.command_id();
    act(&bench, id, all(), tag()).await.unwrap();
    let (workspace, grant) = bench.can().await;
    let input = SetCallTags {
        command_id: bench.command_id(),
        call_id: calls[0].id,
        tags: vec!["other".to_owned()],
    };
    call_tags_set(&workspace, grant, input).await.unwrap();
    bench.acts().await;
    let undone = undo(&bench, id).await;
    assert_eq!((undone.put_back, undone.kept, undone.undone), (2, 1, true));
    assert_eq!(tagged(&bench).await, 0);
    assert_eq!(rows(&bench).await[0].tags, ["other"]);
    let acts = bench.acts().await;
    assert_eq!(acts.len(), 3);
    assert!(acts[2].starts_with("Asha: bulk_undone tag "), "{acts:?}");
    undo(&bench, id).await;
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn a_search_chooses_whole_calls_but_those_taken_out() {
    let bench = Bench::new().await;
    let calls = three(&bench).await;
    let (workspace, grant) = bench.can().await;
    let input = CountChosen {
        selection: searched("refund", Vec::new()),
    };
    let count = calls_chosen_count(&workspace, grant, input).await.unwrap();
    assert_eq!(count.calls, 2);
    assert_eq!(bench.acts().await, ["Asha: calls_searched refund"]);
    let refund = |row: &&CallRow| row.caller.as_deref() != Some("Ravi");
    let out = calls.iter().find(refund).unwrap().id;
    let flag = BulkAct::Flag {
        reason: FlagReason::Complaint,
        note: Some("call back".to_owned()),
    };
    let id = bench.command_id();
    let done = act(&bench, id, searched("refund", vec![out]), flag)
        .await
        .unwrap();
    assert_eq!(done.changed, 1);
    let flagged: Vec<CallRow> = rows(&bench).await;
    assert_eq!(flagged.iter().filter(|r| r.marks.flags == 1).count(), 1);
    // What is taken off is kept, and comes back whole.
    let off = bench.command_id();
    act(&bench, off, all(), BulkAct::Unflag {}).await.unwrap();
    assert!(rows(&bench).await.iter().all(|r| r.marks.flags == 0));
    undo(&bench, off).await;
    assert_eq!(rows(&bench).await, flagged);
    undo(&bench, id).await;
    assert!(rows(&bench).await.iter().all(|r| r.marks.flags == 0));
    let nothing = act(&bench, bench.command_id(), searched("*", Vec::new()), tag()).await;
    assert_eq!(refused(nothing), ErrorCode::InvalidInput);
}

#[tokio::test]
async fn calls_are_given_to_those_who_may_review_and_reopened_by_it() {
    let bench = Bench::new().await;
    let calls = three(&bench).await;
    let noah = bench.add("Noah", Role::Reviewer).await.id;
    let auditor = bench.add("Uma", Role::Auditor).await.id;
    let (workspace, grant) = bench.can().await;
    let input = DecideReview {
        command_id: bench.command_id(),
        call_id: calls[0].id,
        outcome: ReviewOutcome::Done,
        reason: None,
        note: None,
    };
    review_decide(&workspace, grant, input).await.unwrap();
    bench.acts().await;
    let give = |user_id| BulkAct::Assign { user_id };
    let wrong = act(&bench, bench.command_id(), all(), give(Some(auditor))).await;
    assert_eq!(refused(wrong), ErrorCode::InvalidInput);
    let id = bench.command_id();
    act(&bench, id, all(), give(Some(noah))).await.unwrap();
    let marks = rows(&bench).await;
    assert!(
        marks
            .iter()
            .all(|r| r.marks.assigned_to == Some(noah) && !r.marks.reviewed)
    );
    let acts = bench.acts().await;
    assert!(
        acts[1].contains("call_assigned") && acts[1].ends_with("Noah"),
        "{acts:?}"
    );
    undo(&bench, id).await;
    let marks = rows(&bench).await;
    assert!(marks.iter().all(|r| r.marks.assigned_to.is_none()));
    assert!(marks[0].marks.reviewed);
    // A reviewer takes calls, but gives none to others.
    bench.sign_in("Noah").await.unwrap();
    let own = CallSelection::Calls {
        ids: vec![calls[1].id, calls[1].id],
    };
    let took = act(&bench, bench.command_id(), own.clone(), give(Some(noah))).await;
    assert_eq!(took.unwrap().changed, 1);
    let asha = bench.desk.workspace().unwrap().store.users().await.unwrap()[0].id;
    let gave = act(&bench, bench.command_id(), own, give(Some(asha))).await;
    assert_eq!(refused(gave), ErrorCode::PermissionDenied);
    bench.sign_in("Asha").await.unwrap();
    bench
        .refuses::<kinds::CallAnnotate>(Role::PrivacyOfficer)
        .await;
}

#[tokio::test]
async fn what_does_not_run_cannot_be_stopped() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let command_id = bench.command_id();
    let stopped = bulk_cancel(&workspace, grant, CancelBulk { command_id }).await;
    assert_eq!(refused(stopped), ErrorCode::NotFound);
}

#[tokio::test]
async fn chosen_calls_are_exported() {
    let bench = Bench::new().await;
    let calls = three(&bench).await;
    let (workspace, grant) = bench.can().await;
    let input = ExportCalls {
        export_id: parley_domain::ids::ExportId(bench.command_id().0),
        filter: CallFilter::default(),
        selection: Some(CallSelection::Calls {
            ids: vec![calls[2].id, calls[0].id],
        }),
        format: CallsFormat::Csv,
        purpose: Purpose::QualityReview,
        path: "/out/some.csv".to_owned(),
        replace: false,
        language: None,
        zone: None,
    };
    let report = calls_export(&workspace, grant, input).await.unwrap();
    assert_eq!((report.written, report.skipped), (2, 0));
}
