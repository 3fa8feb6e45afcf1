//! What the carrier is told to do with a call: TwiML, built from verbs as values
//! (Twilio, "TwiML for Programmable Voice"). Must not know: why it is told so.

mod xml;

use std::time::Duration;

use super::phone::Phone;
use xml::Xml;

/// What is spoken, and in which language. A carrier's voice, chosen on its side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    pub language: Language,
    pub text: String,
}

/// Languages the carrier's voice speaks here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    EnglishUs,
    EnglishUk,
    EnglishIndia,
    HindiIndia,
}

impl Language {
    /// As BCP 47, which TwiML takes.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::EnglishUs => "en-US",
            Self::EnglishUk => "en-GB",
            Self::EnglishIndia => "en-IN",
            Self::HindiIndia => "hi-IN",
        }
    }
}

/// One instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    Say(Speech),
    Pause(Duration),
    /// A stream both ways. The call goes on with what `action` answers, or with the next
    /// verb, when it ends.
    Connect {
        /// `wss://…`, without a query.
        stream: String,
        /// Names and values that come back in `start`; at most 500 characters a pair.
        parameters: Vec<(String, String)>,
        action: Option<String>,
    },
    Dial {
        number: Phone,
        caller_id: Option<Phone>,
        ring_for: Duration,
        /// Asked for what follows; without it, the next verb.
        action: Option<String>,
    },
    Record(Recording),
    HangUp,
    /// Only as the first and only verb; the caller is not charged.
    Reject(Rejection),
}

/// A message after the tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    pub longest: Duration,
    /// It ends after so much silence.
    pub silence: Duration,
    pub action: Option<String>,
    /// Told when the recording can be fetched.
    pub status: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rejection {
    Busy,
    Rejected,
}

/// The document for these verbs, in order.
#[must_use]
pub fn render(verbs: &[Verb]) -> String {
    let mut xml = Xml::begin();
    for verb in verbs {
        verb_into(verb, &mut xml);
    }
    xml.end()
}

fn verb_into(verb: &Verb, xml: &mut Xml) {
    match verb {
        Verb::Say(speech) => {
            xml.open("Say", &[("language", Some(speech.language.tag()))]);
            xml.text(&speech.text);
            xml.close("Say");
        }
        Verb::Pause(length) => {
            let length = seconds(*length, 1);
            xml.empty("Pause", &[("length", Some(&length))]);
        }
        Verb::Connect {
            stream,
            parameters,
            action,
        } => {
            xml.open("Connect", &[("action", action.as_deref())]);
            xml.open("Stream", &[("url", Some(stream))]);
            for (name, value) in parameters {
                xml.empty("Parameter", &[("name", Some(name)), ("value", Some(value))]);
            }
            xml.close("Stream");
            xml.close("Connect");
        }
        Verb::Dial {
            number,
            caller_id,
            ring_for,
            action,
        } => {
            let timeout = seconds(*ring_for, 5);
            let attributes = [
                ("timeout", Some(timeout.as_str())),
                ("callerId", caller_id.as_ref().map(Phone::as_str)),
                ("action", action.as_deref()),
            ];
            xml.open("Dial", &attributes);
            xml.open("Number", &[]);
            xml.text(number.as_str());
            xml.close("Number");
            xml.close("Dial");
        }
        Verb::Record(recording) => {
            let longest = seconds(recording.longest, 1);
            let silence = seconds(recording.silence, 1);
            let attributes = [
                ("maxLength", Some(longest.as_str())),
                ("timeout", Some(silence.as_str())),
                ("playBeep", Some("true")),
                ("action", recording.action.as_deref()),
                ("recordingStatusCallback", recording.status.as_deref()),
            ];
            xml.empty("Record", &attributes);
        }
        Verb::HangUp => xml.empty("Hangup", &[]),
        Verb::Reject(reason) => {
            let reason = match reason {
                Rejection::Busy => "busy",
                Rejection::Rejected => "rejected",
            };
            xml.empty("Reject", &[("reason", Some(reason))]);
        }
    }
}

/// Whole seconds, never below what the carrier takes.
fn seconds(length: Duration, least: u64) -> String {
    length.as_secs().max(least).to_string()
}

#[cfg(test)]
mod tests;
