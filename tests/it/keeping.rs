//! A call that Parley had itself, through the command table: kept by the real store and
//! decoder, it is worked with like an imported one, though its sides are two files.

use std::f64::consts::TAU;
use std::fs;

use parley_app::import::CallDraft;
use parley_app::live::{Keeping, LiveCallStart};
use parley_domain::call::{Direction, Party, Side, Turn};
use parley_domain::ids::CallId;
use parley_domain::time::Clock as _;
use serde_json::{Value, json};

use crate::workbench::Workbench;

/// A loud tone in µ-law: the codes of ±8159 and ±2047, as a square of it.
fn tone(hertz: f64, from: u64, count: usize) -> Vec<u8> {
    let code = |at: u64| {
        let turn = (at as f64 * hertz / 8_000.0 * TAU).sin();
        if turn >= 0.0 { 0x9f } else { 0x1f }
    };
    (0..count as u64).map(|i| code(from + i)).collect()
}

fn turn(side: Side, start_ms: u32, text: &str) -> Turn {
    Turn {
        side,
        speaker: None,
        text: text.to_owned(),
        start_ms: Some(start_ms),
        end_ms: Some(start_ms + 900),
        words: Vec::new(),
    }
}

/// Two seconds of the agent, then two of the caller.
async fn had(bench: &Workbench) -> CallId {
    let workspace = bench.desk.workspace().unwrap();
    let now = bench.clock.now();
    let start = LiveCallStart {
        call_id: CallId::new(now, &*bench.desk.deps.rng),
        started_at: now,
        direction: Direction::Inbound,
        caller: Party {
            phone: Some("+14155550100".to_owned()),
            ..Party::default()
        },
        agent: Party {
            name: Some("Ivy".to_owned()),
            ..Party::default()
        },
        simulated: false,
        external_id: None,
        language: Some("en".to_owned()),
    };
    let begun = Keeping::begin(&workspace, &workspace.subject(), start).await;
    let keeping = begun.unwrap();
    for frame in 0..100u64 {
        let at = frame * 160;
        keeping.sound(Side::Agent, at, &tone(400.0, at, 160));
        keeping.sound(Side::Caller, 16_000 + at, &tone(200.0, at, 160));
    }
    keeping.line(br#"{"at":0}"#.to_vec());
    let draft = CallDraft {
        turns: vec![
            turn(Side::Agent, 0, "Hello, this is Ivy"),
            turn(Side::Caller, 2_000, "I want a persimmon"),
        ],
        ..CallDraft::default()
    };
    keeping.finish(draft).await.unwrap()
}

/// The loudest of each lane, in the first half and in the second.
fn loudest(view: &Value) -> Vec<(String, Vec<bool>)> {
    use base64::Engine as _;
    let lanes = view["lanes"].as_array().unwrap().iter().map(|lane| {
        let text = lane["peaks"].as_str().unwrap();
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(text)
            .unwrap();
        let halves = bytes.chunks(bytes.len() / 2);
        // A bucket at a border has something of both.
        let loud = halves.map(|half| {
            let inside = half.iter().skip(8).take(half.len() - 16);
            inside.into_iter().any(|b| b.cast_signed().abs() > 20)
        });
        (lane["side"].as_str().unwrap().to_owned(), loud.collect())
    });
    lanes.collect()
}

#[tokio::test]
async fn two_legs_are_drawn_played_cut_exported_and_proven_as_one_recording() {
    let bench = Workbench::new().await;
    let call = had(&bench).await;
    let id = json!({ "call_id": call });
    let view = bench.ok("call_get", id.clone()).await;
    let recording = &view["recording"];
    assert_eq!(recording["codec"], "pcm_mulaw");
    assert_eq!(recording["channels"], 2);
    assert_eq!(recording["duration_ms"], 4_000.0);
    assert_eq!(recording["state"], "playable");
    assert_eq!(view["notes"], json!([]));

    let asked = json!({ "call_id": call, "from_ms": 0, "to_ms": 4_000, "buckets": 100 });
    let lanes = loudest(&bench.ok("peaks_get", asked).await);
    let expected = [("caller", vec![false, true]), ("agent", vec![true, false])];
    assert_eq!(lanes, expected.map(|(side, loud)| (side.to_owned(), loud)));

    let opened = bench.ok("player_open", id.clone()).await;
    assert_eq!(opened["duration_ms"], 4_000.0);
    let skipped = json!({ "skip": true });
    bench.ok("player_silence_skip", skipped).await;
    bench.ok("player_close", json!({})).await;

    // A clip of the second half, read again: only the left is loud.
    let path = bench.folder.path().join("clip.wav");
    let order = json!({
        "export_id": bench.id(), "call_id": call, "from_ms": 2_000, "to_ms": 4_000,
        "format": "wav", "purpose": "data_request", "path": path,
    });
    bench.ok("clip_export", order).await;
    let report = bench.import(&path).await;
    let clip = report["files"][0]["calls"][0].clone();
    let asked = json!({ "call_id": clip, "from_ms": 0, "to_ms": 2_000, "buckets": 100 });
    let lanes = loudest(&bench.ok("peaks_get", asked).await);
    assert_eq!(lanes[0], ("caller".to_owned(), vec![true, true]));
    assert_eq!(lanes[1], ("agent".to_owned(), vec![false, false]));

    for (command, ending) in [("case_file_export", "html"), ("call_export", "vcon")] {
        let path = bench.folder.path().join(format!("call.{ending}"));
        let order = json!({
            "export_id": bench.id(), "call_id": call, "format": ending, "language": "en",
            "purpose": "data_request", "path": path,
        });
        bench.ok(command, order).await;
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("persimmon"), "{command}");
        if ending == "html" {
            // Four seconds in stereo, 16 bit, in Base64.
            assert!(text.contains("audio/wav") && text.len() > 128_000 / 3 * 4);
        }
    }
    let found = bench
        .ok("turn_search", json!({ "query": "persimmon", "limit": 5 }))
        .await;
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");

    // Its log does not say what it began with.
    let replayed = bench.ok("call_replay", id.clone()).await;
    assert_eq!(
        replayed,
        json!({ "verdict": "not_replayable", "events": 0 })
    );

    let verdict = bench.ok("media_verify", json!({})).await;
    assert_eq!(verdict["faults"], json!([]));
    let workspace = bench.desk.workspace().unwrap();
    let record = workspace.store.call(call).await.unwrap().unwrap();
    let agent = record.agent_recording.unwrap();
    let row = workspace.store.media(agent).await.unwrap().unwrap();
    assert!(workspace.media.is_present(&row));
    let media = bench.folder.path().join("workspaces");
    let folder = fs::read_dir(media).unwrap().next().unwrap().unwrap().path();
    fs::remove_file(folder.join(format!("media/{agent}.sealed"))).unwrap();
    let verdict = bench.ok("media_verify", json!({})).await;
    assert_eq!(verdict["faults"][0]["media_id"], json!(agent));
    let view = bench.ok("call_get", id).await;
    assert_eq!(view["recording"]["state"], "one_sided");
    bench.close().await;
}
