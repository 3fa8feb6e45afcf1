//! What is sent to the carrier on a media stream: media, mark, clear, and nothing else
//! (anything else is its error 31924; "Media Streams - WebSocket Messages", messages to
//! Twilio). Must not know: when it is sent.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::sid::StreamSid;

/// The longest sound in one message, in bytes of µ-law at 8 kHz: one second.
pub const MAX_SOUND: usize = 8_000;
/// The longest name of a mark, in bytes.
pub const MAX_MARK: usize = 64;

/// Why something cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    #[error("no sound, or more than a message may have")]
    BadLength,
    #[error("a mark is named by 1 to 64 of the letters, digits, '-', '_', '.' and ':'")]
    BadMark,
}

/// Sound to play behind all that was sent: µ-law, 8 kHz, mono, without any header.
///
/// # Errors
/// [`OutboundError::BadLength`] if it is empty or longer than [`MAX_SOUND`].
pub fn media(stream: &StreamSid, sound: &[u8]) -> Result<String, OutboundError> {
    if sound.is_empty() || sound.len() > MAX_SOUND {
        return Err(OutboundError::BadLength);
    }
    const BEFORE: &str = "{\"event\":\"media\",\"streamSid\":\"";
    const BETWEEN: &str = "\",\"media\":{\"payload\":\"";
    const AFTER: &str = "\"}}";
    let sid = stream.as_str();
    let length =
        BEFORE.len() + sid.len() + BETWEEN.len() + sound.len().div_ceil(3) * 4 + AFTER.len();
    let mut text = String::with_capacity(length);
    text.push_str(BEFORE);
    text.push_str(sid);
    text.push_str(BETWEEN);
    STANDARD.encode_string(sound, &mut text);
    text.push_str(AFTER);
    Ok(text)
}

/// A mark behind all that was sent; it comes back when that was played or cleared.
///
/// # Errors
/// [`OutboundError::BadMark`] if the name is not a plain word.
pub fn mark(stream: &StreamSid, name: &str) -> Result<String, OutboundError> {
    let plain = (1..=MAX_MARK).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':'));
    if !plain {
        return Err(OutboundError::BadMark);
    }
    Ok(format!(
        "{{\"event\":\"mark\",\"streamSid\":\"{stream}\",\"mark\":{{\"name\":\"{name}\"}}}}"
    ))
}

/// Throw away what was not played yet. The marks of it come back all the same and prove
/// nothing.
#[must_use]
pub fn clear(stream: &StreamSid) -> String {
    format!("{{\"event\":\"clear\",\"streamSid\":\"{stream}\"}}")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn stream() -> StreamSid {
        StreamSid::new("MZ18ad3ab5a668481ce02b83e7395059f0").expect("a name")
    }

    fn read(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn they_are_the_carriers_examples() {
        let sid = stream().to_string();
        assert_eq!(
            media(&stream(), &[0xff, 0x7f, 0]).map(|text| read(&text)),
            Ok(json!({"event": "media", "streamSid": sid, "media": {"payload": "/38A"}}))
        );
        assert_eq!(
            mark(&stream(), "m:12").map(|text| read(&text)),
            Ok(json!({"event": "mark", "streamSid": sid, "mark": {"name": "m:12"}}))
        );
        assert_eq!(
            read(&clear(&stream())),
            json!({"event": "clear", "streamSid": sid})
        );
    }

    #[test]
    fn what_does_not_fit_is_not_sent() {
        assert_eq!(media(&stream(), &[]), Err(OutboundError::BadLength));
        assert_eq!(
            media(&stream(), &[0; MAX_SOUND + 1]),
            Err(OutboundError::BadLength)
        );
        for name in ["", "a b", "a\"b", "ü", &"m".repeat(MAX_MARK + 1)] {
            assert_eq!(
                mark(&stream(), name),
                Err(OutboundError::BadMark),
                "{name:?}"
            );
        }
    }

    #[test]
    fn a_frame_is_written_without_growing() {
        let text = media(&stream(), &[0; 160]).expect("a frame");
        assert_eq!(text.len(), text.capacity());
    }
}
