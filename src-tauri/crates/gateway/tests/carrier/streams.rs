//! What goes through a stream.

use serde_json::json;

use crate::carrier::Carrier;
use crate::stage::Stage;

#[tokio::test]
async fn sound_goes_there_and_back() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "echo").await;
    for at in 0..50 {
        let number = carrier.next();
        carrier.frame(number, at * 20).await;
        let heard = carrier.heard().await;
        assert_eq!(heard["event"], "media");
        assert_eq!(heard["streamSid"], "MZCA1");
        assert_eq!(heard["media"]["payload"].as_str().map(str::len), Some(216));
    }
    carrier.stop().await;
    assert_eq!(carrier.closed().await, 1000);
    let end = stage.script.end_of("CA1").await;
    assert_eq!((end.counts.sound_in, end.counts.messages_out), (50, 50));
    stage.all_gone().await;
}

#[tokio::test]
async fn the_driver_hears_everything_in_the_order_it_was_said() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "log").await;
    // 2 is the first behind the start.
    for number in [3, 2, 4, 4, 6, 5] {
        carrier.frame(number, number * 20).await;
    }
    carrier.number = 7;
    carrier
        .event("dtmf", json!({"track": "inbound_track", "digit": "9"}))
        .await;
    carrier.event("mark", json!({"name": "m:1"})).await;
    carrier.event("something new", json!({"a": 1})).await;
    carrier.stop().await;
    stage.script.end_of("CA1").await;
    let told: Vec<String> = stage
        .script
        .told()
        .into_iter()
        .filter_map(|told| told.strip_prefix("CA1 ").map(str::to_owned))
        .collect();
    let expected = [
        "media 40 160",
        "media 60 160",
        "media 80 160",
        "media 100 160",
        "media 120 160",
        "key 9",
        "mark m:1",
        "Ended(Stopped)",
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_lost_message_holds_the_rest_only_for_a_moment() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "log").await;
    carrier.frame(3, 20).await;
    stage.script.until_told("CA1 media 20 160").await;
    // Too late for sound, but a mark still counts.
    carrier.frame(2, 0).await;
    carrier.frame(5, 60).await;
    stage.script.until_told("CA1 media 60 160").await;
    carrier.number = 4;
    carrier.event("mark", json!({"name": "late"})).await;
    stage.script.until_told("CA1 mark late").await;
    carrier.number = 6;
    carrier.stop().await;
    let end = stage.script.end_of("CA1").await;
    assert_eq!((end.counts.late, end.counts.sound_in), (2, 2));
}

#[tokio::test]
async fn a_clear_is_sent_and_what_waited_is_not() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "clears").await;
    let number = carrier.next();
    carrier.frame(number, 0).await;
    assert_eq!(carrier.heard().await["mark"]["name"], "m1");
    assert_eq!(
        carrier.heard().await,
        json!({"event": "clear", "streamSid": "MZCA1"})
    );
}

#[tokio::test]
async fn a_tone_is_ahead_by_its_lead_and_marked() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "tone").await;
    let mut frames = 0;
    let mut marks = Vec::new();
    while marks.len() < 5 {
        let heard = carrier.heard().await;
        match heard["event"].as_str() {
            Some("media") => frames += 1,
            Some("mark") => marks.push(heard["mark"]["name"].as_str().map(str::to_owned)),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(frames, 25);
}

#[tokio::test]
async fn a_drivers_own_tasks_wake_it_and_end_with_the_call() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "tasks").await;
    for at in 0..3 {
        let number = carrier.next();
        carrier.frame(number, at * 20).await;
    }
    stage.script.until_told("CA1 nudged").await;
    while stage.script.own_tasks() < 3 {
        tokio::task::yield_now().await;
    }
    carrier.stop().await;
    stage.script.end_of("CA1").await;
    assert_eq!(
        stage.script.own_tasks(),
        0,
        "before the switchboard is told"
    );
    stage.all_gone().await;
}
