//! Flags, decisions, the queue and the draw.

use parley_app::review::{
    AssignCall, CallReviewView, DecideReview, FlagCall, GetCallReview, ListQueue, Queue, QueueView,
    RemoveFlag, ReopenReview, ReviewOutcome, SetSamplingRule, call_assign, call_flag,
    call_flag_remove, call_review_get, queue_list, review_decide, review_reopen, sampling_rule_set,
    waiting,
};
use parley_app::workspaces::lock_if_idle;
use parley_domain::access::{Role, kinds};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::listening::Span;
use parley_domain::review::{FlagReason, SkipReason};

use crate::bench::{Bench, refused};

async fn seen(bench: &Bench, call_id: CallId) -> CallReviewView {
    let (workspace, grant) = bench.can().await;
    call_review_get(&workspace, grant, GetCallReview { call_id })
        .await
        .unwrap()
}

fn flag(bench: &Bench, call_id: CallId, span: Option<Span>) -> FlagCall {
    FlagCall {
        command_id: bench.command_id(),
        call_id,
        span,
        turn_index: span.map(|_| 1),
        reason: FlagReason::WrongAnswer,
        note: Some("  Not what the price list says ".to_owned()),
    }
}

async fn queue(bench: &Bench, queue: Queue) -> QueueView {
    let (workspace, grant) = bench.can().await;
    let input = ListQueue {
        queue,
        cursor: None,
        limit: 10,
    };
    queue_list(&workspace, grant, input).await.unwrap()
}

#[tokio::test]
async fn a_flag_is_on_the_call_or_on_a_stretch_and_shortens_listening() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let set = async |input: FlagCall| {
        let (workspace, grant) = bench.can().await;
        call_flag(&workspace, grant, input).await
    };
    let whole = set(flag(&bench, call_id, None)).await.unwrap();
    assert_eq!(whole.flags.len(), 1);
    assert_eq!(whole.flags[0].by.as_deref(), Some("Asha"));
    assert_eq!(
        whole.flags[0].note.as_deref(),
        Some("Not what the price list says")
    );
    assert_eq!(whole.plan, None);
    let span = Span {
        from_ms: 1_000,
        to_ms: 2_000,
    };
    let both = set(flag(&bench, call_id, Some(span))).await.unwrap();
    assert_eq!(both.flags.len(), 2);
    let plan = both.plan.unwrap();
    assert_eq!(
        (plan.spans.len(), plan.heard_ms, plan.saved_ms),
        (1, 4_000, 0)
    );
    let backwards = Span {
        from_ms: 2_000,
        to_ms: 1_000,
    };
    let refusal = refused(set(flag(&bench, call_id, Some(backwards))).await);
    assert_eq!(refusal, ErrorCode::InvalidInput);
    let mut far = flag(&bench, call_id, None);
    far.turn_index = Some(2);
    assert_eq!(refused(set(far).await), ErrorCode::InvalidInput);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: call_flagged Meera wrong_answer",
            "Asha: call_flagged Meera 1000 wrong_answer 2000"
        ]
    );
    let (workspace, grant) = bench.can().await;
    let input = RemoveFlag {
        command_id: bench.command_id(),
        call_id,
        flag_id: both.flags[1].id,
    };
    let left = call_flag_remove(&workspace, grant, input).await.unwrap();
    assert_eq!(left.flags, whole.flags);
    assert_eq!(
        bench.acts().await,
        ["Asha: flags_removed Meera 1 wrong_answer"]
    );
}

#[tokio::test]
async fn the_queue_holds_what_is_not_decided() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let asha = bench.desk.workspace().unwrap().subject().user_id;
    assert!(queue(&bench, Queue::Mine).await.rows.is_empty());
    let give = async |user_id| {
        let (workspace, grant) = bench.can().await;
        let input = AssignCall {
            command_id: bench.command_id(),
            call_id,
            user_id,
        };
        call_assign(&workspace, grant, input).await
    };
    let given = give(Some(asha)).await.unwrap();
    assert_eq!(given.assignment.unwrap().to.as_deref(), Some("Asha"));
    let (workspace, grant) = bench.can().await;
    call_flag(&workspace, grant, flag(&bench, call_id, None))
        .await
        .unwrap();
    let mine = queue(&bench, Queue::Mine).await;
    assert_eq!(mine.rows[0].id, call_id);
    assert_eq!(
        (mine.counts.mine, mine.counts.flagged, mine.counts.drawn),
        (1, 1, 0)
    );
    assert_eq!(queue(&bench, Queue::Flagged).await.rows.len(), 1);
    let decide = async |outcome, reason| {
        let (workspace, grant) = bench.can().await;
        let input = DecideReview {
            command_id: bench.command_id(),
            call_id,
            outcome,
            reason,
            note: None,
        };
        review_decide(&workspace, grant, input).await
    };
    let without = decide(ReviewOutcome::Skipped, None).await;
    assert_eq!(refused(without), ErrorCode::InvalidInput);
    let skipped = decide(ReviewOutcome::Skipped, Some(SkipReason::TooShort)).await;
    assert_eq!(
        skipped.unwrap().decision.unwrap().by.as_deref(),
        Some("Asha")
    );
    let none = queue(&bench, Queue::Flagged).await;
    assert_eq!((none.rows.len(), none.counts.mine), (0, 0));
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let input = ReopenReview {
        command_id: bench.command_id(),
        call_id,
    };
    review_reopen(&workspace, grant, input).await.unwrap();
    assert_eq!(bench.acts().await, ["Asha: review_reopened Meera"]);
    assert_eq!(queue(&bench, Queue::Mine).await.rows.len(), 1);
    // Given to somebody, what was decided is to be looked at again.
    decide(ReviewOutcome::Done, None).await.unwrap();
    give(Some(asha)).await.unwrap();
    assert_eq!(seen(&bench, call_id).await.decision, None);
    bench.add("Noah", Role::Reviewer).await;
    bench.sign_in("Noah").await.unwrap();
    assert_eq!(refused(give(None).await), ErrorCode::PermissionDenied);
}

#[tokio::test]
async fn a_rule_draws_the_same_calls_for_everyone_until_they_are_decided() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let rule = async |rule_id, percent, active| {
        let (workspace, grant) = bench.can().await;
        let input = SetSamplingRule {
            command_id: bench.command_id(),
            rule_id,
            name: "Five of a hundred".to_owned(),
            percent,
            active,
        };
        sampling_rule_set(&workspace, grant, input).await
    };
    assert_eq!(refused(rule(None, 0, true).await), ErrorCode::InvalidInput);
    let made = rule(None, 5, true).await.unwrap().rules;
    assert_eq!((made.len(), made[0].percent, made[0].active), (1, 5, true));
    // One of one: every agent is heard.
    let drawn = queue(&bench, Queue::Drawn).await;
    assert_eq!(drawn.rows.len(), 1);
    assert_eq!(drawn.rows[0].id, call_id);
    assert_eq!(drawn.counts.drawn, 1);
    rule(Some(made[0].id), 10, false).await.unwrap();
    assert!(queue(&bench, Queue::Drawn).await.rows.is_empty());
    assert_eq!(
        bench.acts().await,
        [
            "Asha: sampling_rule_set true Five of a hundred 5",
            "Asha: sampling_rule_set false Five of a hundred 10"
        ]
    );
    bench.refuses::<kinds::ReviewManage>(Role::Reviewer).await;
}

#[tokio::test]
async fn what_waits_is_counted_for_whoever_is_signed_in_without_keeping_the_lock_away() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    assert_eq!(waiting(&bench.desk).await.unwrap(), Some(0));
    let (workspace, grant) = bench.can::<kinds::CallAnnotate>().await;
    let input = AssignCall {
        command_id: bench.command_id(),
        call_id,
        user_id: Some(grant.subject().user_id),
    };
    call_assign(&workspace, grant, input).await.unwrap();
    assert_eq!(waiting(&bench.desk).await.unwrap(), Some(1));
    let acts = bench.acts().await.len();

    bench.hands.clock.forward(14 * 60_000);
    assert_eq!(waiting(&bench.desk).await.unwrap(), Some(1));
    bench.hands.clock.forward(2 * 60_000);
    lock_if_idle(&bench.desk).await.unwrap();
    assert_eq!(
        waiting(&bench.desk).await.unwrap(),
        None,
        "counting held the lock off"
    );
    bench.sign_in("Asha").await.unwrap();
    assert!(
        bench.acts().await.len() > acts,
        "only the lock and the sign-in were written"
    );
}
