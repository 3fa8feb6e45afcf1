//! What Twilio's webhooks tell: a call that rings, a status that changed, what a stream,
//! a forward or a recording came to (Twilio, "TwiML Voice: Twilio's request to your
//! application" and "Call status callbacks"). Fields that are not known are passed over.
//! Must not know: what is done about it.

use super::form::Form;
use parley_domain::message::Delivery;

use super::sid::{CallSid, MessageSid, RecordingSid};

/// The longest that one end of a call may call itself, in bytes.
pub const MAX_PARTY: usize = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    #[error("no call is named")]
    NoCall,
    #[error("no message is named")]
    NoMessage,
    #[error("a field is not what it can be")]
    BadField,
}

/// A call asks what to do with it.
#[derive(Clone, PartialEq, Eq)]
pub struct IncomingCall {
    pub call: CallSid,
    pub direction: Direction,
    /// A number in E.164, `anonymous`, `sip:…`, `client:…`: as the carrier says it.
    pub from: String,
    pub to: String,
    /// Where the number was called first, if it was forwarded to ours.
    pub forwarded_from: Option<String>,
    /// Of an outbound call that was placed with machine detection.
    pub answered_by: Option<AnsweredBy>,
    /// What we called it when we placed it; it comes in the address, not in the form.
    pub ours: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Inbound,
    /// Placed by us.
    Outbound,
}

/// Who picked up, by the carrier's own detection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnsweredBy {
    Human,
    /// A machine, still speaking.
    Machine,
    /// A machine, ready for a message.
    MachineReady,
    Fax,
    Unknown,
}

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallStatus {
    Queued,
    Initiated,
    Ringing,
    InProgress,
    Completed,
    Busy,
    NoAnswer,
    Canceled,
    Failed,
}

impl CallStatus {
    /// Nothing follows it.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Busy | Self::NoAnswer | Self::Canceled | Self::Failed
        )
    }

    /// As the carrier writes it.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "queued" => Self::Queued,
            "initiated" => Self::Initiated,
            "ringing" => Self::Ringing,
            "in-progress" | "answered" => Self::InProgress,
            "completed" => Self::Completed,
            "busy" => Self::Busy,
            "no-answer" => Self::NoAnswer,
            "canceled" => Self::Canceled,
            "failed" => Self::Failed,
            _ => return None,
        })
    }
}

/// A status callback. They may come late, twice and out of order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusUpdate {
    pub call: CallSid,
    pub status: CallStatus,
    /// Counts up from 0 within the call.
    pub sequence: Option<u32>,
    /// Whole seconds, once it is completed.
    pub seconds: Option<u32>,
    /// The last answer of the network, where there was one (200, 486, 603 …).
    pub sip_code: Option<u16>,
    pub answered_by: Option<AnsweredBy>,
    /// As in [`IncomingCall::ours`].
    pub ours: Option<String>,
}

/// A verb with an `action` has ended: a stream, a forward, a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continued {
    pub call: CallSid,
    /// What a forward came to.
    pub dialled: Option<CallStatus>,
}

/// A recording can be fetched, or failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingUpdate {
    pub call: CallSid,
    pub recording: RecordingSid,
    pub is_complete: bool,
    pub seconds: Option<u32>,
}

/// A message's status callback (Twilio, "Outbound message status in status callbacks").
/// They may come late, twice and out of order. Its numbers and its text are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageUpdate {
    pub message: MessageSid,
    /// Nothing for a status that another one follows.
    pub delivery: Option<Delivery>,
    /// Why it did not arrive.
    pub code: Option<u32>,
    /// What we called it when we sent it; it comes in the address, not in the form.
    pub ours: Option<String>,
}

impl MessageUpdate {
    /// # Errors
    /// [`WebhookError`] if no message is named, or nothing is told of it.
    pub fn read(form: &Form) -> Result<Self, WebhookError> {
        let message = form.get("MessageSid").ok_or(WebhookError::NoMessage)?;
        let status = form.get("MessageStatus").ok_or(WebhookError::BadField)?;
        let code = form.get("ErrorCode").filter(|code| !code.is_empty());
        Ok(Self {
            message: MessageSid::new(message).map_err(|_| WebhookError::BadField)?,
            delivery: match status {
                "delivered" | "read" => Some(Delivery::Delivered),
                "undelivered" => Some(Delivery::Undelivered),
                "failed" | "canceled" => Some(Delivery::Failed),
                _ => None,
            },
            code: code
                .map(|code| code.parse().map_err(|_| WebhookError::BadField))
                .transpose()?,
            ours: None,
        })
    }
}

impl IncomingCall {
    /// # Errors
    /// [`WebhookError`] if no call is named, or an end of it calls itself something long.
    pub fn read(form: &Form) -> Result<Self, WebhookError> {
        Ok(Self {
            call: call(form)?,
            direction: match form.get("Direction") {
                None | Some("inbound") => Direction::Inbound,
                Some(_) => Direction::Outbound,
            },
            from: party(form, "From")?.unwrap_or_default(),
            to: party(form, "To")?.unwrap_or_default(),
            forwarded_from: party(form, "ForwardedFrom")?,
            answered_by: answered_by(form),
            ours: None,
        })
    }
}

impl std::fmt::Debug for IncomingCall {
    /// Without the numbers, which are personal.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("IncomingCall")
            .field("call", &self.call)
            .field("direction", &self.direction)
            .field("answered_by", &self.answered_by)
            .finish_non_exhaustive()
    }
}

impl StatusUpdate {
    /// # Errors
    /// [`WebhookError`] if no call is named or its status is none.
    pub fn read(form: &Form) -> Result<Self, WebhookError> {
        let word = form.get("CallStatus").ok_or(WebhookError::BadField)?;
        Ok(Self {
            call: call(form)?,
            status: CallStatus::from_word(word).ok_or(WebhookError::BadField)?,
            sequence: number(form, "SequenceNumber")?,
            seconds: number(form, "CallDuration")?,
            sip_code: number(form, "SipResponseCode")?,
            answered_by: answered_by(form),
            ours: None,
        })
    }
}

impl Continued {
    /// # Errors
    /// [`WebhookError`] if no call is named.
    pub fn read(form: &Form) -> Result<Self, WebhookError> {
        Ok(Self {
            call: call(form)?,
            dialled: form.get("DialCallStatus").and_then(CallStatus::from_word),
        })
    }
}

impl RecordingUpdate {
    /// # Errors
    /// [`WebhookError`] if no call or no recording is named.
    pub fn read(form: &Form) -> Result<Self, WebhookError> {
        let recording = form.get("RecordingSid").ok_or(WebhookError::BadField)?;
        Ok(Self {
            call: call(form)?,
            recording: RecordingSid::new(recording).map_err(|_| WebhookError::BadField)?,
            is_complete: form
                .get("RecordingStatus")
                .is_none_or(|status| status == "completed"),
            seconds: number(form, "RecordingDuration")?,
        })
    }
}

fn call(form: &Form) -> Result<CallSid, WebhookError> {
    CallSid::new(form.get("CallSid").ok_or(WebhookError::NoCall)?)
        .map_err(|_| WebhookError::BadField)
}

fn party(form: &Form, name: &str) -> Result<Option<String>, WebhookError> {
    match form.get(name) {
        Some(text) if text.len() > MAX_PARTY => Err(WebhookError::BadField),
        text => Ok(text.map(str::to_owned)),
    }
}

fn number<N: std::str::FromStr>(form: &Form, name: &str) -> Result<Option<N>, WebhookError> {
    form.get(name)
        .map(|text| text.parse().map_err(|_| WebhookError::BadField))
        .transpose()
}

fn answered_by(form: &Form) -> Option<AnsweredBy> {
    Some(match form.get("AnsweredBy")? {
        "human" => AnsweredBy::Human,
        "machine_start" => AnsweredBy::Machine,
        "machine_end_beep" | "machine_end_silence" | "machine_end_other" => {
            AnsweredBy::MachineReady
        }
        "fax" => AnsweredBy::Fax,
        _ => AnsweredBy::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(body: &str) -> Form {
        Form::parse(body.as_bytes()).expect("a form")
    }

    #[test]
    fn a_call_that_rings_is_read() {
        let call = IncomingCall::read(&form(
            "CallSid=CA1&AccountSid=AC1&From=%2B14155550123&To=%2B18005550100&CallStatus=ringing\
             &ApiVersion=2010-04-01&Direction=inbound&ForwardedFrom=%2B1212&StirVerstat=x",
        ))
        .expect("a call");
        assert_eq!(
            (call.from.as_str(), call.to.as_str()),
            ("+14155550123", "+18005550100")
        );
        assert_eq!(call.direction, Direction::Inbound);
        assert_eq!(call.forwarded_from.as_deref(), Some("+1212"));
        assert!(!format!("{call:?}").contains("4155550123"));
        let ours = IncomingCall::read(&form(
            "CallSid=CA1&Direction=outbound-api&AnsweredBy=machine_end_beep",
        ));
        let ours = ours.expect("a call");
        assert_eq!(ours.direction, Direction::Outbound);
        assert_eq!(ours.answered_by, Some(AnsweredBy::MachineReady));
    }

    #[test]
    fn statuses_are_read() {
        let update = StatusUpdate::read(&form(
            "CallSid=CA1&CallStatus=completed&CallDuration=61&SequenceNumber=3&SipResponseCode=200",
        ));
        assert_eq!(
            update,
            Ok(StatusUpdate {
                call: CallSid::new("CA1").expect("a name"),
                status: CallStatus::Completed,
                sequence: Some(3),
                seconds: Some(61),
                sip_code: Some(200),
                answered_by: None,
                ours: None,
            })
        );
        let finals = ["busy", "no-answer", "canceled", "failed", "completed"];
        assert!(
            finals
                .iter()
                .all(|word| CallStatus::from_word(word).is_some_and(CallStatus::is_final))
        );
        let steps = ["queued", "initiated", "ringing", "in-progress"];
        assert!(
            !steps
                .iter()
                .any(|word| CallStatus::from_word(word).is_none_or(CallStatus::is_final))
        );
    }

    #[test]
    fn what_follows_and_recordings_are_read() {
        let after = Continued::read(&form(
            "CallSid=CA1&DialCallStatus=no-answer&DialCallSid=CA2",
        ));
        assert_eq!(
            after.map(|after| after.dialled),
            Ok(Some(CallStatus::NoAnswer))
        );
        let update =
            RecordingUpdate::read(&form("CallSid=CA1&RecordingSid=RE1&RecordingDuration=9"));
        assert_eq!(
            update.map(|update| (update.is_complete, update.seconds)),
            Ok((true, Some(9)))
        );
    }

    #[test]
    fn what_is_wrong_is_refused() {
        assert_eq!(
            IncomingCall::read(&form("")).err(),
            Some(WebhookError::NoCall)
        );
        assert_eq!(
            IncomingCall::read(&form("CallSid=CA%2F1")).err(),
            Some(WebhookError::BadField)
        );
        let long = format!("CallSid=CA1&From={}", "a".repeat(MAX_PARTY + 1));
        assert_eq!(
            IncomingCall::read(&form(&long)).err(),
            Some(WebhookError::BadField)
        );
        for body in [
            "CallSid=CA1",
            "CallSid=CA1&CallStatus=odd",
            "CallSid=CA1&CallStatus=busy&CallDuration=-1",
        ] {
            assert_eq!(
                StatusUpdate::read(&form(body)),
                Err(WebhookError::BadField),
                "{body}"
            );
        }
        assert_eq!(
            RecordingUpdate::read(&form("CallSid=CA1")),
            Err(WebhookError::BadField)
        );
    }
}
