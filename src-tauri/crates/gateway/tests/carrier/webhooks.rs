//! The carrier's questions.

use parley_gateway::twilio::form::MAX_BODY;

use crate::stage::Stage;

#[tokio::test]
async fn only_what_is_signed_is_answered() {
    let stage = Stage::new().await;
    let form = "CallSid=CA1&To=echo";
    for path in [
        "/twilio/voice",
        "/twilio/after",
        "/twilio/status",
        "/twilio/recording",
        "/twilio/message?message=1",
    ] {
        for signature in [None, Some("AAAA"), Some("RSOYDt4T1cUTdK1PDd93/VVr8B8=")] {
            let (status, body) = stage.post_signed(path, form, signature).await;
            assert_eq!((status, body.as_str()), (403, ""), "{path}");
        }
    }
    assert_eq!(stage.server.stats().totals.bad_signatures, 15);
    assert_eq!(stage.server.stats().awaited, 0);
    let (status, _) = stage.post("/twilio/voice?campaign=7&x=%2B", form).await;
    assert_eq!(status, 200, "the query is signed as well");
}

#[tokio::test]
async fn what_is_no_webhook_is_refused() {
    let stage = Stage::new().await;
    assert_eq!(stage.post("/twilio/voice", "From=1").await.0, 400);
    assert_eq!(
        stage
            .post("/twilio/status", "CallSid=CA1&CallStatus=odd")
            .await
            .0,
        400
    );
    assert_eq!(stage.post("/twilio/recording", "CallSid=CA1").await.0, 400);
    for bad in [
        "MessageStatus=sent",
        "MessageSid=SM1",
        "MessageSid=SM%2F1&MessageStatus=sent",
        "MessageSid=SM1&MessageStatus=failed&ErrorCode=x",
    ] {
        assert_eq!(stage.post("/twilio/message", bad).await.0, 400, "{bad}");
    }
    assert_eq!(stage.post("/elsewhere", "").await.0, 404);
    let long = "a".repeat(MAX_BODY + 1);
    assert_eq!(stage.post_signed("/twilio/voice", &long, None).await.0, 413);
    stage.all_gone().await;
}

#[tokio::test]
async fn an_accepted_call_is_connected_with_its_token() {
    let stage = Stage::new().await;
    let twiml = stage.ring("CA1", "echo").await;
    for part in [
        "<Connect action=\"https://voice.example.com/twilio/after\">",
        "<Stream url=\"wss://voice.example.com/twilio/stream\">",
        "<Parameter name=\"kind\" value=\"echo\"/>",
        "<Parameter name=\"parley_token\" value=\"v1.30000.",
    ] {
        assert!(twiml.contains(part), "{part} in {twiml}");
    }
    assert_eq!(twiml.matches("parley_token").count(), 1);
    assert_eq!(stage.server.stats().awaited, 1);
}

#[tokio::test]
async fn other_verdicts_keep_no_place() {
    let stage = Stage::new().await;
    assert!(
        stage
            .ring("CA1", "reject")
            .await
            .contains("<Reject reason=\"busy\"/>")
    );
    for kind in ["panics", "hangs", "long"] {
        let twiml = stage.ring("CA1", kind).await;
        assert!(
            twiml.contains("तकनीकी समस्या") && twiml.ends_with("<Hangup/></Response>"),
            "{twiml}"
        );
    }
    assert_eq!(stage.server.stats().awaited, 0);
    assert_eq!(
        stage.server.stats().totals.failed_answers,
        2,
        "too long is no failed answer"
    );
    stage.all_gone().await;
}

#[tokio::test]
async fn statuses_and_recordings_are_passed_on() {
    let stage = Stage::new().await;
    let (status, _) = stage
        .post(
            "/twilio/status",
            "CallSid=CA1&CallStatus=completed&CallDuration=9",
        )
        .await;
    assert_eq!(status, 204);
    let (status, _) = stage
        .post("/twilio/recording", "CallSid=CA1&RecordingSid=RE1")
        .await;
    assert_eq!(status, 204);
    assert_eq!(
        stage.script.told(),
        ["status CA1 Completed", "recorded CA1 RE1"]
    );
}

#[tokio::test]
async fn what_became_of_a_message_is_passed_on_or_said_not_to_be_kept() {
    let stage = Stage::new().await;
    let undelivered = "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003&To=%2B1";
    for (path, form, answer) in [
        ("/twilio/message?message=7", undelivered, 204),
        (
            "/twilio/message?message=7",
            "MessageSid=SM1&MessageStatus=sent",
            204,
        ),
        (
            "/twilio/message",
            "MessageSid=SM2&MessageStatus=delivered&ErrorCode=",
            204,
        ),
        ("/twilio/message?message=unkept", undelivered, 503),
    ] {
        assert_eq!(stage.post(path, form).await.0, answer, "{path} {form}");
    }
    assert_eq!(
        stage.script.told(),
        [
            "message 7 SM1 Some(Undelivered) Some(30003)",
            "message 7 SM1 None None",
            "message nobody's SM2 Some(Delivered) None",
        ]
    );
}
