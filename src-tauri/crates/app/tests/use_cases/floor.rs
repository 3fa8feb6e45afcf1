use parley_app::floor::{
    EndLiveCall, GetLiveCall, ListLiveCalls, ListenToLiveCall, StopListening, TakeOverLiveCall,
    live_call_end, live_call_get, live_call_listen, live_call_listen_stop, live_call_take_over,
    live_calls, tick,
};
use parley_app::ports::{Event, LiveCallRow, LiveCallView, RingingCallRow};
use parley_app::practice::{
    GetPractice, PressKey, SayInPractice, practice_key, practice_say, practice_state,
};
use parley_app::workspaces::{LockWorkspace, workspace_lock};
use parley_domain::access::{Role, kinds};
use parley_domain::call::Direction;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::listening::Span;
use parley_domain::live::{CallPhase, TapeGate};
use parley_domain::time::Clock as _;

use crate::bench::{Bench, refused};

/// A call that goes on.
fn ring(bench: &Bench, can_take_over: bool) -> CallId {
    let now = bench.hands.clock.now();
    let id = CallId::new(now, &*bench.hands.rng);
    bench.hands.floor.put(LiveCallView {
        call: LiveCallRow {
            id,
            since: now,
            direction: Direction::Inbound,
            caller: Some("Meera".to_owned()),
            agent: None,
            phase: CallPhase::Dialogue,
            node: None,
            tape: TapeGate::Open,
            latency_ms: None,
            effect: None,
            can_take_over,
        },
        turns: Vec::new(),
        captured: Vec::new(),
        outcome: None,
    });
    id
}

async fn open(bench: &Bench, call_id: CallId) -> Result<LiveCallView, ErrorCode> {
    let (workspace, grant) = bench.can().await;
    let view = live_call_get(&workspace, grant, GetLiveCall { call_id }).await;
    view.map_err(|error| error.code)
}

async fn listen(bench: &Bench, call_id: CallId) {
    let (workspace, grant) = bench.can().await;
    live_call_listen(&workspace, grant, ListenToLiveCall { call_id })
        .await
        .unwrap();
}

#[tokio::test]
async fn watching_a_call_is_one_entry_however_often_it_is_asked_for() {
    let bench = Bench::new().await;
    let id = ring(&bench, true);
    let (workspace, grant) = bench.can().await;
    let list = live_calls(&workspace, grant, ListLiveCalls {})
        .await
        .unwrap();
    assert_eq!((list.calls.len(), list.listening), (1, None));
    assert!(bench.acts().await.is_empty());
    for _ in 0..3 {
        assert_eq!(open(&bench, id).await.unwrap().call.id, id);
    }
    assert_eq!(bench.acts().await, ["Asha: live_call_watched"]);
    bench.hands.floor.over(id);
    assert_eq!(open(&bench, id).await.unwrap_err(), ErrorCode::NotFound);
}

#[tokio::test]
async fn listening_is_written_from_its_start_to_its_end() {
    let bench = Bench::new().await;
    let (id, other) = (ring(&bench, true), ring(&bench, true));
    listen(&bench, id).await;
    assert_eq!(bench.acts().await, ["Asha: live_listen_started"]);
    let span = |from_ms, to_ms| Span { from_ms, to_ms };
    bench.hands.floor.sound(span(4_000, 9_000));
    // Another call in its place: what was heard of the first is written.
    listen(&bench, other).await;
    let both = ["Asha: live_listened 4000-9000", "Asha: live_listen_started"];
    assert_eq!(bench.acts().await, both);
    bench.hands.floor.sound(span(1_000, 2_000));
    bench.hands.clock.forward(60_000);
    tick(&bench.desk).await.unwrap();
    assert_eq!(bench.acts().await, ["Asha: live_listened 1000-2000"]);
    // The call ends by itself.
    bench.hands.floor.sound(span(2_000, 3_000));
    bench.hands.floor.over(other);
    bench.hands.clock.forward(1_000);
    tick(&bench.desk).await.unwrap();
    assert_eq!(bench.acts().await, ["Asha: live_listened 2000-3000"]);
    let (workspace, grant) = bench.can().await;
    let stop = live_call_listen_stop(&workspace, grant, StopListening {});
    stop.await.unwrap();
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn a_lock_ends_the_listening() {
    let bench = Bench::new().await;
    let id = ring(&bench, true);
    listen(&bench, id).await;
    let span = Span {
        from_ms: 0,
        to_ms: 700,
    };
    bench.hands.floor.sound(span);
    workspace_lock(&bench.desk, LockWorkspace {}).await.unwrap();
    bench.sign_in("Asha").await.unwrap();
    let acts = bench.acts().await;
    assert!(
        acts.contains(&"Asha: live_listened 0-700".to_owned()),
        "{acts:?}"
    );
    let (workspace, grant) = bench.can().await;
    let list = live_calls(&workspace, grant, ListLiveCalls {})
        .await
        .unwrap();
    assert_eq!(list.listening, None);
}

#[tokio::test]
async fn what_is_done_to_a_call_is_written_and_then_done() {
    let bench = Bench::new().await;
    let (id, alone) = (ring(&bench, true), ring(&bench, false));
    let (workspace, grant) = bench.can().await;
    let command_id = bench.command_id();
    let input = TakeOverLiveCall {
        command_id,
        call_id: alone,
    };
    let refusal = live_call_take_over(&workspace, grant, input).await;
    assert_eq!(refused(refusal), ErrorCode::NoTransfer);
    let (workspace, grant) = bench.can().await;
    let input = TakeOverLiveCall {
        command_id,
        call_id: id,
    };
    live_call_take_over(&workspace, grant, input).await.unwrap();
    let (workspace, grant) = bench.can().await;
    let input = EndLiveCall {
        command_id: bench.command_id(),
        call_id: alone,
    };
    live_call_end(&workspace, grant, input).await.unwrap();
    let acts = [
        "Asha: live_call_taken_over dialogue",
        "Asha: live_call_ended dialogue",
    ];
    assert_eq!(bench.acts().await, acts);
    let done = [("take_over", id), ("end", alone)];
    assert_eq!(bench.hands.floor.done(), done);
    bench.hands.floor.over(id);
    let (workspace, grant) = bench.can().await;
    let input = EndLiveCall {
        command_id: bench.command_id(),
        call_id: id,
    };
    let late = live_call_end(&workspace, grant, input).await;
    assert_eq!(refused(late), ErrorCode::NotFound);
}

/// A call that was placed and that nobody has answered yet.
fn placed(bench: &Bench) -> CallId {
    let now = bench.hands.clock.now();
    let id = CallId::new(now, &*bench.hands.rng);
    bench.hands.outbound_line.ring(RingingCallRow {
        id,
        since: now,
        to: "+919820000000".to_owned(),
        ending: false,
    });
    id
}

async fn end(bench: &Bench, call_id: CallId) -> Result<(), ErrorCode> {
    let (workspace, grant) = bench.can().await;
    let command_id = bench.command_id();
    let input = EndLiveCall {
        command_id,
        call_id,
    };
    let ended = live_call_end(&workspace, grant, input).await;
    ended.map(drop).map_err(|error| error.code)
}

async fn ringing(bench: &Bench) -> Vec<CallId> {
    let (workspace, grant) = bench.can().await;
    let list = live_calls(&workspace, grant, ListLiveCalls {}).await;
    let rows = list.unwrap().ringing;
    rows.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn a_ringing_call_is_ended_at_the_carrier_and_written_by_whom() {
    let bench = Bench::new().await;
    let (id, other) = (placed(&bench), placed(&bench));
    assert_eq!(ringing(&bench).await, [id, other]);
    end(&bench, id).await.unwrap();
    assert_eq!(bench.acts().await, ["Asha: live_call_ended ringing"]);
    assert_eq!(ringing(&bench).await, [other]);
    // Ended twice it asks nobody for anything, and nothing is written.
    assert_eq!(end(&bench, id).await, Err(ErrorCode::NotFound));
    assert!(bench.acts().await.is_empty());
    assert_eq!(bench.hands.outbound_line.called_off(), [id]);
    assert!(bench.hands.floor.done().is_empty());
}

#[tokio::test]
async fn a_call_that_the_carrier_does_not_end_rings_on_and_the_log_says_so() {
    let bench = Bench::new().await;
    let id = placed(&bench);
    bench.hands.outbound_line.refuse_ends(true);
    assert_eq!(end(&bench, id).await, Err(ErrorCode::CallNotEnded));
    let acts = [
        "Asha: live_call_ended ringing",
        "Asha: live_call_not_ended ringing",
    ];
    assert_eq!(bench.acts().await, acts);
    assert_eq!(ringing(&bench).await, [id]);
    bench.hands.outbound_line.refuse_ends(false);
    end(&bench, id).await.unwrap();
    assert_eq!(ringing(&bench).await, []);
}

#[tokio::test]
async fn the_page_is_told_at_most_five_times_a_second() {
    let bench = Bench::new().await;
    bench.hands.events.take();
    let id = ring(&bench, true);
    let view = bench.hands.floor.clone();
    for _ in 0..60 {
        use parley_app::ports::Floor as _;
        view.put(view.call(id).unwrap());
        bench.hands.clock.forward(33);
        tick(&bench.desk).await.unwrap();
    }
    let events = bench.hands.events.take();
    let told = events
        .iter()
        .filter(|event| **event == Event::LiveCallsChanged);
    let told = told.count();
    assert!((8..=10).contains(&told), "{told}");
    bench.hands.clock.forward(1_000);
    tick(&bench.desk).await.unwrap();
    bench.hands.events.take();
    bench.hands.clock.forward(1_000);
    tick(&bench.desk).await.unwrap();
    assert!(bench.hands.events.take().is_empty());
}

#[tokio::test]
async fn watching_is_not_for_everybody_and_control_for_fewer() {
    let bench = Bench::new().await;
    bench.refuses::<kinds::LiveCallWatch>(Role::Reviewer).await;
    bench.refuses::<kinds::LiveCallListen>(Role::Auditor).await;
    bench.refuses::<kinds::LiveCallControl>(Role::QaLead).await;
    bench
        .refuses::<kinds::PracticeRun>(Role::PrivacyOfficer)
        .await;
}

#[tokio::test]
async fn nothing_is_said_where_nobody_practises() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let state = practice_state(&workspace, grant, GetPractice {}).await;
    assert_eq!(state.unwrap().now, None);
    let (workspace, grant) = bench.can().await;
    let text = "a".repeat(501);
    let said = practice_say(&workspace, grant, SayInPractice { text, whole: true }).await;
    assert_eq!(refused(said), ErrorCode::InvalidInput);
    let (workspace, grant) = bench.can().await;
    let pressed = practice_key(&workspace, grant, PressKey { key: 'x' }).await;
    assert_eq!(refused(pressed), ErrorCode::InvalidInput);
    let (workspace, grant) = bench.can().await;
    let pressed = practice_key(&workspace, grant, PressKey { key: '1' }).await;
    assert_eq!(refused(pressed), ErrorCode::NotFound);
}
