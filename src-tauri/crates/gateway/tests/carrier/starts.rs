//! Who may begin a stream.

use parley_gateway::config::Limits;
use serde_json::json;

use crate::carrier::Carrier;
use crate::stage::{Stage, short_limits};

fn begun(stage: &Stage) -> usize {
    let told = stage.script.told();
    told.iter().filter(|told| told.starts_with("begin")).count()
}

#[tokio::test]
async fn a_token_is_good_for_one_stream_of_its_call() {
    let stage = Stage::new().await;
    let token = stage.token("CA1", "echo").await;
    let other = stage.token("CA2", "echo").await;
    for wrong in ["", "v1", other.as_str(), "not theirs"] {
        let mut carrier = Carrier::open(&stage, "CA1").await;
        carrier.start(wrong, "echo").await;
        assert_eq!(carrier.closed().await, 1008, "{wrong}");
    }
    assert_eq!(begun(&stage), 0);
    let mut first = Carrier::open(&stage, "CA1").await;
    first.start(&token, "echo").await;
    let number = first.next();
    first.frame(number, 0).await;
    first.heard().await;
    // Used again, while the call lives and after it.
    let mut again = Carrier::open(&stage, "CA1").await;
    again.start(&token, "echo").await;
    assert_eq!(again.closed().await, 1008);
    first.stop().await;
    stage.script.end_of("CA1").await;
    let mut again = Carrier::open(&stage, "CA1").await;
    again.start(&token, "echo").await;
    assert_eq!(again.closed().await, 1008);
    assert_eq!(begun(&stage), 1);
    drop(again);
    stage.all_gone().await;
}

#[tokio::test]
async fn a_token_expires() {
    let stage = Stage::new().await;
    let token = stage.token("CA1", "echo").await;
    stage.pass_ms(30_000);
    let mut carrier = Carrier::open(&stage, "CA1").await;
    carrier.start(&token, "echo").await;
    assert_eq!(carrier.closed().await, 1008);
    assert_eq!(begun(&stage), 0);
}

#[tokio::test]
async fn a_second_socket_for_a_call_is_refused_and_the_first_lives() {
    let stage = Stage::new().await;
    let mut first = Carrier::call(&stage, "CA1", "echo").await;
    stage.script.until_told("begin CA1").await;
    // Even with a fresh token: the webhook came again.
    let token = stage.token("CA1", "echo").await;
    let mut second = Carrier::open(&stage, "CA1").await;
    second.start(&token, "echo").await;
    assert_eq!(second.closed().await, 1008);
    let number = first.next();
    first.frame(number, 0).await;
    assert_eq!(first.heard().await["event"], "media");
    first.stop().await;
    stage.script.end_of("CA1").await;
    assert_eq!(begun(&stage), 1);
}

#[tokio::test]
async fn a_start_that_comes_twice_is_passed_over() {
    let stage = Stage::new().await;
    let token = stage.token("CA1", "echo").await;
    let mut carrier = Carrier::open(&stage, "CA1").await;
    carrier.start(&token, "echo").await;
    let again = carrier.start_message(&token, "echo");
    carrier.send(&again).await;
    let number = carrier.next();
    carrier.frame(number, 0).await;
    assert_eq!(carrier.heard().await["event"], "media");
    assert_eq!(begun(&stage), 1);
}

#[tokio::test]
async fn a_start_of_another_stream_ends_the_call() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "echo").await;
    carrier.stream = "MZother".to_owned();
    let other = carrier.start_message("", "echo");
    carrier.send(&other).await;
    assert_eq!(carrier.closed().await, 1002);
    stage
        .script
        .until_told("ended CA1 Protocol(SecondStart)")
        .await;
    drop(carrier);
    stage.all_gone().await;
}

#[tokio::test]
async fn a_socket_that_is_no_stream_is_closed() {
    let stage = Stage::new().await;
    let mut silent = Carrier::open(&stage, "CA1").await;
    assert_eq!(silent.closed().await, 1008, "no start in time");
    let mut early = Carrier::open(&stage, "CA1").await;
    early
        .event("media", json!({"timestamp": "0", "payload": "AAAA"}))
        .await;
    assert_eq!(early.closed().await, 1002);
    let mut noise = Carrier::open(&stage, "CA1").await;
    noise.text("hello").await;
    assert_eq!(noise.closed().await, 1002);
    let mut format = Carrier::open(&stage, "CA1").await;
    let mut start = format.start_message("", "echo");
    start["start"]["mediaFormat"]["sampleRate"] = json!(16_000);
    format.send(&start).await;
    assert_eq!(format.closed().await, 1002);
    let gone = Carrier::open(&stage, "CA1").await;
    drop((gone, silent, early, noise, format));
    stage.all_gone().await;
    assert_eq!(stage.server.stats().totals.refused_streams, 5);
    assert_eq!(begun(&stage), 0);
}

#[tokio::test]
async fn strangers_sockets_are_bounded() {
    let limits = Limits {
        sockets: 3,
        start_within: std::time::Duration::from_secs(5),
        ..short_limits()
    };
    let stage = Stage::with(limits).await;
    let mut strangers = Vec::new();
    for _ in 0..2 {
        strangers.push(Carrier::open(&stage, "CA1").await);
    }
    // One is left for the upgrade itself, none for its stream.
    let address = stage.server.address();
    let connection = tokio::net::TcpStream::connect(address)
        .await
        .expect("connects");
    let url = format!("ws://{address}/twilio/stream");
    assert!(
        tokio_tungstenite::client_async(url, connection)
            .await
            .is_err()
    );
    drop(strangers);
    stage.all_gone().await;
    let mut carrier = Carrier::call(&stage, "CA1", "echo").await;
    carrier.stop().await;
    assert_eq!(carrier.closed().await, 1000);
}
