//! When there is no room, new calls are refused politely and live ones go on.

use std::time::Duration;

use parley_gateway::config::Limits;
use parley_gateway::twilio::secret::Secret;
use parley_gateway::twilio::sid::CallSid;
use parley_gateway::twilio::token::Tokens;

use crate::carrier::Carrier;
use crate::stage::{Stage, short_limits};

async fn with_room_for(calls: usize) -> Stage {
    Stage::with(Limits {
        calls,
        ..short_limits()
    })
    .await
}

#[tokio::test]
async fn a_call_too_many_is_told_so_and_the_others_go_on() {
    let stage = with_room_for(2).await;
    let mut live = Carrier::call(&stage, "CA1", "echo").await;
    let awaited = stage.token("CA2", "echo").await;
    let twiml = stage.ring("CA3", "echo").await;
    assert!(
        twiml.contains("all our lines are busy") && twiml.contains("<Hangup/>"),
        "{twiml}"
    );
    assert_eq!(stage.server.stats().totals.refused_full, 1);
    let number = live.next();
    live.frame(number, 0).await;
    assert_eq!(live.heard().await["event"], "media");
    // The one that was promised a place has it.
    let mut second = Carrier::open(&stage, "CA2").await;
    second.start(&awaited, "echo").await;
    let number = second.next();
    second.frame(number, 0).await;
    assert_eq!(second.heard().await["event"], "media");
    live.stop().await;
    stage.script.end_of("CA1").await;
    assert!(stage.ring("CA4", "echo").await.contains("<Connect"));
}

#[tokio::test]
async fn a_stream_that_never_comes_gives_its_place_back() {
    let stage = Stage::with(Limits {
        calls: 1,
        token_life: Duration::from_millis(100),
        ..short_limits()
    })
    .await;
    stage.token("CA1", "echo").await;
    assert!(stage.ring("CA2", "echo").await.contains("busy"));
    stage.script.until_told("missed CA1").await;
    assert!(stage.ring("CA2", "echo").await.contains("<Connect"));
}

#[tokio::test]
async fn late_frames_refuse_new_calls() {
    // Any lateness at all is too much here.
    let stage = Stage::with(Limits {
        frame_late: Duration::ZERO,
        ..short_limits()
    })
    .await;
    let mut live = Carrier::call(&stage, "CA1", "tone").await;
    for _ in 0..180 {
        live.heard().await;
        let number = live.next();
        live.frame(number, number * 20).await;
    }
    let twiml = stage.ring("CA2", "echo").await;
    assert!(twiml.contains("busy"), "{twiml}");
    assert_eq!(live.heard().await["streamSid"], "MZCA1");
}

#[tokio::test]
async fn a_stream_that_another_instance_promised_may_find_no_room() {
    let stage = with_room_for(1).await;
    let _live = Carrier::call(&stage, "CA1", "echo").await;
    stage.script.until_told("begin CA1").await;
    let tokens = Tokens::new(&Secret::new("our key"));
    let call = CallSid::new("CA2").expect("a name");
    let mut second = Carrier::open(&stage, "CA2").await;
    second
        .start(&tokens.mint(&call, 30_000, [9; 16]), "echo")
        .await;
    assert_eq!(second.closed().await, 1013);
    let (_, twiml) = stage.post("/twilio/after", "CallSid=CA2").await;
    assert!(twiml.contains("all our lines are busy"), "{twiml}");
}
