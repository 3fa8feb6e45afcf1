use proptest::prelude::*;

use super::*;

/// The examples of the carrier's page, with what each says.
#[test]
fn the_carriers_examples_are_read() {
    let connected = r#"{"event":"connected","protocol":"Call","version":"1.0.0"}"#;
    assert_eq!(
        parse(connected).map(|message| message.body),
        Ok(Body::Connected)
    );

    let start = r#"{"event":"start","sequenceNumber":"1","start":{"accountSid":"AC0a","streamSid":"MZ1a","callSid":"CA2b","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{"FirstName":"Jane","token":"v1.9"}},"streamSid":"MZ1a"}"#;
    let message = parse(start).expect("a start");
    assert_eq!(message.sequence, Some(1));
    let Body::Start(start) = message.body else {
        panic!("{message:?}")
    };
    assert_eq!(start.call.as_str(), "CA2b");
    assert_eq!(start.stream.as_str(), "MZ1a");
    assert_eq!(
        start.account.map(|sid| sid.to_string()).as_deref(),
        Some("AC0a")
    );
    assert_eq!(start.parameters["FirstName"], "Jane");

    let media = r#"{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1","timestamp":"5","payload":"/38A"},"streamSid":"MZ1a"}"#;
    assert_eq!(
        parse(media),
        Ok(Message {
            sequence: Some(3),
            stream: StreamSid::new("MZ1a").ok(),
            body: Body::Media(Media {
                track: Track::Inbound,
                chunk: Some(1),
                timestamp_ms: 5,
                sound: vec![0xff, 0x7f, 0x00],
            }),
        })
    );

    let dtmf = r#"{"event":"dtmf","streamSid":"MZ1a","sequenceNumber":"5","dtmf":{"track":"inbound_track","digit":"1"}}"#;
    assert_eq!(parse(dtmf).map(|message| message.body), Ok(Body::Dtmf('1')));
    let mark =
        r#"{"event":"mark","sequenceNumber":"4","streamSid":"MZ1a","mark":{"name":"my label"}}"#;
    assert_eq!(
        parse(mark).map(|message| message.body),
        Ok(Body::Mark("my label".into()))
    );
    let stop = r#"{"event":"stop","sequenceNumber":"5","stop":{"accountSid":"AC0a","callSid":"CA2b"},"streamSid":"MZ1a"}"#;
    assert_eq!(parse(stop).map(|message| message.body), Ok(Body::Stop));
}

#[test]
fn what_is_not_known_is_passed_over() {
    let new = r#"{"event":"transcript","sequenceNumber":7,"streamSid":"MZ1","transcript":[1,{"a":null}]}"#;
    assert_eq!(parse(new).map(|message| message.body), Ok(Body::Other));
    let more = r#"{"x":[1],"event":"media","media":{"y":{},"track":"inbound","timestamp":20,"payload":"AAAA"}}"#;
    assert!(matches!(
        parse(more),
        Ok(Message {
            sequence: None,
            body: Body::Media(_),
            ..
        })
    ));
}

#[test]
fn what_is_wrong_is_named() {
    let long = "A".repeat(MAX_SOUND.div_ceil(3) * 4 + 4);
    let long = format!(r#"{{"event":"media","media":{{"timestamp":"1","payload":"{long}"}}}}"#);
    let many: Vec<String> = (0..=MAX_PARAMETERS)
        .map(|n| format!("\"p{n}\":\"\""))
        .collect();
    let many = format!(
        r#"{{"event":"start","streamSid":"M","start":{{"callSid":"C","customParameters":{{{}}}}}}}"#,
        many.join(",")
    );
    let spaces = " ".repeat(MAX_TEXT + 1);
    let cases: &[(&str, InboundError)] = &[
        ("", InboundError::NotJson),
        ("[]", InboundError::NotJson),
        ("{}", InboundError::NotJson),
        (r#"{"event":1}"#, InboundError::NotJson),
        (&spaces, InboundError::TooLong),
        (r#"{"event":"media"}"#, InboundError::Missing),
        (
            r#"{"event":"media","media":{"payload":"AAAA"}}"#,
            InboundError::Missing,
        ),
        (
            r#"{"event":"media","media":{"timestamp":"-1","payload":"AAAA"}}"#,
            InboundError::NotJson,
        ),
        (
            r#"{"event":"media","media":{"timestamp":"1","payload":"AA*A"}}"#,
            InboundError::NotBase64,
        ),
        (
            r#"{"event":"media","media":{"timestamp":"1","payload":""}}"#,
            InboundError::BadLength,
        ),
        (&long, InboundError::BadLength),
        (
            r#"{"event":"media","media":{"track":"x","timestamp":"1","payload":"AAAA"}}"#,
            InboundError::BadFormat,
        ),
        (
            r#"{"event":"start","start":{"callSid":"C"}}"#,
            InboundError::Missing,
        ),
        (
            r#"{"event":"start","streamSid":"M","start":{"callSid":"C","streamSid":"N"}}"#,
            InboundError::BadSid,
        ),
        (
            r#"{"event":"start","streamSid":"M","start":{"callSid":"C\"D"}}"#,
            InboundError::BadSid,
        ),
        (
            r#"{"event":"start","streamSid":"M","start":{"callSid":"C","mediaFormat":{"encoding":"audio/x-l16"}}}"#,
            InboundError::BadFormat,
        ),
        (&many, InboundError::TooManyParameters),
        (
            r#"{"event":"dtmf","dtmf":{"digit":"12"}}"#,
            InboundError::BadKey,
        ),
        (
            r#"{"event":"dtmf","dtmf":{"digit":"१"}}"#,
            InboundError::BadKey,
        ),
    ];
    for (text, error) in cases {
        assert_eq!(parse(text), Err(*error), "{text:.80}");
    }
}

proptest! {
    /// Sound of any allowed length comes out as it went in.
    #[test]
    fn sound_is_kept(sound in proptest::collection::vec(any::<u8>(), 1..MAX_SOUND), at in any::<u64>()) {
        let text = format!(
            r#"{{"event":"media","media":{{"track":"inbound","timestamp":"{at}","payload":"{}"}}}}"#,
            STANDARD.encode(&sound)
        );
        let Body::Media(media) = parse(&text).expect("media").body else { panic!("media") };
        prop_assert_eq!(media.sound, sound);
        prop_assert_eq!(media.timestamp_ms, at);
    }

    #[test]
    fn noise_is_only_refused(text in any::<String>()) {
        let _ = parse(&text);
    }
}
