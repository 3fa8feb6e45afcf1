//! SubRip's few tags, written with angle brackets or braces.

use crate::webvtt::{is_reference, unescaped};

/// `text` without font tags and position codes, its character references read.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = rest.find(['<', '{']) {
        let (before, tagged) = rest.split_at(found);
        plain.push_str(before);
        rest = match tag_end(tagged) {
            Some(after) => after,
            None => {
                let mut chars = tagged.chars();
                plain.extend(chars.next());
                chars.as_str()
            }
        };
    }
    plain.push_str(rest);
    unescaped(&plain)
}

/// `text` so that [`plain`] reads it as it is. Other readers show references as they
/// are written, so only what would be taken for markup is.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (_, after) = rest.split_at(c.len_utf8());
        if let Some(beyond) = rest.strip_prefix("-->") {
            written.push_str("--&gt;");
            rest = beyond;
            continue;
        }
        match c {
            '&' if is_reference(after) => written.push_str("&amp;"),
            // An opener without its end too: once what lies between is written as
            // references, an end further on would be its.
            '<' if opened(rest).is_some() => written.push_str("&lt;"),
            '{' if opened(rest).is_some() => written.push_str("&#123;"),
            c => written.push(c),
        }
        rest = after;
    }
    written
}

/// The tags that are dropped; anything else in angle brackets is text.
const TAGS: &[&str] = &["b", "i", "u", "s", "font", "c"];

/// What follows the tag at the start of `text`, if it is one.
fn tag_end(text: &str) -> Option<&str> {
    let (rest, end, opener) = opened(text)?;
    after(rest, end, opener)
}

/// What follows the name of a tag that opens at the start of `text`, the sign that
/// would end it and the one that opens another.
fn opened(text: &str) -> Option<(&str, char, char)> {
    if let Some(code) = text.strip_prefix("{\\") {
        return Some((code, '}', '{'));
    }
    let tag = text.strip_prefix('<')?;
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let rest = tag.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let name = tag.get(..tag.len() - rest.len())?;
    let known = TAGS.iter().any(|known| name.eq_ignore_ascii_case(known));
    (known && rest.starts_with(['>', ' ', '\t', '=', '.'])).then_some((rest, '>', '<'))
}

/// What follows the first `end`, within a tag's reasonable length and before
/// another tag opens: a text of nothing but openers is not searched to its end
/// for each of them.
fn after(text: &str, end: char, opener: char) -> Option<&str> {
    const LONGEST: usize = 256;
    let mut chars = text.char_indices().take(LONGEST);
    let (at, found) = chars.find(|(_, c)| *c == end || *c == opener)?;
    let (_, rest) = text.split_at(at);
    (found == end).then(|| rest.strip_prefix(end)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{escaped, plain};

    #[test]
    fn drops_tags_and_nothing_else() {
        assert_eq!(
            plain("<i>x</i>^3 < <FONT color=\"#fff\">y</font> {\\an8}{z}"),
            "x^3 < y {z}"
        );
        assert_eq!(plain("a &lt;b&gt; &nbsp;c"), "a <b> \u{a0}c");
        assert_eq!(plain("open <i>end"), "open end");
    }

    #[test]
    fn writes_only_what_would_be_taken_for_markup_as_references() {
        assert_eq!(escaped("R&D <3 {x} a < b"), "R&D <3 {x} a < b");
        assert_eq!(
            escaped("a&amp; <b>x {\\an8} -->"),
            "a&amp;amp; &lt;b>x &#123;\\an8} --&gt;"
        );
    }
}
