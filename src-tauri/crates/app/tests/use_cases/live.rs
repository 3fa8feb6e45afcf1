use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use parley_app::audit::{
    ReplayCall, ReplayVerdict, ReplayView, VerifyMedia, call_replay, media_verify,
};
use parley_app::calls::{CallRecord, GetCall, RecordingState, call_get};
use parley_app::desk::Workspace;
use parley_app::import::{CallDraft, ImportNoteCode};
use parley_app::live::{Keeping, LiveCallStart, recover};
use parley_app::memory::MemoryVault;
use parley_app::player::{OpenPlayer, player_open};
use parley_app::ports::Event;
use parley_domain::access::{Role, kinds};
use parley_domain::call::{Direction, Party, Side, Turn};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::time::Clock as _;

use crate::bench::{Bench, refused};

fn start(bench: &Bench, phone: &str) -> LiveCallStart {
    let now = bench.hands.clock.now();
    let party = |name: Option<&str>, phone: Option<&str>| Party {
        name: name.map(str::to_owned),
        phone: phone.map(str::to_owned),
        email: None,
    };
    LiveCallStart {
        call_id: CallId::new(now, &*bench.hands.rng),
        started_at: now,
        direction: Direction::Inbound,
        caller: party(None, Some(phone)),
        agent: party(Some("Ivy"), None),
        simulated: false,
        external_id: Some("CA1".to_owned()),
        language: Some("en".to_owned()),
    }
}

fn said(side: Side, at: u32, text: &str) -> Turn {
    Turn {
        side,
        speaker: None,
        text: text.to_owned(),
        start_ms: Some(at),
        end_ms: Some(at + 500),
        words: Vec::new(),
    }
}

/// What this test's lines mean: each is what the caller said.
fn heard(lines: &[Vec<u8>]) -> CallDraft {
    let text = |line: &Vec<u8>| String::from_utf8(line.clone()).unwrap();
    let turn = |line| said(Side::Caller, 0, &text(line));
    CallDraft {
        turns: lines.iter().map(turn).collect(),
        ..CallDraft::default()
    }
}

async fn begin(bench: &Bench, phone: &str) -> (Arc<Workspace>, Keeping) {
    let workspace = bench.desk.workspace().unwrap();
    let keeping = Keeping::begin(&workspace, &workspace.subject(), start(bench, phone)).await;
    (workspace, keeping.unwrap())
}

fn vault(bench: &Bench) -> Arc<MemoryVault> {
    bench.hands.workspaces.vault(bench.id).unwrap()
}

/// A second of both, with a hole on the caller's side.
fn speak(keeping: &Keeping) {
    keeping.sound(Side::Agent, 0, &[0x80; 4_000]);
    keeping.sound(Side::Caller, 2_000, &[0x90; 2_000]);
    keeping.sound(Side::Caller, 6_000, &[0x91; 2_000]);
    keeping.sound(Side::Other, 4_000, &[0x81; 1_000]);
    keeping.line(b"hello".to_vec());
}

async fn record(workspace: &Workspace, id: CallId) -> CallRecord {
    workspace.store.call(id).await.unwrap().unwrap()
}

fn notes(call: &CallRecord) -> Vec<ImportNoteCode> {
    call.notes.iter().map(|note| note.code).collect()
}

/// What lies in the vault, behind the header.
async fn codes(workspace: &Workspace, id: parley_domain::ids::MediaId) -> Vec<u8> {
    let record = workspace.store.media(id).await.unwrap().unwrap();
    let mut bytes = Vec::new();
    let mut stream = workspace.media.open(&record).unwrap();
    stream.read_to_end(&mut bytes).unwrap();
    bytes.split_off(58)
}

#[tokio::test]
async fn a_call_becomes_one_of_the_list_with_two_legs_on_one_clock() {
    let bench = Bench::new().await;
    let (workspace, keeping) = begin(&bench, "+14155550100").await;
    assert_eq!(
        bench.acts().await,
        ["Asha: call_begun +14155550100 inbound"]
    );
    let id = keeping.call_id();
    let other = keeping.clone();
    speak(&other);
    let draft = CallDraft {
        turns: vec![said(Side::Agent, 0, "Hello"), said(Side::Caller, 250, "Hi")],
        ..CallDraft::default()
    };
    assert!(!keeping.is_cut());
    assert_eq!(keeping.finish(draft).await.unwrap(), id);
    assert_eq!(bench.acts().await, ["Asha: call_kept +14155550100 2"]);
    assert_eq!(bench.hands.events.take(), [Event::CallsChanged]);

    let call = record(&workspace, id).await;
    let (caller, facts) = call.recording.clone().unwrap();
    assert_eq!(
        (facts.channels, facts.frames, facts.rate_hz),
        (2, 8_000, 8_000)
    );
    assert_eq!(
        (call.row.duration_ms, call.row.has_recording),
        (1_000, true)
    );
    assert_eq!(call.external_id.as_deref(), Some("CA1"));
    assert_eq!(call.row.agent.as_deref(), Some("Ivy"));
    assert!(notes(&call).is_empty() && call.peaks.is_some());
    let legs = [caller, call.agent_recording.unwrap()];
    let silence = [0xff; 2_000];
    let left = [&silence[..], &[0x90; 2_000], &silence, &[0x91; 2_000]].concat();
    assert_eq!(codes(&workspace, legs[0]).await, left);
    let right = codes(&workspace, legs[1]).await;
    assert_eq!(right[..4_000], [0x80; 4_000]);
    assert_eq!(
        (right[4_000], right[5_000], right.len()),
        (0x81, 0xff, 8_000)
    );
    // The caller's leg goes with the caller, the agent's stays.
    let media = |id| workspace.store.media(id);
    let whose = media(legs[0]).await.unwrap().unwrap().person_id;
    assert_eq!(whose, Some(call.person_id));
    assert_eq!(media(legs[1]).await.unwrap().unwrap().person_id, None);
    // Nothing is left of the running call, and what comes late changes nothing.
    other.sound(Side::Caller, 8_000, &[0; 160]);
    drop(other);
    assert_eq!(vault(&bench).log_count(), 0);
    assert!(workspace.store.live_calls().await.unwrap().is_empty());
    assert_eq!(workspace.running.count(), 0);

    let (workspace, grant) = bench.can().await;
    let opened = player_open(&workspace, grant, OpenPlayer { call_id: id }).await;
    assert!((opened.unwrap().duration_ms - 1_000.0).abs() < f64::EPSILON);
    let state = async || {
        let (workspace, grant) = bench.can().await;
        let view = call_get(&workspace, grant, GetCall { call_id: id }).await;
        view.unwrap().recording.unwrap().state
    };
    assert_eq!(state().await, RecordingState::Playable);
    vault(&bench).lose(legs[0]);
    assert_eq!(state().await, RecordingState::OneSided);
    let (workspace, grant) = bench.can().await;
    let opened = player_open(&workspace, grant, OpenPlayer { call_id: id }).await;
    assert!(opened.is_ok(), "the other side is heard");
    vault(&bench).lose(legs[1]);
    assert_eq!(state().await, RecordingState::Missing);
}

#[tokio::test]
async fn the_same_caller_is_the_same_person_also_when_two_calls_begin_at_once() {
    let bench = Bench::new().await;
    let workspace = bench.desk.workspace().unwrap();
    let subject = workspace.subject();
    let (one, two) = (
        start(&bench, "+14155550100"),
        start(&bench, "+1 415 555 0100"),
    );
    let begun = tokio::join!(
        Keeping::begin(&workspace, &subject, one.clone()),
        Keeping::begin(&workspace, &subject, two),
    );
    let again = Keeping::begin(&workspace, &subject, one).await;
    assert_eq!(refused(again), ErrorCode::Conflict);
    let live = workspace.store.live_calls().await.unwrap();
    assert_eq!(live[0].person_id, live[1].person_id);
    // Nobody spoke, nothing was recorded: a call without a recording.
    let id = begun.0.unwrap().finish(CallDraft::default()).await.unwrap();
    let call = record(&workspace, id).await;
    assert_eq!((call.recording, call.agent_recording), (None, None));
    drop(begun.1);
}

#[tokio::test]
async fn what_a_process_left_is_recovered_once_and_says_so() {
    let bench = Bench::new().await;
    let (workspace, keeping) = begin(&bench, "+14155550100").await;
    let (_, running) = begin(&bench, "+14155550101").await;
    let id = keeping.call_id();
    speak(&keeping);
    drop(keeping);
    assert_eq!(recover(&workspace, &heard).await.unwrap(), [id]);
    let call = record(&workspace, id).await;
    assert_eq!(notes(&call), [ImportNoteCode::CallCutShort]);
    assert_eq!(call.recording.unwrap().1.frames, 8_000);
    let turns = workspace.store.turns(id).await.unwrap();
    assert_eq!(turns[0].text, "hello");
    // Again there is nothing to do, and the one that runs here was not touched.
    assert!(recover(&workspace, &heard).await.unwrap().is_empty());
    assert!(
        workspace
            .store
            .call(running.call_id())
            .await
            .unwrap()
            .is_none()
    );

    // Locked while it runs: what came is kept, by the next to open the workspace.
    speak(&running);
    bench.sign_in("Asha").await.unwrap();
    running.line(b"too late".to_vec());
    let late = running.call_id();
    let refusal = refused(running.finish(CallDraft::default()).await);
    assert_eq!(refusal, ErrorCode::NotSignedIn);
    let workspace = bench.desk.workspace().unwrap();
    let call = record(&workspace, late).await;
    assert_eq!(notes(&call), [ImportNoteCode::CallCutShort]);
    assert_eq!(workspace.store.turns(late).await.unwrap().len(), 1);
    assert_eq!(vault(&bench).log_count(), 0);
}

#[tokio::test]
async fn a_full_disk_is_told_and_costs_only_what_could_not_wait() {
    let bench = Bench::new().await;
    let (workspace, keeping) = begin(&bench, "+14155550100").await;
    bench.hands.events.take();
    vault(&bench).fill(true);
    keeping.sound(Side::Caller, 0, &[0x90; 8_000]);
    tokio::time::sleep(Duration::from_millis(600)).await;
    let call_id = keeping.call_id();
    let told = bench.hands.events.take();
    assert_eq!(told, [Event::LiveCallUnwritten { call_id }]);
    // It waits, and is written once there is room.
    assert!(!keeping.is_cut());
    // Eleven seconds more do not fit: ten may wait for each side.
    for second in 1..12 {
        keeping.sound(Side::Caller, second * 8_000, &[0x91; 8_000]);
    }
    assert!(keeping.is_cut());
    vault(&bench).fill(false);
    let id = keeping.finish(CallDraft::default()).await.unwrap();
    let call = record(&workspace, id).await;
    assert_eq!(notes(&call), [ImportNoteCode::RecordingCut]);
    assert_eq!(call.notes[0].detail.as_deref(), Some("2"));
    assert_eq!(call.recording.unwrap().1.frames, 80_000);

    // Full to the end: what waited is lost, the call is not.
    let (_, keeping) = begin(&bench, "+14155550100").await;
    vault(&bench).fill(true);
    speak(&keeping);
    let id = keeping.finish(CallDraft::default()).await.unwrap();
    let call = record(&workspace, id).await;
    assert_eq!(notes(&call), [ImportNoteCode::RecordingCut]);
    assert!(call.recording.is_none());
}

#[tokio::test]
async fn a_damaged_record_is_said_and_the_rest_is_heard() {
    let bench = Bench::new().await;
    let (workspace, keeping) = begin(&bench, "+14155550100").await;
    speak(&keeping);
    drop(keeping);
    let live = workspace.store.live_calls().await.unwrap();
    vault(&bench).damage_record(live[0].logs[2].id, 0);
    let damaged = live[0].logs[0].id;
    vault(&bench).damage_record(damaged, 0);
    let (_, grant) = bench.can().await;
    let verdict = media_verify(&workspace, grant, VerifyMedia {})
        .await
        .unwrap();
    let faults: Vec<_> = verdict
        .faults
        .iter()
        .map(|f| (f.media_id, f.code))
        .collect();
    assert_eq!(faults[0], (damaged, ErrorCode::MediaDamaged));
    assert_eq!(faults.len(), 2);
    assert_eq!(verdict.files, 3);
    let kept = recover(&workspace, &heard).await.unwrap();
    let call = record(&workspace, kept[0]).await;
    let expected = [ImportNoteCode::CallCutShort, ImportNoteCode::RecordingCut];
    assert_eq!(notes(&call), expected);
    let left = codes(&workspace, call.recording.unwrap().0).await;
    assert_eq!((left[2_000], left[6_000]), (0xff, 0x91));
}

/// What the lines mean is their reader's; here each is one event.
#[tokio::test]
async fn a_call_is_proven_by_running_it_again_from_its_log() {
    let bench = Bench::new().await;
    let (_, keeping) = begin(&bench, "+14155550100").await;
    let call_id = keeping.call_id();
    speak(&keeping);
    keeping.line(b"and more".to_vec());
    keeping.finish(heard(&[b"hello".to_vec()])).await.unwrap();
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let view = call_replay(&workspace, grant, ReplayCall { call_id }).await;
    let same = ReplayView {
        verdict: ReplayVerdict::Same,
        events: 2,
        at_ms: None,
    };
    assert_eq!(view.unwrap(), same);
    assert_eq!(
        bench.acts().await,
        ["Asha: call_replayed +14155550100 2 same"]
    );

    let (_, other) = begin(&bench, "+14155550101").await;
    let call_id = other.call_id();
    speak(&other);
    other.line(b"!changed".to_vec());
    other.finish(heard(&[b"hello".to_vec()])).await.unwrap();
    let (workspace, grant) = bench.can().await;
    let view = call_replay(&workspace, grant, ReplayCall { call_id }).await;
    let view = view.unwrap();
    assert_eq!((view.verdict, view.events), (ReplayVerdict::Differs, 1));

    // A call from elsewhere has no such log.
    let call_id = bench.one_call().await.id;
    let (workspace, grant) = bench.can().await;
    let view = call_replay(&workspace, grant, ReplayCall { call_id }).await;
    assert_eq!(view.unwrap().verdict, ReplayVerdict::NotReplayable);
    let (workspace, grant) = bench.can().await;
    let call_id = CallId::new(bench.hands.clock.now(), &*bench.hands.rng);
    let view = call_replay(&workspace, grant, ReplayCall { call_id }).await;
    assert_eq!(refused(view), ErrorCode::NotFound);
    bench.refuses::<kinds::AuditVerify>(Role::Reviewer).await;
}
