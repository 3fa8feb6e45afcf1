//! Language tags as sources write them, brought to one notation.

use serde_json::Value;

use crate::json::str_at;

/// The member at `path` as a lower-case BCP 47 tag (RFC 5646): a primary subtag
/// of two or three letters, then subtags of at most eight letters or digits.
/// `en_us` is read as `en-us`; `multi` and other words are no language.
pub(crate) fn tag_at(value: &Value, path: &[&str]) -> Option<String> {
    tag(str_at(value, path)?)
}

/// See [`tag_at`].
pub(crate) fn tag(text: &str) -> Option<String> {
    const LONGEST: usize = 35;
    let tag = text.trim().to_ascii_lowercase().replace('_', "-");
    let mut subtags = tag.split('-');
    let primary = subtags.next()?;
    let is_primary =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_subtag = |subtag: &str| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (is_primary && tag.len() <= LONGEST && subtags.all(is_subtag)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn takes_tags_and_refuses_words() {
        assert_eq!(tag("en_US").as_deref(), Some("en-us"));
        assert_eq!(tag(" hi ").as_deref(), Some("hi"));
        assert_eq!(tag("zh-Hant-TW").as_deref(), Some("zh-hant-tw"));
        for wrong in ["multi", "e", "eÄ", "en--us", "en-", "", "en us"] {
            assert_eq!(tag(wrong), None, "{wrong}");
        }
    }
}
