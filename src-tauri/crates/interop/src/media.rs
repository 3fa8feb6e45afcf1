//! Where a source says its recording is. Nothing here opens or fetches it.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use parley_app::import::{ContentHash, RecordingRef};

use crate::text;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const BASE64URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);

/// base64url or base64 (RFC 4648), padded or not.
pub(crate) fn base64_either(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    BASE64URL.decode(text).or_else(|_| BASE64.decode(text)).ok()
}

/// A recording that the source names by address.
pub(crate) fn by_url(url: &str) -> Option<RecordingRef> {
    let url = text::stated(url)?;
    let file_name = last_segment(&url);
    Some(RecordingRef::Url {
        url,
        file_name,
        stated_hash: None,
    })
}

/// The file name an address ends in, percent-decoded; `None` when it ends in none.
pub(crate) fn last_segment(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let (_, last) = path.rsplit_once('/')?;
    bare_name(&percent_decoded(last))
}

/// The last part of a name that may hold folders; `None` when nothing is left.
pub(crate) fn bare_name(name: &str) -> Option<String> {
    let name = text::stated(name)?;
    let last = name.rsplit(['/', '\\']).next()?.trim();
    (!matches!(last, "" | "." | "..")).then(|| last.to_owned())
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%')
            .then(|| Some(hex(ahead.next()?)? << 4 | hex(ahead.next()?)?))
            .flatten();
        match pair {
            Some(decoded) => {
                bytes.push(decoded);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

/// A hash from an algorithm's name (`sha512`, `SHA-512` …) and its base64url value.
pub(crate) fn content_hash(algorithm: &str, value: &str) -> Option<ContentHash> {
    let digest = base64_either(value)?;
    let algorithm: String = algorithm
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    match algorithm.to_ascii_lowercase().as_str() {
        "sha256" => digest.try_into().ok().map(ContentHash::Sha256),
        "sha512" => digest.try_into().ok().map(ContentHash::Sha512),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_file_at_the_end_of_an_address() {
        let name = |url| last_segment(url);
        assert_eq!(
            name("https://a.example/b/c%20d.mp3?sig=1#t").as_deref(),
            Some("c d.mp3")
        );
        assert_eq!(
            name("s3://bucket/recording.wav").as_deref(),
            Some("recording.wav")
        );
        assert_eq!(name("https://..."), None);
        assert_eq!(
            name("https://a.example/x/..%2F..%2Fetc"),
            Some("etc".to_owned())
        );
        assert_eq!(name("https://a.example/%"), Some("%".to_owned()));
        assert_eq!(name("https://a.example/"), None);
    }

    #[test]
    fn reads_hashes_of_the_right_length_only() {
        assert_eq!(content_hash("SHA-512", "abc123"), None);
        assert!(matches!(
            content_hash("sha256", "i-QSXwMFwmdsb7zGK9jYOvB-w-0L_fb3o8lYQgNv_8Q="),
            Some(ContentHash::Sha256(_))
        ));
    }
}
