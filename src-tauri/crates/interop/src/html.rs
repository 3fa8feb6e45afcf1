//! What every page that leaves Parley needs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parley_domain::digest::sha256;

/// Text as HTML shows it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// As a page's policy names a style or a script that is in it.
pub(crate) fn source_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(sha256(&[text.as_bytes()])))
}
