//! Calls with sound on a bad line, by a plain voice that every machine has: the runtime
//! hears voices, tones and keys as it would, and the same seed gives the same call.

use std::path::Path;
use std::sync::Arc;

use parley_gateway::live::vowels::Vowels;
use parley_gateway::rehearse::{Mode, Rehearsal, Voices, rehearse};
use parley_voice::simulate::stage::{Staged, script_of_house};

fn voices() -> Voices {
    let vowels = |pitch| Arc::new(Vowels { pitch });
    Voices::new(vowels(110.0), vowels(190.0))
}

async fn played(name: &str, mode: Mode, seed: u64) -> Rehearsal {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../voice/scenarios");
    let text = std::fs::read_to_string(scenarios.join(format!("{name}.toml"))).expect("text");
    let script = |name: &str| script_of_house(name).map(str::to_owned);
    let staged = Staged::read(&text, script).expect("it can be played");
    let call = rehearse(&staged[0], &voices(), mode, seed).await;
    let call = call.expect("it has a voice");
    let failed = call.played.asserts.iter().filter(|assert| !assert.holds);
    let failed: Vec<_> = failed.collect();
    assert!(
        call.played.passed,
        "{failed:?}\n{}",
        call.played.transcript.join("\n")
    );
    call
}

#[tokio::test]
async fn what_a_scenario_expects_holds_on_a_bad_line_too() {
    for name in [
        "books-a-check-up",
        "speaks-over-the-disclosure",
        "lets-a-mailbox-answer",
        "has-a-number-that-is-no-more",
        "has-a-menu-before-the-telephone",
        "wants-no-more-calls",
    ] {
        let call = played(name, Mode::Line, 3).await;
        assert!(call.frames_lost > 0, "{name}");
        // Both sides are of one length, and it is the call's.
        assert_eq!(call.legs.caller.len(), call.legs.agent.len());
        let length = call.legs.caller.len() as u64 / 8;
        assert!(length.abs_diff(call.played.call_ms) <= 400, "{name}");
    }
}

#[tokio::test]
async fn whoever_cuts_in_is_given_the_floor_at_once() {
    let call = played("speaks-over-the-disclosure", Mode::Audio, 1).await;
    let [barge_in] = call.barge_ins[..] else {
        panic!("{:?}", call.barge_ins);
    };
    let clear = barge_in.clear_ms.expect("a clear");
    assert!(clear <= 250, "{clear}");
    // What the caller heard ends there, and goes on later.
    let silent = |from: u64, to: u64| {
        let leg = &call.legs.agent[from as usize * 8..to as usize * 8];
        leg.iter().all(|code| *code == 0xff)
    };
    let stopped = barge_in.at.0 + clear + 60;
    assert!(silent(stopped, stopped + 500));
    assert!(!silent(barge_in.at.0 - 500, barge_in.at.0));
}

#[tokio::test]
async fn the_same_seed_gives_the_same_call_and_another_another() {
    let call = |seed| played("says-stop-and-then-goes-on", Mode::Line, seed);
    let (first, again, other) = (call(5).await, call(5).await, call(6).await);
    assert_eq!(first.legs, again.legs);
    assert_eq!(first.barge_ins, again.barge_ins);
    assert_ne!(first.legs.caller, other.legs.caller);
}
