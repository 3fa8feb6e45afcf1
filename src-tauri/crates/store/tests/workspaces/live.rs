//! A process that has calls is killed: of what it was given less than a second is lost,
//! and the next one makes calls of the rest.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parley_app::audit::{VerifyMedia, media_verify};
use parley_app::calls::{CallFilter, GetCall, RecordingState, call_get};
use parley_app::desk::{Desk, Workspace};
use parley_app::import::{CallDraft, ImportNoteCode};
use parley_app::live::{Keeping, LiveCallStart, recover};
use parley_app::memory::{Hands, deps};
use parley_app::passphrase::Secret;
use parley_app::ports::{Event, LockReason};
use parley_app::workspaces::{UnlockWorkspace, lock_because, workspace_unlock};
use parley_domain::call::{Direction, Party, Side, Turn};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, WorkspaceId};
use parley_domain::time::Clock as _;
use parley_store::system::SystemClock;

use crate::machine::{PASSPHRASE, create, folder_of, machine, read_all, rng, typed};
use crate::second_process::{asked, spawn};

/// Samples of 20 ms, as carriers send them.
const FRAME: usize = 160;
/// Of a second.
const SAMPLES: u64 = 8_000;

/// A desk whose folders and keys are real.
fn desk(root: &Path) -> (Desk, Hands) {
    let (mut deps, hands) = deps();
    deps.rng = Arc::new(rng());
    deps.workspaces = Arc::new(machine(root));
    (Desk::new(deps), hands)
}

async fn enter(desk: &Desk, id: WorkspaceId) -> Arc<Workspace> {
    let input = UnlockWorkspace {
        workspace_id: id,
        user_name: "Asha Rao".to_owned(),
        passphrase: Secret::from_typed(typed(PASSPHRASE)),
    };
    workspace_unlock(desk, input).await.unwrap();
    desk.workspace().unwrap()
}

fn start() -> LiveCallStart {
    let now = SystemClock.now();
    LiveCallStart {
        call_id: CallId::new(now, &rng()),
        started_at: now,
        direction: Direction::Inbound,
        caller: Party {
            phone: Some("+919845012345".to_owned()),
            ..Party::default()
        },
        agent: Party {
            name: Some("agent-persimmon".to_owned()),
            ..Party::default()
        },
        simulated: false,
        external_id: None,
        language: None,
    }
}

/// The code that a side has at a sample: never silence.
fn code(side: Side, at: u64) -> u8 {
    u8::try_from((at / 160 + u64::from(side.code()) * 7) % 200).unwrap()
}

fn speak(keeping: &Keeping, at: u64) {
    for side in [Side::Caller, Side::Agent] {
        keeping.sound(side, at, &[code(side, at); FRAME]);
    }
}

/// Has two calls in step with the clock, and says how far it got with both.
#[tokio::test]
async fn child_that_has_calls() {
    let Some((root, id)) = asked() else { return };
    let (desk, _) = desk(&root);
    let workspace = enter(&desk, id).await;
    let mut calls = Vec::new();
    for _ in 0..2 {
        let begun = Keeping::begin(&workspace, &workspace.subject(), start()).await;
        calls.push(begun.unwrap());
    }
    let began = Instant::now();
    for frame in 0u64.. {
        let due = Duration::from_millis(frame * 20);
        tokio::time::sleep(due.saturating_sub(began.elapsed())).await;
        for keeping in &calls {
            speak(keeping, frame * FRAME as u64);
            if frame % 5 == 0 {
                keeping.line(format!("line {frame}").into_bytes());
            }
        }
        eprintln!("at {}", (frame + 1) * FRAME as u64);
    }
}

fn heard(lines: &[Vec<u8>]) -> CallDraft {
    let turn = |line: &Vec<u8>| Turn {
        side: Side::Caller,
        speaker: None,
        text: String::from_utf8(line.clone()).unwrap(),
        start_ms: None,
        end_ms: None,
        words: Vec::new(),
    };
    CallDraft {
        turns: lines.iter().map(turn).collect(),
        ..CallDraft::default()
    }
}

async fn check(desk: &Desk, workspace: &Workspace, id: CallId, given: u64) -> u64 {
    let (_, grant) = desk.authorize().await.unwrap();
    let view = call_get(workspace, grant, GetCall { call_id: id }).await;
    let view = view.unwrap();
    assert_eq!(view.notes[0].code, ImportNoteCode::CallCutShort);
    assert_eq!(view.notes.len(), 1, "{:?}", view.notes);
    assert_eq!(view.recording.unwrap().state, RecordingState::Playable);
    let call = workspace.store.call(id).await.unwrap().unwrap();
    let (caller, facts) = call.recording.unwrap();
    let legs = [
        (Side::Caller, caller),
        (Side::Agent, call.agent_recording.unwrap()),
    ];
    for (side, leg) in legs {
        let record = workspace.store.media(leg).await.unwrap().unwrap();
        let vault = Arc::clone(&workspace.media);
        let bytes = tokio::task::spawn_blocking(move || read_all(&*vault, &record).unwrap());
        let bytes = bytes.await.unwrap();
        let wrong = bytes[58..]
            .iter()
            .zip(0u64..)
            .find(|(c, at)| **c != code(side, *at));
        // One side may have come a piece further; what is not there is at the end.
        let whole = wrong.map_or(facts.frames, |(_, at)| at);
        assert!(whole + SAMPLES >= given, "{side:?}: {whole} of {given}");
    }
    given.saturating_sub(facts.frames)
}

#[tokio::test]
async fn killed_while_it_has_calls_it_loses_less_than_a_second() {
    let root = tempfile::tempdir().unwrap();
    let (open, _) = create(&machine(root.path())).await;
    let id = open.id;
    open.close().await;
    drop(open);
    let mut worst = 0;
    let mut seen = std::collections::HashSet::new();
    for after_ms in [900, 1_610, 2_340] {
        let mut child = spawn("live::child_that_has_calls", root.path(), id);
        let mut lines = BufReader::new(child.stderr.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("at ")?.parse::<u64>().ok());
        let first = lines.next().unwrap();
        std::thread::sleep(Duration::from_millis(after_ms));
        child.kill().unwrap();
        child.wait().unwrap();
        let given = lines.last().unwrap_or(first);
        assert!(
            given > SAMPLES / 2,
            "it must be killed while it talks: {given}"
        );

        let (desk, hands) = desk(root.path());
        let workspace = enter(&desk, id).await;
        // Opening it made calls of what was left.
        let all = CallFilter::default();
        let page = workspace.store.calls(&all, None, 100).await.unwrap();
        let calls = page.rows.iter().map(|row| row.id);
        let kept: Vec<_> = calls.filter(|id| seen.insert(*id)).collect();
        assert_eq!(kept.len(), 2);
        for call in kept {
            worst = worst.max(check(&desk, &workspace, call, given).await);
            let lines = workspace.store.turns(call).await.unwrap().len() as u64;
            assert!(lines * 800 + SAMPLES >= given, "{lines} lines of {given}");
        }
        assert!(recover(&workspace, &heard).await.unwrap().is_empty());
        let media = std::fs::read_dir(folder_of(root.path()).join("media")).unwrap();
        let left = media.filter(|e| {
            e.as_ref()
                .unwrap()
                .path()
                .extension()
                .is_some_and(|e| e == "live")
        });
        assert_eq!(left.count(), 0);
        let (_, grant) = desk.authorize().await.unwrap();
        let verdict = media_verify(&workspace, grant, VerifyMedia {})
            .await
            .unwrap();
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
        hands.events.take();
        lock_because(&desk, LockReason::Demand).await.unwrap();
    }
    eprintln!("at worst {} ms were lost", worst * 1_000 / SAMPLES);
}

/// Leaves no byte of the disk that `path` is on.
#[cfg(target_os = "linux")]
fn fill(path: &Path) {
    use std::io::Write as _;
    let mut filler = std::fs::File::create(path).unwrap();
    for piece in [1 << 16, 1 << 12, 1] {
        while filler.write_all(&vec![1; piece]).is_ok() {}
    }
}

/// Runs with its root on a disk of 16 MiB.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn child_on_a_small_disk() {
    let Some(root) = std::env::var_os("PARLEY_TEST_SMALL_DISK") else {
        return;
    };
    let root = Path::new(&root);
    let (open, _) = create(&machine(root)).await;
    let id = open.id;
    open.close().await;
    let (desk, hands) = desk(root);
    let workspace = enter(&desk, id).await;
    let begin = async || {
        let begun = Keeping::begin(&workspace, &workspace.subject(), start()).await;
        begun.unwrap()
    };
    let keeping = begin().await;
    let filler = root.join("filler");
    let speak_for = |keeping: &Keeping, frames: std::ops::Range<u64>| {
        frames.for_each(|frame| speak(keeping, frame * FRAME as u64));
    };
    speak_for(&keeping, 0..50);
    tokio::time::sleep(Duration::from_millis(600)).await;
    hands.events.take();
    fill(&filler);
    // More than what is left of the last page.
    speak_for(&keeping, 50..300);
    tokio::time::sleep(Duration::from_millis(600)).await;
    let call_id = keeping.call_id();
    assert_eq!(hands.events.take(), [Event::LiveCallUnwritten { call_id }]);
    assert!(!keeping.is_cut(), "it waits");
    std::fs::remove_file(&filler).unwrap();
    speak_for(&keeping, 300..310);
    tokio::time::sleep(Duration::from_millis(600)).await;
    // Full again at the end: nothing is kept, nothing is lost.
    fill(&filler);
    let full = keeping.finish(CallDraft::default()).await.unwrap_err();
    assert_eq!(full.code, ErrorCode::DiskFull);
    std::fs::remove_file(&filler).unwrap();
    assert_eq!(recover(&workspace, &heard).await.unwrap(), [call_id]);
    let kept = check(&desk, &workspace, call_id, 310 * FRAME as u64).await;
    assert_eq!(kept, 0, "samples are missing");
    lock_because(&desk, LockReason::Demand).await.unwrap();
    eprintln!("kept");
}

/// A disk of its own needs a namespace, which not every machine lets its users have.
#[cfg(target_os = "linux")]
#[test]
fn a_real_full_disk_costs_nothing_that_can_wait() {
    use std::process::Command;
    let allowed = Command::new("unshare").args(["-rm", "true"]).status();
    if !allowed.is_ok_and(|status| status.success()) {
        eprintln!("no namespace is to be had here: not tried");
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=16m tmpfs "$PARLEY_TEST_SMALL_DISK" && exec "$@""#;
    let child = Command::new("unshare")
        .args(["-rm", "sh", "-c", script, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "live::child_on_a_small_disk", "--nocapture"])
        .env("PARLEY_TEST_SMALL_DISK", root.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success() && said.contains("kept"), "{said}");
}
