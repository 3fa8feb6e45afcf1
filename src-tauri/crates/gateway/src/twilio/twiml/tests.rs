use proptest::prelude::*;

use super::*;

fn body(verbs: &[Verb]) -> String {
    let text = render(verbs);
    let text = text
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>")
        .expect("its head");
    text.strip_suffix("</Response>")
        .expect("its end")
        .to_owned()
}

fn phone(text: &str) -> Phone {
    Phone::new(text).expect("a number")
}

fn say(text: &str) -> Verb {
    Verb::Say(Speech {
        language: Language::HindiIndia,
        text: text.to_owned(),
    })
}

#[test]
fn each_verb_is_written_as_documented() {
    let cases = [
        (
            say("नमस्ते, R&D <now>"),
            "<Say language=\"hi-IN\">नमस्ते, R&amp;D &lt;now&gt;</Say>",
        ),
        (Verb::Pause(Duration::from_secs(2)), "<Pause length=\"2\"/>"),
        (
            Verb::Connect {
                stream: "wss://a.example/twilio/stream".to_owned(),
                parameters: vec![("who".to_owned(), "a\"b".to_owned())],
                action: Some("https://a.example/after?a=1&b=2".to_owned()),
            },
            "<Connect action=\"https://a.example/after?a=1&amp;b=2\">\
             <Stream url=\"wss://a.example/twilio/stream\">\
             <Parameter name=\"who\" value=\"a&quot;b\"/></Stream></Connect>",
        ),
        (
            Verb::Dial {
                number: phone("+14155550123"),
                caller_id: Some(phone("+18005550100")),
                ring_for: Duration::from_secs(20),
                action: None,
            },
            "<Dial timeout=\"20\" callerId=\"+18005550100\"><Number>+14155550123</Number></Dial>",
        ),
        (
            Verb::Record(Recording {
                longest: Duration::from_secs(120),
                silence: Duration::from_millis(200),
                action: None,
                status: Some("https://a.example/recording".to_owned()),
            }),
            "<Record maxLength=\"120\" timeout=\"1\" playBeep=\"true\" \
             recordingStatusCallback=\"https://a.example/recording\"/>",
        ),
        (Verb::HangUp, "<Hangup/>"),
        (Verb::Reject(Rejection::Busy), "<Reject reason=\"busy\"/>"),
        (
            Verb::Reject(Rejection::Rejected),
            "<Reject reason=\"rejected\"/>",
        ),
    ];
    for (verb, text) in cases {
        assert_eq!(body(&[verb]), text);
    }
    assert_eq!(body(&[]), "");
    assert_eq!(body(&[Verb::HangUp, Verb::HangUp]), "<Hangup/><Hangup/>");
}

proptest! {
    /// Whatever is said, it stays text: no markup of its own, nothing XML cannot hold.
    #[test]
    fn nothing_said_becomes_markup(text in any::<String>()) {
        let written = body(&[say(&text)]);
        let inner = written
            .strip_prefix("<Say language=\"hi-IN\">")
            .and_then(|rest| rest.strip_suffix("</Say>"))
            .expect("one element");
        prop_assert!(!inner.contains(['<', '>', '"', '\'']));
        prop_assert!(inner.chars().all(|char| char >= ' '));
        let back = inner
            .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
            .replace("&apos;", "'").replace("&#9;", "\t").replace("&#10;", "\n")
            .replace("&#13;", "\r").replace("&amp;", "&");
        let kept: String = text
            .chars()
            .map(|char| match char {
                '\t' | '\n' | '\r' => char,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
                _ => char,
            })
            .collect();
        prop_assert_eq!(back, kept);
    }
}
