//! All that outsiders' bytes can reach in one call, for fuzzing: nothing may panic, and
//! what is read must hold what its page promises. Must not know: what else is done with it.

use std::time::Duration;

use super::form::Form;
use super::inbound::{self, Body};
use super::reorder::{Placed, Reorder, WINDOW};
use super::secret::Secret;
use super::sid::CallSid;
use super::signature::Verifier;
use super::token::Tokens;
use super::{outbound, rest, twiml, webhook};

/// Any text as a message of a stream, a line each, in the order of their numbers.
pub fn messages(text: &str) {
    let mut order = Reorder::default();
    for (line, text) in text.split('\n').enumerate() {
        let now = Duration::from_millis(line as u64 * 20);
        let Ok(message) = inbound::parse(text) else {
            continue;
        };
        if let Body::Media(media) = &message.body {
            assert!((1..=inbound::MAX_SOUND).contains(&media.sound.len()));
        }
        if let Body::Start(start) = &message.body {
            assert!(outbound::media(&start.stream, &[0; 160]).is_ok());
        }
        if let Some(number) = message.sequence {
            if let Placed::Late(_) | Placed::Now(_) = order.push(now, number, message.body) {}
            while order.pop(now).is_some() {}
            assert!(order.waiting() <= WINDOW);
        }
    }
}

/// Any bytes as a webhook's form, with a signature and a token in it.
pub fn webhook(bytes: &[u8]) {
    let Ok(form) = Form::parse(bytes) else { return };
    let verifier = Verifier::new(&Secret::new("fuzz"));
    let url = form.get("Url").unwrap_or("https://a.example/x");
    assert!(
        verifier.verify(url, &form, form.get("Signature")).is_err()
            || form.get("Signature").is_some()
    );
    assert!(
        verifier
            .verify(url, &form, Some(&verifier.sign(url, &form)))
            .is_ok()
    );
    if let Ok(call) = webhook::IncomingCall::read(&form) {
        let tokens = Tokens::new(&Secret::new("fuzz"));
        let _ = tokens.check(form.get("Token"), &call.call, 0);
        let good = tokens.mint(&call.call, 1, [0; 16]);
        assert!(tokens.check(Some(&good), &call.call, 0).is_ok());
    }
    let _ = webhook::StatusUpdate::read(&form);
    let _ = webhook::MessageUpdate::read(&form);
    let _ = webhook::Continued::read(&form);
    let _ = webhook::RecordingUpdate::read(&form);
    let said = twiml::render(&[twiml::Verb::Say(twiml::Speech {
        language: twiml::Language::EnglishUs,
        text: form.get("From").unwrap_or_default().to_owned(),
    })]);
    assert_eq!(said.matches('<').count(), 5, "an element of their own");
}

/// Any bytes as an answer of the REST API.
pub fn answer(status: u16, bytes: &[u8]) {
    let retry_after = bytes
        .get(..8)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    if let Ok(placed) = rest::read(status, retry_after, bytes) {
        assert!(CallSid::new(placed.call.as_str()).is_ok());
    }
    if rest::sent(status, bytes).is_ok() {
        assert!((200..300).contains(&status));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn noise_is_borne(
            text in any::<String>(),
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            status in any::<u16>(),
        ) {
            super::messages(&text);
            super::webhook(&bytes);
            super::webhook(text.as_bytes());
            super::answer(status, &bytes);
        }
    }
}
