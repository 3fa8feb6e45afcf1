//! What the carrier sends on a media stream, one JSON text each: connected, start, media,
//! dtmf, mark, stop (Twilio, "Media Streams - WebSocket Messages", messages from Twilio).
//!
//! Fields that are not known are passed over, and so are events that are not. What is
//! known must be of the size and form that is documented. Must not know: the order in
//! which they count ([`super::reorder`]), the socket.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::number::whole;
use super::sid::{AccountSid, CallSid, StreamSid};

/// The largest text taken, in bytes. A frame of 20 ms is about 300, and a `start` with
/// ten parameters of 500 characters stays below.
pub const MAX_TEXT: usize = 32 * 1024;
/// The longest sound in one message: one second of µ-law at 8 kHz, in bytes.
pub const MAX_SOUND: usize = 8_000;
/// The longest name of a mark, in bytes; ours are shorter.
pub const MAX_MARK: usize = 128;
/// How many parameters a stream may have.
pub const MAX_PARAMETERS: usize = 64;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Counts up from 1 over all messages of the stream but `connected`.
    pub sequence: Option<u64>,
    pub stream: Option<StreamSid>,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Connected,
    Start(Start),
    Media(Media),
    /// A key: `0`-`9`, `*`, `#`, `A`-`D`.
    Dtmf(char),
    /// All sound before the mark of this name was played, or thrown away by a `clear`.
    Mark(Box<str>),
    Stop,
    /// An event this page does not know.
    Other,
}

/// The stream begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    pub stream: StreamSid,
    pub call: CallSid,
    pub account: Option<AccountSid>,
    /// From `<Parameter>` in the TwiML.
    pub parameters: BTreeMap<String, String>,
}

/// Sound of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    pub track: Track,
    /// Counts up from 1 within the track.
    pub chunk: Option<u64>,
    /// ms since the stream began, by the carrier's clock.
    pub timestamp_ms: u64,
    /// µ-law, 8 kHz, mono; never empty.
    pub sound: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    Inbound,
    /// Our own sound, given back; a bidirectional stream has none.
    Outbound,
}

/// Why a text is not taken. None of these carries what was in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InboundError {
    #[error("longer than a message may be")]
    TooLong,
    #[error("not the JSON of a message")]
    NotJson,
    #[error("a field that its event needs is missing")]
    Missing,
    #[error("an identifier of the carrier that cannot be one")]
    BadSid,
    #[error("sound that is not base64")]
    NotBase64,
    #[error("no sound, or more than a message may have")]
    BadLength,
    #[error("sound of another form than µ-law, 8 kHz, mono")]
    BadFormat,
    #[error("a key that no telephone has")]
    BadKey,
    #[error("too many parameters")]
    TooManyParameters,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireMessage<'a> {
    #[serde(borrow)]
    event: Cow<'a, str>,
    #[serde(default, deserialize_with = "whole")]
    sequence_number: Option<u64>,
    stream_sid: Option<String>,
    #[serde(borrow)]
    media: Option<WireMedia<'a>>,
    start: Option<WireStart>,
    dtmf: Option<WireDtmf>,
    mark: Option<WireMark>,
}

#[derive(Deserialize)]
struct WireMedia<'a> {
    track: Option<String>,
    #[serde(default, deserialize_with = "whole")]
    chunk: Option<u64>,
    #[serde(default, deserialize_with = "whole")]
    timestamp: Option<u64>,
    #[serde(borrow)]
    payload: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireStart {
    stream_sid: Option<String>,
    account_sid: Option<String>,
    call_sid: String,
    #[serde(default)]
    custom_parameters: BTreeMap<String, String>,
    media_format: Option<WireFormat>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireFormat {
    encoding: Option<String>,
    #[serde(default, deserialize_with = "whole")]
    sample_rate: Option<u64>,
    #[serde(default, deserialize_with = "whole")]
    channels: Option<u64>,
}

#[derive(Deserialize)]
struct WireDtmf {
    digit: String,
}

#[derive(Deserialize)]
struct WireMark {
    name: String,
}

/// Reads one message.
///
/// # Errors
/// [`InboundError`], by what is wrong with it.
pub fn parse(text: &str) -> Result<Message, InboundError> {
    if text.len() > MAX_TEXT {
        return Err(InboundError::TooLong);
    }
    let wire: WireMessage<'_> = serde_json::from_str(text).map_err(|_| InboundError::NotJson)?;
    let stream = wire
        .stream_sid
        .as_deref()
        .map(StreamSid::new)
        .transpose()
        .map_err(|_| InboundError::BadSid)?;
    let body = match wire.event.as_ref() {
        "connected" => Body::Connected,
        "start" => Body::Start(start(
            wire.start.ok_or(InboundError::Missing)?,
            stream.as_ref(),
        )?),
        "media" => Body::Media(media(wire.media.ok_or(InboundError::Missing)?)?),
        "dtmf" => Body::Dtmf(key(&wire.dtmf.ok_or(InboundError::Missing)?.digit)?),
        "mark" => Body::Mark(mark(wire.mark.ok_or(InboundError::Missing)?)?),
        "stop" => Body::Stop,
        _ => Body::Other,
    };
    Ok(Message {
        sequence: wire.sequence_number,
        stream,
        body,
    })
}

fn start(wire: WireStart, outer: Option<&StreamSid>) -> Result<Start, InboundError> {
    let stream = match (&wire.stream_sid, outer) {
        (Some(inner), _) => StreamSid::new(inner).map_err(|_| InboundError::BadSid)?,
        (None, Some(outer)) => outer.clone(),
        (None, None) => return Err(InboundError::Missing),
    };
    if outer.is_some_and(|outer| *outer != stream) {
        return Err(InboundError::BadSid);
    }
    if let Some(format) = wire.media_format {
        let fits = format.encoding.is_none_or(|name| name == "audio/x-mulaw")
            && format.sample_rate.is_none_or(|rate| rate == 8_000)
            && format.channels.is_none_or(|channels| channels == 1);
        if !fits {
            return Err(InboundError::BadFormat);
        }
    }
    if wire.custom_parameters.len() > MAX_PARAMETERS {
        return Err(InboundError::TooManyParameters);
    }
    Ok(Start {
        stream,
        call: CallSid::new(&wire.call_sid).map_err(|_| InboundError::BadSid)?,
        account: wire
            .account_sid
            .as_deref()
            .map(AccountSid::new)
            .transpose()
            .map_err(|_| InboundError::BadSid)?,
        parameters: wire.custom_parameters,
    })
}

fn media(wire: WireMedia<'_>) -> Result<Media, InboundError> {
    if wire.payload.len() > MAX_SOUND.div_ceil(3) * 4 {
        return Err(InboundError::BadLength);
    }
    let sound = STANDARD
        .decode(wire.payload.as_bytes())
        .map_err(|_| InboundError::NotBase64)?;
    if sound.is_empty() || sound.len() > MAX_SOUND {
        return Err(InboundError::BadLength);
    }
    Ok(Media {
        track: match wire.track.as_deref() {
            None | Some("inbound" | "inbound_track") => Track::Inbound,
            Some("outbound" | "outbound_track") => Track::Outbound,
            Some(_) => return Err(InboundError::BadFormat),
        },
        chunk: wire.chunk,
        timestamp_ms: wire.timestamp.ok_or(InboundError::Missing)?,
        sound,
    })
}

fn key(digit: &str) -> Result<char, InboundError> {
    let mut chars = digit.chars();
    match (chars.next(), chars.next()) {
        (Some(key @ ('0'..='9' | '*' | '#' | 'A'..='D')), None) => Ok(key),
        _ => Err(InboundError::BadKey),
    }
}

fn mark(wire: WireMark) -> Result<Box<str>, InboundError> {
    if wire.name.len() > MAX_MARK {
        return Err(InboundError::BadLength);
    }
    Ok(wire.name.into())
}

#[cfg(test)]
mod tests;
