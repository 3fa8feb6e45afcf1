//! SubRip's few tags, written with angle brackets or braces.

use crate::webvtt::unescaped;

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

/// What follows the tag at the start of `text`, if it is one.
fn tag_end(text: &str) -> Option<&str> {
    if let Some(code) = text.strip_prefix("{\\") {
        return up_to(code, '}').map(|(_, after)| after);
    }
    let (tag, after) = up_to(text.strip_prefix('<')?, '>')?;
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let name = name.split([' ', '\t', '=']).next()?;
    let known = ["b", "i", "u", "s", "font", "c"];
    known
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
        .then_some(after)
}

/// Parts `text` at the first `end` within a tag's reasonable length, so that a
/// text of nothing but `<` is not searched to its end for each of them.
fn up_to(text: &str, end: char) -> Option<(&str, &str)> {
    const LONGEST: usize = 256;
    let (at, _) = text.char_indices().take(LONGEST).find(|(_, c)| *c == end)?;
    let (before, rest) = text.split_at(at);
    Some((before, rest.strip_prefix(end)?))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn drops_tags_and_nothing_else() {
        assert_eq!(
            plain("<i>x</i>^3 < <FONT color=\"#fff\">y</font> {\\an8}{z}"),
            "x^3 < y {z}"
        );
        assert_eq!(plain("a &lt;b&gt; &nbsp;c"), "a <b> \u{a0}c");
        assert_eq!(plain("open <i>end"), "open end");
    }
}
