//! Calls placed and changed through the REST API: what is asked, as a path and a form,
//! and what the answer means (Twilio, "Calls resource", version 2010-04-01).
//!
//! Placing has no idempotency key: who gets no answer does not know whether a telephone
//! rings, and must not simply ask again ([`super::super::dial::DialError::is_certain`]).
//! Must not know: the connection, the credentials.

mod answer;
mod message;

use std::time::Duration;

pub use answer::{MAX_ANSWER, Placed, Refusal, read};
pub use message::{NotSent, OutboundMessage, send, sent};

use super::phone::Phone;
use super::sid::{AccountSid, CallSid};
use super::twiml::{Verb, render};

/// The longest TwiML that may go with a request, in characters.
pub const MAX_TWIML: usize = 4_000;

/// A POST with a form.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    pub path: String,
    /// `application/x-www-form-urlencoded`
    pub body: String,
}

impl std::fmt::Debug for Request {
    /// Without the form, which holds numbers.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Request")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// A call to place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundCall {
    pub to: Phone,
    pub from: Phone,
    /// Asked for TwiML when somebody, or something, picks up.
    pub answer_url: String,
    /// Told each change of its status.
    pub status_url: Option<String>,
    /// 5 to 600 s.
    pub ring_for: Duration,
    /// The carrier ends the call by itself after so long.
    pub longest: Duration,
    pub detect_machine: Detection,
}

/// Whether the carrier listens first for who picked up. It takes seconds in which the
/// callee hears nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detection {
    Off,
    /// Whether it is a machine.
    Start,
    /// And when it is done speaking.
    MessageEnd,
}

/// Why a request cannot be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the instructions are longer than a request may have")]
pub struct TooLong;

/// Place this call.
#[must_use]
pub fn place(account: &AccountSid, call: &OutboundCall) -> Request {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("To", call.to.as_str())
        .append_pair("From", call.from.as_str())
        .append_pair("Url", &call.answer_url)
        .append_pair("Method", "POST")
        .append_pair(
            "Timeout",
            &call.ring_for.as_secs().clamp(5, 600).to_string(),
        )
        .append_pair("TimeLimit", &call.longest.as_secs().max(1).to_string());
    if let Some(url) = &call.status_url {
        form.append_pair("StatusCallback", url)
            .append_pair("StatusCallbackMethod", "POST");
        for event in ["initiated", "ringing", "answered", "completed"] {
            form.append_pair("StatusCallbackEvent", event);
        }
    }
    match call.detect_machine {
        Detection::Off => {}
        Detection::Start => {
            form.append_pair("MachineDetection", "Enable");
        }
        Detection::MessageEnd => {
            form.append_pair("MachineDetection", "DetectMessageEnd");
        }
    }
    Request {
        path: format!("/2010-04-01/Accounts/{account}/Calls.json"),
        body: form.finish(),
    }
}

/// End this call, whatever it is doing.
#[must_use]
pub fn hang_up(account: &AccountSid, call: &CallSid) -> Request {
    update(account, call, "Status", "completed")
}

/// End this call if nobody has answered it yet.
#[must_use]
pub fn cancel(account: &AccountSid, call: &CallSid) -> Request {
    update(account, call, "Status", "canceled")
}

/// Drop what the call is doing, its stream included, and do this.
///
/// # Errors
/// [`TooLong`] if that is more than [`MAX_TWIML`].
pub fn redirect(account: &AccountSid, call: &CallSid, verbs: &[Verb]) -> Result<Request, TooLong> {
    let twiml = render(verbs);
    if twiml.chars().count() > MAX_TWIML {
        return Err(TooLong);
    }
    Ok(update(account, call, "Twiml", &twiml))
}

fn update(account: &AccountSid, call: &CallSid, name: &str, value: &str) -> Request {
    Request {
        path: format!("/2010-04-01/Accounts/{account}/Calls/{call}.json"),
        body: form_urlencoded::Serializer::new(String::new())
            .append_pair(name, value)
            .finish(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twilio::form::Form;

    fn account() -> AccountSid {
        AccountSid::new("AC1").expect("a name")
    }

    fn call() -> OutboundCall {
        OutboundCall {
            to: Phone::new("+14155550123").expect("a number"),
            from: Phone::new("+18005550100").expect("a number"),
            answer_url: "https://a.example/twilio/voice?x=1&y=2".to_owned(),
            status_url: Some("https://a.example/twilio/status".to_owned()),
            ring_for: Duration::from_secs(1),
            longest: Duration::from_secs(600),
            detect_machine: Detection::MessageEnd,
        }
    }

    #[test]
    fn a_call_is_placed_by_a_form() {
        let request = place(&account(), &call());
        assert_eq!(request.path, "/2010-04-01/Accounts/AC1/Calls.json");
        let form = Form::parse(request.body.as_bytes()).expect("a form");
        let expected = [
            ("To", "+14155550123"),
            ("From", "+18005550100"),
            ("Url", "https://a.example/twilio/voice?x=1&y=2"),
            ("Timeout", "5"),
            ("TimeLimit", "600"),
            ("StatusCallback", "https://a.example/twilio/status"),
            ("MachineDetection", "DetectMessageEnd"),
        ];
        for (name, value) in expected {
            assert_eq!(form.get(name), Some(value), "{name}");
        }
        let events = form
            .fields()
            .iter()
            .filter(|(name, _)| name == "StatusCallbackEvent");
        assert_eq!(events.count(), 4);
        assert!(!format!("{request:?}").contains("4155550123"));
    }

    #[test]
    fn a_call_is_changed_by_its_name() {
        let sid = CallSid::new("CA1").expect("a name");
        let end = hang_up(&account(), &sid);
        assert_eq!(end.path, "/2010-04-01/Accounts/AC1/Calls/CA1.json");
        assert_eq!(end.body, "Status=completed");
        let off = cancel(&account(), &sid);
        assert_eq!((off.path, off.body.as_str()), (end.path, "Status=canceled"));
        let request = redirect(&account(), &sid, &[Verb::HangUp]).expect("short");
        let form = Form::parse(request.body.as_bytes()).expect("a form");
        assert!(
            form.get("Twiml")
                .is_some_and(|twiml| twiml.ends_with("<Response><Hangup/></Response>"))
        );
        let much = vec![Verb::HangUp; MAX_TWIML];
        assert_eq!(redirect(&account(), &sid, &much), Err(TooLong));
    }
}
