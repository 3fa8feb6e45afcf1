//! Messages sent through the REST API (Twilio, "Messages resource", version 2010-04-01):
//! what is asked, and what the answer means. Sending has no idempotency key either: who
//! gets no answer does not know whether it was sent. Must not know: the connection, whether
//! it may be sent.

use serde::Deserialize;

use super::Request;
use super::answer::MAX_ANSWER;
use crate::twilio::phone::Phone;
use crate::twilio::sid::AccountSid;

/// A message to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutboundMessage<'a> {
    pub to: &'a Phone,
    pub from: &'a Phone,
    pub text: &'a str,
    /// Told each change of its status.
    pub status_url: &'a str,
}

/// The carrier did not take a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// They wrote to the carrier that they want none.
    #[error("they want no messages from this number")]
    Unsubscribed,
    /// It will never be taken: the number, the text or the account is wrong for it.
    #[error("refused by the carrier, code {code:?}")]
    Refused { code: Option<u32> },
    /// For certain it was not taken now.
    #[error("not taken now, status {status}")]
    NotNow { status: u16 },
    /// It may have been sent.
    #[error("the carrier does not say what became of it")]
    Unknown,
}

#[derive(Deserialize)]
struct WireMessage {
    status: String,
    error_code: Option<u32>,
}

#[derive(Deserialize)]
struct WireRefusal {
    code: Option<u32>,
}

/// Send this message.
#[must_use]
pub fn send(account: &AccountSid, message: &OutboundMessage<'_>) -> Request {
    Request {
        path: format!("/2010-04-01/Accounts/{account}/Messages.json"),
        body: form_urlencoded::Serializer::new(String::new())
            .append_pair("To", message.to.as_str())
            .append_pair("From", message.from.as_str())
            .append_pair("Body", message.text)
            .append_pair("StatusCallback", message.status_url)
            .finish(),
    }
}

/// Reads an answer: its status and its body.
///
/// # Errors
/// [`NotSent`]
pub fn sent(status: u16, body: &[u8]) -> Result<(), NotSent> {
    let body = body.get(..MAX_ANSWER).unwrap_or(body);
    match status {
        200..=299 => {
            let message: WireMessage =
                serde_json::from_slice(body).map_err(|_| NotSent::Unknown)?;
            match (message.status.as_str(), message.error_code) {
                ("failed" | "undelivered" | "canceled", code) => Err(refused(code)),
                _ => Ok(()),
            }
        }
        500..=599 => Err(NotSent::Unknown),
        // The account may be mended, and the rush may pass.
        401 | 429 => Err(NotSent::NotNow { status }),
        _ => {
            let refusal = serde_json::from_slice::<WireRefusal>(body).ok();
            match refusal.and_then(|refusal| refusal.code) {
                Some(20_003 | 20_429 | 14_107) => Err(NotSent::NotNow { status }),
                code => Err(refused(code)),
            }
        }
    }
}

const fn refused(code: Option<u32>) -> NotSent {
    match code {
        Some(21_610) => NotSent::Unsubscribed,
        code => NotSent::Refused { code },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twilio::form::Form;

    #[test]
    fn a_message_is_sent_by_a_form() {
        let account = AccountSid::new("AC1").expect("a name");
        let phone = |text| Phone::new(text).expect("a number");
        let (to, from) = (phone("+14155550123"), phone("+18005550100"));
        let text = "आपका समय: 4 & 5";
        let message = OutboundMessage {
            to: &to,
            from: &from,
            text,
            status_url: "https://a.example/twilio/message?message=1",
        };
        let request = send(&account, &message);
        assert_eq!(request.path, "/2010-04-01/Accounts/AC1/Messages.json");
        let form = Form::parse(request.body.as_bytes()).expect("a form");
        for (name, value) in [
            ("To", "+14155550123"),
            ("From", "+18005550100"),
            ("Body", text),
            (
                "StatusCallback",
                "https://a.example/twilio/message?message=1",
            ),
        ] {
            assert_eq!(form.get(name), Some(value), "{name}");
        }
    }

    #[test]
    fn what_was_not_sent_is_told_apart() {
        let refused = |code| Err(NotSent::Refused { code });
        let not_now = |status| Err(NotSent::NotNow { status });
        for (status, body, answer) in [
            (
                201,
                r#"{"sid":"SM1","status":"queued","error_code":null}"#,
                Ok(()),
            ),
            (
                201,
                r#"{"sid":"SM1","status":"failed","error_code":30007}"#,
                refused(Some(30_007)),
            ),
            (400, r#"{"code":21610}"#, Err(NotSent::Unsubscribed)),
            (400, r#"{"code":21614}"#, refused(Some(21_614))),
            (400, "<html>", refused(None)),
            (401, "", not_now(401)),
            (429, r#"{"code":20429}"#, not_now(429)),
            (400, r#"{"code":20003}"#, not_now(400)),
            (503, "", Err(NotSent::Unknown)),
            (201, "<html>", Err(NotSent::Unknown)),
        ] {
            assert_eq!(sent(status, body.as_bytes()), answer, "{status} {body}");
        }
    }
}
