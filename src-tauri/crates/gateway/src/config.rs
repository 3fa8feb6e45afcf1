//! How a gateway is set up. Must not know: where the settings come from.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use parley_domain::rng::Rng;
use parley_domain::time::Clock;

use crate::twilio::secret::Secret;
use crate::twilio::twiml::{Language, Speech, Verb};

/// All a gateway needs.
#[derive(Clone)]
pub struct Config {
    /// Where it listens, in clear: TLS ends before it.
    pub listen: SocketAddr,
    /// How the carrier reaches it.
    pub public: PublicUrl,
    /// The account's, by which webhooks are signed.
    pub auth_token: Secret,
    /// Ours, by which stream tokens are made; the same for all instances.
    pub stream_key: Secret,
    pub limits: Limits,
    /// Answered to new calls while there are as many as there may be, or frames are late.
    pub when_full: Vec<Verb>,
    /// Answered when the switchboard does not.
    pub when_failing: Vec<Verb>,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Config")
            .field("listen", &self.listen)
            .field("public", &self.public)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// What is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls live and awaited, together.
    pub calls: usize,
    /// Connections that are no live call: webhooks, sockets before their `start`.
    pub sockets: usize,
    /// New calls are refused while more than one frame in a hundred is later.
    pub frame_late: Duration,
    /// From the webhook to its stream's `start`.
    pub token_life: Duration,
    /// From the opened socket to its `start`.
    pub start_within: Duration,
    /// No message for so long ends a call; a carrier sends silence as well.
    pub silent: Duration,
    /// Nothing taken for so long ends a call.
    pub stalled: Duration,
    /// No stream lasts longer.
    pub longest: Duration,
    /// The switchboard answers within; Twilio waits 15 s for a webhook.
    pub decide: Duration,
    /// Each step after a stream's end: its tasks, its close, telling the switchboard.
    pub wind_up: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: 400,
            sockets: 1_000,
            frame_late: Duration::from_millis(20),
            token_life: Duration::from_secs(30),
            start_within: Duration::from_secs(5),
            silent: Duration::from_secs(10),
            stalled: Duration::from_secs(2),
            longest: Duration::from_secs(3_600),
            decide: Duration::from_secs(8),
            wind_up: Duration::from_millis(500),
        }
    }
}

/// Said and hung up.
#[must_use]
pub fn say_and_hang_up(language: Language, text: &str) -> Vec<Verb> {
    let text = text.to_owned();
    vec![Verb::Say(Speech { language, text }), Verb::HangUp]
}

/// All lines are busy, in English or Hindi.
#[must_use]
pub fn busy(language: Language) -> Vec<Verb> {
    let text = match language {
        Language::HindiIndia => {
            "क्षमा कीजिए, अभी हमारी सभी लाइनें व्यस्त हैं। कृपया कुछ मिनट बाद फिर से कॉल कीजिए।"
        }
        _ => "Sorry, all our lines are busy right now. Please call again in a few minutes.",
    };
    say_and_hang_up(language, text)
}

/// Something is broken on our side, in English or Hindi.
#[must_use]
pub fn failing(language: Language) -> Vec<Verb> {
    let text = match language {
        Language::HindiIndia => {
            "क्षमा कीजिए, तकनीकी समस्या के कारण हम अभी आपकी कॉल नहीं ले पा रहे हैं। कृपया बाद में फिर से कॉल कीजिए।"
        }
        _ => {
            "Sorry, we cannot take your call because of a technical problem. Please call again later."
        }
    };
    say_and_hang_up(language, text)
}

/// Scheme and host as the carrier calls them, with a path before ours if there is one:
/// signatures are over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    scheme: &'static str,
    rest: String,
}

/// Not `https://host` (or `http://host`, for a test) with at most a path behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address a carrier could call")]
pub struct NotPublic;

pub(crate) const VOICE: &str = "/twilio/voice";
pub(crate) const STREAM: &str = "/twilio/stream";
pub(crate) const AFTER: &str = "/twilio/after";
pub(crate) const STATUS: &str = "/twilio/status";
pub(crate) const RECORDING: &str = "/twilio/recording";
pub(crate) const MESSAGE: &str = "/twilio/message";

/// The longest name of ours that is read back, in bytes.
const MAX_OURS: usize = 64;
/// What is named so: a call, or a message.
const CALL_OF_OURS: &str = "call";
const MESSAGE_OF_OURS: &str = "message";

fn named(path: &str, what: &str, ours: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("{path}?{}", query.append_pair(what, ours).finish())
}

/// Our name of a call in the query of an address, if there is one.
pub(crate) fn our_call(query: Option<&str>) -> Option<String> {
    ours(query, CALL_OF_OURS)
}

/// Our name of a message there.
pub(crate) fn our_message(query: Option<&str>) -> Option<String> {
    ours(query, MESSAGE_OF_OURS)
}

fn ours(query: Option<&str>, what: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query?.as_bytes());
    let (_, ours) = pairs.find(|(name, _)| name == what)?;
    (ours.len() <= MAX_OURS).then(|| ours.into_owned())
}

impl PublicUrl {
    /// # Errors
    /// [`NotPublic`].
    pub fn new(text: &str) -> Result<Self, NotPublic> {
        let (scheme, rest) = text.split_once("://").ok_or(NotPublic)?;
        let scheme = match scheme {
            "https" => "https",
            "http" => "http",
            _ => return Err(NotPublic),
        };
        let rest = rest.trim_end_matches('/');
        let plain = !rest.is_empty()
            && !rest.starts_with('/')
            && rest.bytes().all(|byte| {
                byte.is_ascii_alphanumeric()
                    || matches!(byte, b'.' | b'-' | b'_' | b':' | b'/' | b'[' | b']')
            });
        if plain {
            Ok(Self {
                scheme,
                rest: rest.to_owned(),
            })
        } else {
            Err(NotPublic)
        }
    }

    /// To be asked when a call rings or is picked up.
    #[must_use]
    pub fn voice(&self) -> String {
        self.at(VOICE)
    }

    /// The same for a call that we place, under a name of ours: it comes back even where
    /// the carrier's own name for the call never came.
    #[must_use]
    pub fn voice_of(&self, ours: &str) -> String {
        self.at(&named(VOICE, CALL_OF_OURS, ours))
    }

    /// To be told of that call's statuses.
    #[must_use]
    pub fn status_of(&self, ours: &str) -> String {
        self.at(&named(STATUS, CALL_OF_OURS, ours))
    }

    /// To be told of the statuses of a message that we send, under a name of ours.
    #[must_use]
    pub fn message_of(&self, ours: &str) -> String {
        self.at(&named(MESSAGE, MESSAGE_OF_OURS, ours))
    }

    /// The `action` of a stream, forward or message.
    #[must_use]
    pub fn after(&self) -> String {
        self.at(AFTER)
    }

    /// To be told of statuses.
    #[must_use]
    pub fn status(&self) -> String {
        self.at(STATUS)
    }

    /// To be told of recordings.
    #[must_use]
    pub fn recording(&self) -> String {
        self.at(RECORDING)
    }

    pub(crate) fn stream(&self) -> String {
        let scheme = if self.scheme == "https" { "wss" } else { "ws" };
        format!("{scheme}://{}{STREAM}", self.rest)
    }

    pub(crate) fn at(&self, path_and_query: &str) -> String {
        format!("{}://{}{path_and_query}", self.scheme, self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plain() {
        let url = PublicUrl::new("https://voice.example.com/eu/").expect("an address");
        assert_eq!(url.voice(), "https://voice.example.com/eu/twilio/voice");
        assert_eq!(url.stream(), "wss://voice.example.com/eu/twilio/stream");
        let voice = url.voice_of("a&b");
        assert_eq!(voice, format!("{}?call=a%26b", url.voice()));
        let query = voice.split_once('?').map(|(_, query)| query);
        assert_eq!(our_call(query).as_deref(), Some("a&b"));
        assert_eq!(our_message(query), None);
        assert_eq!(our_call(Some(&format!("call={}", "a".repeat(65)))), None);
        for bad in [
            "",
            "voice.example.com",
            "ftp://a",
            "https://",
            "https:///x",
            "https://a?b",
            "https://a b",
            "https://a\"b",
        ] {
            assert_eq!(PublicUrl::new(bad), Err(NotPublic), "{bad}");
        }
    }
}
