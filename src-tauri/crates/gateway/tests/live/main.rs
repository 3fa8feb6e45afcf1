//! A live call over real sockets: a carrier that plays, marks and clears as its contract
//! says, a caller who speaks, a recogniser by script, a voice of tones.

mod board;
mod caller;
mod carrier;
mod desk;
mod stage;
mod watched;

use std::time::Duration;

use caller::{Step, Utterance, When};
use carrier::{Carrier, Ended};
use parley_domain::call::{AgentDeed, Outcome, Side};
use parley_voice::core::{Action, Entry, Event, Log, Replayed, Turn, replay};
use stage::Stage;

fn step(when: When, clip: Utterance, says: &'static str) -> Step {
    Step { when, clip, says }
}

const fn after() -> When {
    When::AfterAgent(Duration::from_millis(500))
}

/// A call to its end, and what was kept of it.
async fn call(steps: Vec<Step>) -> (Stage, Ended, Vec<Entry>) {
    let stage = Stage::new(&steps).await;
    let ended = Carrier::call(&stage, "CA1").await.run(steps).await;
    let end = stage.board.end().await;
    assert!(end.lasted < Duration::from_secs(60));
    let entries = stage.board.entries();
    runs_again(&entries);
    (stage, ended, entries)
}

/// Whatever happened on the sockets: what was kept of it, through JSON and back, leads a new
/// core to the same actions, bit for bit. Where words were not to be kept it ends there.
fn runs_again(entries: &[Entry]) {
    let log = Log {
        entries: entries.to_vec(),
    };
    let withheld = entries.iter().position(|entry| entry.event.is_none());
    let expected = match withheld {
        Some(entry) => Replayed::Withheld { entry },
        None => Replayed::Same {
            events: entries.len(),
        },
    };
    assert!(entries.len() > 20, "{} entries", entries.len());
    assert_eq!(replay(&log, desk::core()), expected);
}

fn transcript(entries: &[Entry]) -> String {
    let actions = entries.iter().flat_map(|entry| &entry.actions);
    let turns = actions.filter_map(|action| match action {
        Action::Turn(Turn::Agent { heard, cut }) if cut.is_empty() => Some(format!("A {heard}")),
        Action::Turn(Turn::Agent { heard, cut }) => Some(format!("A {heard} / {cut}")),
        Action::Turn(Turn::Caller(said)) => Some(format!("C {}", said.text)),
        _ => None,
    });
    turns.collect::<Vec<_>>().join("\n")
}

fn outcome(entries: &[Entry]) -> Option<&str> {
    let mut actions = entries.iter().flat_map(|entry| &entry.actions);
    actions.find_map(|action| match action {
        Action::HangUp { outcome } => Some(outcome.as_str()),
        Action::Transfer { reason } => Some(reason.as_str()),
        _ => None,
    })
}

fn booking() -> [Step; 2] {
    [
        step(after(), Utterance::HELLO, "Asha Rao."),
        step(after(), Utterance::YES_PLEASE, "Yes please."),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_appointment_is_booked_once_and_the_last_word_is_heard() {
    let (stage, ended, entries) = call(booking().to_vec()).await;
    // A yes is enough; on a busy machine what is said behind it is a turn of its own.
    let said = transcript(&entries);
    let of = |side| {
        let lines = said.lines().filter_map(move |line| line.strip_prefix(side));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(
        of("A "),
        [
            "I am an AI. You are recorded.",
            "Your name?",
            "Tuesday at three?",
            "Booked. Bye.",
        ]
    );
    assert_eq!(of("C ").join(" "), "Asha Rao. Yes please.");
    assert_eq!(outcome(&entries), Some("booked"));
    assert_eq!(stage.board.deeds(), ["book call-1:1 Asha Rao."]);
    // The carrier had played all of it when the stream was closed, and was told to hang up.
    assert_eq!(ended.unplayed, 0);
    assert!(ended.after_last_sound >= Duration::from_millis(300));
    assert!(ended.then.contains("<Hangup/>"), "{}", ended.then);
    // Words have the moments of the carrier's clock.
    let said = entries.iter().find_map(|entry| match &entry.event {
        Some(Event::Understood { said, .. }) => Some(said),
        _ => None,
    });
    let from = said.expect("a turn").words[0].from.0;
    let spoke = u64::try_from(ended.spoke[0].as_millis()).expect("short");
    assert!(from.abs_diff(spoke) <= 40, "{from} {spoke}");
    // The caller waited for the end of the turn and for nothing else.
    let turns = stage.board.turns();
    assert!(turns.len() >= 2, "{turns:?}");
    for (turn, (waited, stopped)) in turns.iter().zip(ended.waited.iter().zip(&ended.stopped)) {
        // How long it takes on a machine that has nothing else to do the bench prints.
        let over = Duration::from_millis(turn.over().0).saturating_sub(*stopped);
        let most = over + Duration::from_millis(250);
        assert!(*waited <= most, "{waited:?}, the turn ended after {over:?}");
    }
    stage.all_gone().await;
    is_kept_as_it_was(&stage, &ended);
}

/// Both sides on the carrier's clock, and the words where they are heard.
fn is_kept_as_it_was(stage: &Stage, ended: &Ended) {
    let [caller, agent] = stage.board.sides();
    let first = caller.iter().position(|code| *code != 0xff);
    let first = first.expect("the caller is kept");
    assert!(first > 0, "nothing is kept before the disclosure was heard");
    let last = caller.len();
    assert_eq!(caller[first..last], ended.caller[first..last]);
    // Where each turn begins: the carrier's clock and the marks' differ by a message's way.
    let began = |sound: &[u8], from: usize| {
        let sounds = sound[from..].iter().position(|code| *code != 0xff);
        from + sounds.expect("the agent goes on")
    };
    let draft = stage.board.draft();
    let spoke = |side| draft.turns.iter().filter(move |turn| turn.side == side);
    for pair in draft.turns.windows(2) {
        let [before, turn] = pair else { continue };
        assert_eq!(turn.words.len(), turn.text.split(' ').count());
        if before.side == Side::Agent {
            continue;
        }
        let from = usize::try_from(before.end_ms.expect("a moment")).expect("short") * 8;
        let told = usize::try_from(turn.start_ms.expect("a moment")).expect("short");
        let carried = began(&ended.agent, from) / 8;
        let kept = began(&agent, from) / 8;
        assert!(carried.abs_diff(told) <= 40, "{told}: {carried}");
        assert!(carried.abs_diff(kept) <= 40, "{kept}: {carried}");
    }
    for (turn, spoke) in spoke(Side::Caller).zip(&ended.spoke) {
        let told = u128::from(turn.start_ms.expect("a moment"));
        assert!(told.abs_diff(spoke.as_millis()) <= 40, "{told} {spoke:?}");
    }
    assert_eq!(draft.outcome, Some(Outcome::Booked));
    let deeds: Vec<&AgentDeed> = draft.events.iter().map(|event| &event.what).collect();
    assert!(
        deeds
            .iter()
            .any(|deed| matches!(deed, AgentDeed::ToolCall(call)
            if call.name == "book" && call.succeeded == Some(true))),
        "{deeds:?}"
    );
    assert!(
        matches!(deeds.last(), Some(AgentDeed::Used(_))),
        "{deeds:?}"
    );
    // Where the recording begins is told, and nothing is heard before it.
    let opened: Vec<_> = draft
        .events
        .iter()
        .filter(|event| matches!(event.what, AgentDeed::Recording { .. }))
        .collect();
    assert_eq!(opened.len(), 1);
    assert_eq!(opened[0].what, AgentDeed::Recording { on: true });
    let opened = usize::try_from(opened[0].at_ms.expect("a moment")).expect("short");
    assert!(first / 8 >= opened, "{first}: {opened}");
    assert!(began(&agent, 0) / 8 >= opened, "{opened}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disclosure_that_is_cut_in_on_is_finished_first() {
    let cut_in = When::Into(Duration::from_millis(400));
    let mut steps = vec![step(cut_in, Utterance::WAIT, "Wait a minute.")];
    steps.extend(booking());
    let (stage, ended, entries) = call(steps).await;
    let said = transcript(&entries);
    let mut lines = said.lines();
    let (heard, cut) = lines
        .next()
        .and_then(|line| line.strip_prefix("A ")?.split_once(" / "))
        .unwrap_or_else(|| panic!("not cut: {said}"));
    assert_eq!(format!("{heard} {cut}"), "I am an AI. You are recorded.");
    assert_eq!(lines.next(), Some(format!("A {cut}").as_str()));
    assert!(said.ends_with("A Booked. Bye."), "{said}");
    assert_eq!(stage.board.deeds().len(), 1);
    // Silence soon after the caller began, and no word of theirs before the gate is kept.
    let clear = ended.cleared.first().expect("a clear");
    let took = clear.saturating_sub(ended.spoke[0]);
    assert!(took <= Duration::from_millis(500), "{took:?}");
    let kept = stage.board.lines();
    assert!(!kept.contains("Wait"), "{kept}");
    stage.all_gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_written_down_and_confirmed_before_the_end() {
    let refuses = step(after(), Utterance::NOT_THURSDAY, "Stop calling me.");
    let (stage, ended, entries) = call(vec![refuses]).await;
    assert_eq!(outcome(&entries), Some("opted_out"));
    assert_eq!(stage.board.deeds(), ["suppress call-1:opt-out"]);
    let said = transcript(&entries);
    assert!(said.ends_with("A No more calls. Bye."), "{said}");
    assert_eq!(ended.unplayed, 0);
    stage.all_gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_left_of_a_call_whose_caller_hangs_up() {
    let leaves = When::HangUp(Duration::from_millis(700));
    let (stage, ended, _) = call(vec![step(leaves, Utterance::HELLO, "")]).await;
    assert_eq!(ended.then, "");
    assert_eq!(stage.board.deeds(), Vec::<String>::new());
    stage.all_gone().await;
}
