//! However a stream ends, nothing of it is left within two seconds.

use futures_util::{SinkExt, StreamExt};
use parley_gateway::config::Limits;
use parley_gateway::switchboard::EndReason;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::carrier::Carrier;
use crate::stage::{Stage, ms, short_limits};

#[tokio::test]
async fn a_socket_that_closes_ends_its_call() {
    let stage = Stage::new().await;
    let carrier = Carrier::call(&stage, "CA1", "tone").await;
    drop(carrier);
    assert_eq!(
        stage.script.end_of("CA1").await.reason,
        EndReason::SocketClosed
    );
    let mut carrier = Carrier::call(&stage, "CA2", "tone").await;
    carrier.socket.close(None).await.expect("closes");
    while let Some(message) = carrier.socket.next().await {
        assert!(message.is_ok(), "a goodbye in return: {message:?}");
    }
    assert_eq!(
        stage.script.end_of("CA2").await.reason,
        EndReason::SocketClosed
    );
    stage.all_gone().await;
}

#[tokio::test]
async fn a_stop_that_waits_for_its_turn_still_counts_when_the_socket_closes() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "log").await;
    carrier.number = 9;
    carrier.stop().await;
    drop(carrier);
    assert_eq!(stage.script.end_of("CA1").await.reason, EndReason::Stopped);
}

#[tokio::test]
async fn silence_ends_a_call() {
    let stage = Stage::with(Limits {
        silent: ms(600),
        ..short_limits()
    })
    .await;
    let mut carrier = Carrier::call(&stage, "CA1", "log").await;
    for _ in 0..8 {
        tokio::time::sleep(ms(100)).await;
        carrier
            .socket
            .send(Message::Ping(Vec::new().into()))
            .await
            .expect("sent");
    }
    let end = stage.script.end_of("CA1").await;
    assert_eq!(end.reason, EndReason::Silent, "pings are not sound");
    drop(carrier);
    stage.all_gone().await;
}

#[tokio::test]
async fn no_call_lasts_for_ever() {
    let limits = Limits {
        longest: ms(300),
        ..short_limits()
    };
    let stage = Stage::with(limits).await;
    let mut carrier = Carrier::call(&stage, "CA1", "tone").await;
    assert_eq!(carrier.closed().await, 1008);
    let end = stage.script.end_of("CA1").await;
    assert_eq!(end.reason, EndReason::TooLong);
    assert!(end.lasted >= ms(300) && end.lasted < ms(1_500), "{end:?}");
    drop(carrier);
    stage.all_gone().await;
}

#[tokio::test]
async fn a_carrier_that_takes_nothing_ends_its_call_and_holds_up_nobody() {
    let stage = Stage::new().await;
    let mut other = Carrier::call(&stage, "CA2", "echo").await;
    let deaf = Carrier::call(&stage, "CA1", "talks").await;
    let end = stage.script.end_of("CA1").await;
    assert_eq!(end.reason, EndReason::Stalled);
    let number = other.next();
    other.frame(number, 0).await;
    assert_eq!(other.heard().await["event"], "media");
    drop((deaf, other));
    stage.all_gone().await;
}

#[tokio::test]
async fn a_driver_that_panics_ends_only_its_own_call() {
    let stage = Stage::new().await;
    let mut other = Carrier::call(&stage, "CA2", "echo").await;
    for (call, kind) in [
        ("CA1", "driver_panics"),
        ("CA3", "begin_panics"),
        ("CA4", "begin_hangs"),
        ("CA5", "declined"),
    ] {
        let mut carrier = Carrier::call(&stage, call, kind).await;
        let number = carrier.next();
        carrier.frame(number, 0).await;
        assert_eq!(carrier.closed().await, 1011, "{kind}");
        stage.script.end_of(call).await;
    }
    let mut last = Carrier::call(&stage, "CA6", "panics_at_end").await;
    last.stop().await;
    assert_eq!(stage.script.end_of("CA6").await.reason, EndReason::Stopped);
    // What follows is the switchboard's to say: here, somebody else takes the call.
    let (_, twiml) = stage.post("/twilio/after", "CallSid=CA1").await;
    assert!(twiml.contains("+14155550199"), "{twiml}");
    let number = other.next();
    other.frame(number, 0).await;
    assert_eq!(other.heard().await["event"], "media");
    drop((other, last));
    stage.all_gone().await;
}

#[tokio::test]
async fn a_driver_says_what_follows() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "forwards").await;
    let number = carrier.next();
    carrier.frame(number, 0).await;
    assert_eq!(
        carrier.heard().await["event"],
        "media",
        "what was said before is sent"
    );
    assert_eq!(carrier.closed().await, 1000);
    let (status, twiml) = stage.post("/twilio/after", "CallSid=CA1").await;
    assert_eq!(status, 200);
    assert!(twiml.contains("<Number>+14155550199</Number>"), "{twiml}");
    // Once; after that the switchboard is asked, and nothing hangs up.
    let (_, twiml) = stage
        .post("/twilio/after", "CallSid=CA1&DialCallStatus=busy")
        .await;
    assert!(twiml.contains("<Hangup/>"), "{twiml}");
    stage
        .script
        .until_told("continued CA1 None Some(Busy)")
        .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_borne_for_a_while() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "echo").await;
    for _ in 0..40 {
        carrier.text("{").await;
    }
    let number = carrier.next();
    carrier.frame(number, 0).await;
    assert_eq!(carrier.heard().await["event"], "media");
    for _ in 0..49 {
        carrier
            .event("media", json!({"timestamp": "0", "payload": "*"}))
            .await;
    }
    carrier
        .socket
        .send(Message::Binary(vec![0; 160].into()))
        .await
        .expect("sent");
    assert_eq!(carrier.closed().await, 1002);
    let end = stage.script.end_of("CA1").await;
    assert_eq!(end.counts.bad, 90);
    drop(carrier);
    stage.all_gone().await;
}

#[tokio::test]
async fn too_much_ends_a_call() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "log").await;
    let huge = " ".repeat(40 * 1024);
    carrier.text(&huge).await;
    assert_eq!(
        stage.script.end_of("CA1").await.reason,
        EndReason::SocketClosed
    );
    let mut carrier = Carrier::call(&stage, "CA2", "none").await;
    for _ in 0..4_000 {
        if carrier
            .socket
            .feed(Message::text(r#"{"event":"new"}"#))
            .await
            .is_err()
        {
            break;
        }
    }
    let _ = carrier.socket.flush().await;
    stage.script.until_told("ended CA2 Protocol(Flood)").await;
}

#[tokio::test]
async fn a_gateway_goes_down_in_order() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "log").await;
    let number = carrier.next();
    carrier.frame(number, 0).await;
    stage.script.until_told("CA1 media 0 160").await;
    let idle = Carrier::open(&stage, "CA2").await;
    let Stage { server, script, .. } = stage;
    assert!(server.shut_down(ms(100)).await, "all tasks came back");
    assert_eq!(carrier.closed().await, 1001);
    assert!(
        script
            .told()
            .contains(&"CA1 Ended(ShuttingDown)".to_owned())
    );
    drop(idle);
}

#[tokio::test]
async fn a_caller_who_is_gone_before_there_is_a_driver_is_let_go() {
    let limits = Limits {
        start_within: ms(10_000),
        ..short_limits()
    };
    let stage = Stage::with(limits).await;
    let mut stops = Carrier::call(&stage, "CA1", "begin_hangs").await;
    let closes = Carrier::call(&stage, "CA2", "begin_hangs").await;
    stage.script.until_told("begin CA1").await;
    stage.script.until_told("begin CA2").await;
    stops.stop().await;
    drop(closes);
    assert_eq!(stage.script.end_of("CA1").await.reason, EndReason::Stopped);
    assert_eq!(
        stage.script.end_of("CA2").await.reason,
        EndReason::SocketClosed
    );
    drop(stops);
    stage.all_gone().await;
}

#[tokio::test]
async fn a_forward_that_nobody_takes_goes_back_to_the_agent() {
    let stage = Stage::new().await;
    let mut carrier = Carrier::call(&stage, "CA1", "forwards").await;
    let number = carrier.next();
    carrier.frame(number, 0).await;
    assert_eq!(carrier.closed().await, 1000);
    stage.post("/twilio/after", "CallSid=CA1").await;
    stage.script.end_of("CA1").await;
    let (_, twiml) = stage
        .post("/twilio/after", "CallSid=CA1&DialCallStatus=no-answer")
        .await;
    let mut again = Carrier::open(&stage, "CA1").await;
    again.start(&Stage::token_in(&twiml), "echo").await;
    let number = again.next();
    again.frame(number, 0).await;
    assert_eq!(again.heard().await["event"], "media");
}

#[tokio::test]
async fn a_driver_that_never_rests_does_not_keep_the_others_waiting() {
    let stage = Stage::new().await;
    let mut restless = Carrier::call(&stage, "CA1", "nudges_itself").await;
    let mut other = Carrier::call(&stage, "CA2", "echo").await;
    for at in 0..20 {
        let number = other.next();
        other.frame(number, at * 20).await;
        assert_eq!(other.heard().await["event"], "media");
    }
    drop(other);
    restless.stop().await;
    assert_eq!(restless.closed().await, 1000);
    assert_eq!(stage.script.end_of("CA1").await.reason, EndReason::Stopped);
    drop(restless);
    stage.all_gone().await;
}
