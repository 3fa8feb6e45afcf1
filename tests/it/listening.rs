//! Listening, through the command table: the start is written down before the
//! first sound, the heard spans after the last.

use parley_app::player;
use serde_json::{Value, json};

use crate::tree::root;
use crate::workbench::Workbench;

async fn play_for(bench: &Workbench, millis: u32) {
    bench.ok("player_play", json!({})).await;
    for _ in 0..millis / 40 {
        bench.player.forward(40.0);
        player::tick(&bench.desk).await.unwrap();
    }
}

fn acts(log: &[Value]) -> Vec<&str> {
    log.iter().map(|row| row["act"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_was_heard_is_in_the_log() {
    let bench = Workbench::new().await;
    let path = root().join("tests/fixtures/samples/audio/auto-repairs-40-stereo-8k.flac");
    let report = bench.import(&path).await;
    let call = report["files"][0]["calls"][0].clone();
    bench.ok("player_open", json!({ "call_id": call })).await;
    bench.ok("player_play", json!({})).await;
    assert_eq!(acts(&bench.log().await)[1], "recording_play_started");

    play_for(&bench, 2_000).await;
    bench
        .ok("player_seek", json!({ "position_ms": 60_000 }))
        .await;
    play_for(&bench, 1_000).await;
    bench.ok("player_pause", json!({})).await;
    bench
        .ok("player_seek", json!({ "position_ms": 60_500 }))
        .await;
    play_for(&bench, 1_500).await;
    bench.ok("player_close", json!({})).await;

    let log = bench.log().await;
    let heard = log
        .iter()
        .find(|r| r["act"] == "recording_listened")
        .unwrap();
    assert_eq!(heard["detail"]["spans"], "0-2000,60000-61980");
    assert_eq!(heard["actor"], "Asha");
    assert_eq!(heard["subject"]["id"], call);
    let starts = acts(&log)
        .iter()
        .filter(|a| **a == "recording_play_started")
        .count();
    assert_eq!(starts, 1);
    bench.close().await;
}

#[tokio::test]
async fn faster_is_heard_all_the_same() {
    let bench = Workbench::new().await;
    let path = root().join("tests/fixtures/samples/audio/auto-repairs-40-stereo-8k.flac");
    let report = bench.import(&path).await;
    let call = report["files"][0]["calls"][0].clone();
    bench.ok("player_open", json!({ "call_id": call })).await;
    for wrong in [0.4, 3.5, -1.0] {
        let input = json!({ "speed": wrong });
        assert_eq!(bench.code("player_speed_set", input).await, "invalid_input");
    }
    bench.ok("player_speed_set", json!({ "speed": 3.0 })).await;
    bench.ok("player_play", json!({})).await;
    // A slow machine: a position every 400 ms, in which 1.2 s are heard.
    for _ in 0..5 {
        bench.player.forward(1_200.0);
        player::tick(&bench.desk).await.unwrap();
    }
    bench.ok("player_close", json!({})).await;
    let log = bench.log().await;
    let heard = log.iter().find(|r| r["act"] == "recording_listened");
    assert_eq!(heard.unwrap()["detail"]["spans"], "0-6000");
    bench.close().await;
}

#[tokio::test]
async fn a_side_is_muted_on_whichever_channel_it_is() {
    let bench = Workbench::new().await;
    let path = root().join("tests/fixtures/samples/audio/test_audio_stereo.wav");
    let report = bench.import(&path).await;
    let call = report["files"][0]["calls"][0].clone();
    let mute = json!({ "sides": [
        { "side": "caller", "volume": 1.0, "muted": true, "soloed": false },
        { "side": "agent", "volume": 0.5, "muted": false, "soloed": false },
    ] });
    assert_eq!(
        bench.code("player_mix_set", mute.clone()).await,
        "no_recording"
    );
    bench.ok("player_open", json!({ "call_id": call })).await;
    bench.ok("player_mix_set", mute.clone()).await;
    assert_eq!(bench.player.mix().0, [[0.0; 2], [0.5; 2]]);
    let swap = json!({ "command_id": bench.id(), "call_id": call });
    bench.ok("call_sides_swap", swap).await;
    bench.ok("player_mix_set", mute).await;
    assert_eq!(bench.player.mix().0, [[0.5; 2], [0.0; 2]]);
    let loud = json!({ "sides": [
        { "side": "agent", "volume": 3.0, "muted": false, "soloed": false },
    ] });
    assert_eq!(bench.code("player_mix_set", loud).await, "invalid_input");
    bench.close().await;
}

#[tokio::test]
async fn a_loop_is_written_down_once_and_nothing_beyond_it() {
    let bench = Workbench::new().await;
    let path = root().join("tests/fixtures/samples/audio/auto-repairs-40-stereo-8k.flac");
    let report = bench.import(&path).await;
    let call = report["files"][0]["calls"][0].clone();
    let wanted = json!({ "span": { "from_ms": 5_000, "to_ms": 6_000 } });
    assert_eq!(
        bench.code("player_loop_set", wanted.clone()).await,
        "no_recording"
    );
    bench.ok("player_open", json!({ "call_id": call })).await;
    let short = json!({ "span": { "from_ms": 5_000, "to_ms": 5_100 } });
    assert_eq!(bench.code("player_loop_set", short).await, "invalid_input");
    bench.ok("player_play", json!({})).await;
    bench.ok("player_loop_set", wanted).await;
    play_for(&bench, 5_500).await;
    bench.ok("player_loop_set", json!({})).await;
    play_for(&bench, 1_000).await;
    bench.ok("player_close", json!({})).await;
    let log = bench.log().await;
    let heard = log.iter().find(|r| r["act"] == "recording_listened");
    assert_eq!(heard.unwrap()["detail"]["spans"], "5000-6480");
    bench.close().await;
}

#[tokio::test]
async fn an_idle_workspace_locks_itself_but_not_while_sound_comes_out() {
    let bench = Workbench::new().await;
    let path = root().join("tests/fixtures/samples/audio/test_audio_stereo.wav");
    let report = bench.import(&path).await;
    let call = report["files"][0]["calls"][0].clone();
    bench.ok("player_open", json!({ "call_id": call })).await;
    bench.ok("player_play", json!({})).await;
    bench.clock.forward(16 * 60_000);
    player::tick(&bench.desk).await.unwrap();
    parley_app::workspaces::lock_if_idle(&bench.desk)
        .await
        .unwrap();
    bench.ok("call_list", json!({ "limit": 1 })).await;

    bench.ok("player_pause", json!({})).await;
    bench.clock.forward(16 * 60_000);
    parley_app::workspaces::lock_if_idle(&bench.desk)
        .await
        .unwrap();
    assert_eq!(
        bench.code("call_list", json!({ "limit": 1 })).await,
        "not_signed_in"
    );
}
