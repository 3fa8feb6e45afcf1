//! What an answer of the REST API means (Twilio, "Error and Warning Dictionary"; the body
//! of a refusal is `{code, message, status}`). Must not know: what was asked.

use std::time::Duration;

use serde::Deserialize;

use crate::twilio::sid::CallSid;
use crate::twilio::webhook::CallStatus;

/// The largest answer read, in bytes.
pub const MAX_ANSWER: usize = 64 * 1024;
/// Nobody waits longer before asking again.
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// The carrier took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub call: CallSid,
    /// Nothing if the carrier says something new.
    pub status: Option<CallStatus>,
}

/// The carrier did not take it. All but `Failing` and `Unreadable` mean for certain that
/// nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the carrier does not know these credentials")]
    Unauthorised,
    #[error("too many requests or calls at once")]
    TooMany { wait: Option<Duration> },
    #[error("the number called is none")]
    BadTo,
    #[error("calls may not be made from this number")]
    BadFrom,
    #[error("this account may not call there")]
    NotAllowed,
    #[error("no such call")]
    NoSuchCall,
    #[error("the call is over")]
    Over,
    #[error("refused by the carrier, code {code:?}")]
    Other { code: Option<u32> },
    #[error("the carrier is failing, status {status}")]
    Failing { status: u16 },
    #[error("an answer that cannot be read")]
    Unreadable,
}

#[derive(Deserialize)]
struct WireCall {
    sid: String,
    status: Option<String>,
}

#[derive(Deserialize)]
struct WireRefusal {
    code: Option<u32>,
}

/// Reads an answer: its status, its `Retry-After` in seconds, its body.
///
/// # Errors
/// [`Refusal`], by the carrier's code where it gives one.
pub fn read(status: u16, retry_after: Option<&str>, body: &[u8]) -> Result<Placed, Refusal> {
    match status {
        200..=299 => placed(body).ok_or(Refusal::Unreadable),
        500..=599 => Err(Refusal::Failing { status }),
        _ => {
            let code =
                serde_json::from_slice::<WireRefusal>(body.get(..MAX_ANSWER).unwrap_or(body))
                    .ok()
                    .and_then(|refusal| refusal.code);
            let wait = retry_after
                .and_then(|seconds| seconds.trim().parse().ok())
                .map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
            Err(refused(status, code, wait))
        }
    }
}

fn placed(body: &[u8]) -> Option<Placed> {
    let call: WireCall = serde_json::from_slice(body).ok()?;
    Some(Placed {
        call: CallSid::new(&call.sid).ok()?,
        status: call.status.as_deref().and_then(CallStatus::from_word),
    })
}

fn refused(status: u16, code: Option<u32>, wait: Option<Duration>) -> Refusal {
    match (status, code) {
        (_, Some(20_003)) | (401, _) => Refusal::Unauthorised,
        (_, Some(20_429 | 10_004)) | (429, _) => Refusal::TooMany { wait },
        (_, Some(21_211 | 21_214 | 21_217 | 21_201 | 13_224)) => Refusal::BadTo,
        (_, Some(21_210 | 21_212 | 21_213)) => Refusal::BadFrom,
        (_, Some(21_215 | 21_216 | 21_219 | 13_227 | 10_002)) => Refusal::NotAllowed,
        (_, Some(21_220)) => Refusal::Over,
        (_, Some(20_404)) | (404, _) => Refusal::NoSuchCall,
        (_, code) => Refusal::Other { code },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_was_taken_has_a_name() {
        let body = br#"{"sid":"CA1","status":"queued","to":"+1","price":null}"#;
        let placed = read(201, None, body).expect("taken");
        assert_eq!(placed.call.as_str(), "CA1");
        assert_eq!(placed.status, Some(CallStatus::Queued));
        for bad in ["", "{}", "[]", r#"{"sid":""}"#, r#"{"sid":"CA/1"}"#] {
            assert_eq!(
                read(200, None, bad.as_bytes()),
                Err(Refusal::Unreadable),
                "{bad}"
            );
        }
    }

    #[test]
    fn refusals_are_told_apart() {
        let wait = Some(Duration::from_secs(3));
        let cases: &[(u16, Option<&str>, &str, Refusal)] = &[
            (
                401,
                None,
                r#"{"code":20003,"message":"Authenticate","status":401}"#,
                Refusal::Unauthorised,
            ),
            (
                429,
                Some("3"),
                r#"{"code":20429}"#,
                Refusal::TooMany { wait },
            ),
            (429, Some("soon"), "", Refusal::TooMany { wait: None }),
            (
                429,
                Some("99999999999"),
                "",
                Refusal::TooMany {
                    wait: Some(LONGEST_WAIT),
                },
            ),
            (400, None, r#"{"code":21211}"#, Refusal::BadTo),
            (400, None, r#"{"code":21210}"#, Refusal::BadFrom),
            (400, None, r#"{"code":21215}"#, Refusal::NotAllowed),
            (404, None, r#"{"code":20404}"#, Refusal::NoSuchCall),
            (400, None, r#"{"code":21220}"#, Refusal::Over),
            (
                400,
                None,
                r#"{"code":29999}"#,
                Refusal::Other { code: Some(29_999) },
            ),
            (400, None, "<html>", Refusal::Other { code: None }),
            (302, None, "", Refusal::Other { code: None }),
            (503, None, "busy", Refusal::Failing { status: 503 }),
        ];
        for (status, after, body, refusal) in cases {
            assert_eq!(
                read(*status, *after, body.as_bytes()),
                Err(*refusal),
                "{status} {body}"
            );
        }
    }
}
