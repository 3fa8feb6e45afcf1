//! Somebody watches a call from beside it, hears it, and steps in.

use std::time::Duration;

use parley_app::ports::{Floor as _, LiveCallView};
use parley_domain::ids::CallId;
use parley_voice::core::Entry;

use crate::caller::{Step, Utterance};
use crate::carrier::{Carrier, Ended};
use crate::stage::Stage;
use crate::{after, outcome, step};

/// The call, as soon as it is seen to be so.
async fn seen(stage: &Stage, so: impl Fn(&LiveCallView) -> bool) -> CallId {
    let floor = &stage.board.floor;
    for _ in 0..6_000 {
        let row = floor.calls().pop();
        let view = row.and_then(|row| floor.call(row.id));
        if let Some(view) = view.filter(&so) {
            return view.call.id;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("it is not seen")
}

/// A caller who gives a name and then says nothing, and what somebody does meanwhile.
async fn call(watches: impl AsyncFnOnce(&Stage)) -> (Stage, Ended, Vec<Entry>) {
    let steps: Vec<Step> = vec![step(after(), Utterance::HELLO, "Asha Rao.")];
    let stage = Stage::new(&steps).await;
    let carrier = Carrier::call(&stage, "CA1").await;
    let (ended, ()) = tokio::join!(carrier.run(steps), watches(&stage));
    stage.board.end().await;
    stage.all_gone().await;
    let entries = stage.board.entries();
    (stage, ended, entries)
}

fn gave_a_name(view: &LiveCallView) -> bool {
    view.turns.iter().any(|turn| turn.heard == "Asha Rao.")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_watched_heard_and_ended() {
    let (stage, ended, entries) = call(async |stage: &Stage| {
        let floor = &stage.board.floor;
        let id = seen(stage, |_| true).await;
        floor.listen(id).expect("there is a device");
        seen(stage, gave_a_name).await;
        floor.end(id).expect("it goes on");
    })
    .await;
    assert_eq!(outcome(&entries), Some("ended_by_staff"));
    assert!(ended.then.contains("<Hangup/>"), "{}", ended.then);
    // What was heard is what is recorded: the caller, and nothing from before the gate.
    let heard = stage.board.loudspeaker.played();
    let sounds = heard.iter().filter(|sample| sample.abs() > 500).count();
    assert!(sounds > 1_000, "{sounds} of {}", heard.len());
    let [caller, agent] = stage.board.sides();
    assert!(heard.len() <= caller.len().max(agent.len()));
    assert!(stage.board.floor.calls().is_empty());
    assert_eq!(stage.board.floor.listening(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_is_taken_over_goes_to_a_person() {
    let (stage, ended, entries) = call(async |stage: &Stage| {
        let id = seen(stage, gave_a_name).await;
        stage.board.floor.take_over(id).expect("a number is set");
    })
    .await;
    assert_eq!(outcome(&entries), Some("taken_over"));
    assert!(ended.then.contains("<Dial"), "{}", ended.then);
    assert!(ended.then.contains("+14155550123"), "{}", ended.then);
    assert_eq!(stage.board.deeds(), [] as [&str; 0]);
    assert_eq!(
        stage.board.draft().ended_reason.as_deref(),
        Some("taken_over")
    );
}
