//! Cue text without its markup, by voice.

use parley_domain::call::Side;

use super::side_of_class;

/// A stretch of a cue spoken by one voice.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Voiced {
    /// What the voice's class says, where it names a side.
    pub(super) side: Option<Side>,
    pub(super) speaker: Option<String>,
    pub(super) text: String,
}

/// The voices of a cue. Tags are dropped, character references read; text
/// before the first `<v>` and after `</v>` has no speaker.
pub(super) fn voices(cue: &str) -> Vec<Voiced> {
    let mut voices = vec![Voiced::default()];
    let mut rest = cue;
    while let Some((text, after)) = rest.split_once('<') {
        append(&mut voices, text);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        match voice_name(tag) {
            Some((classes, name)) => voices.push(Voiced {
                side: classes.split('.').find_map(side_of_class),
                speaker: (!name.is_empty()).then(|| unescaped(name)),
                text: String::new(),
            }),
            None if tag == "/v" => voices.push(Voiced::default()),
            None => {}
        }
        rest = after;
    }
    append(&mut voices, rest);
    voices.retain(|voice| !voice.text.trim().is_empty());
    voices
}

fn append(voices: &mut [Voiced], text: &str) {
    if let Some(voice) = voices.last_mut() {
        voice.text.push_str(&unescaped(text));
    }
}

/// The classes and the name in a `v.class Name` start tag; either may be empty.
fn voice_name(tag: &str) -> Option<(&str, &str)> {
    let rest = tag.strip_prefix('v')?;
    if !(rest.is_empty() || rest.starts_with(['.', ' ', '\t', '\n'])) {
        return None;
    }
    let (classes, name) = rest.split_once([' ', '\t', '\n']).unwrap_or((rest, ""));
    Some((classes, name.trim()))
}

/// The named references that subtitle files use; the standard takes all of HTML's.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("lrm", "\u{200e}"),
    ("rlm", "\u{200f}"),
    ("hellip", "…"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("euro", "€"),
    ("pound", "£"),
];

/// `text` with its character references read; unknown ones stay as written.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        match reference(after) {
            Some((read, after)) => {
                plain.push_str(&read);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// Whether `text`, found behind an `&`, makes it a reference.
pub(crate) fn is_reference(text: &str) -> bool {
    reference(text).is_some()
}

fn reference(text: &str) -> Option<(String, &str)> {
    // No reference is longer; a text of nothing but `&` must not be searched
    // to its end for each of them.
    const LONGEST: usize = 12;
    let (end, _) = text.char_indices().take(LONGEST).find(|(_, c)| *c == ';')?;
    let (name, rest) = text.split_at(end);
    let rest = rest.strip_prefix(';')?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code)?.to_string(), rest));
    }
    let (_, read) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some(((*read).to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cue: &str) -> Vec<String> {
        let line = |voice: Voiced| format!("{}|{}", voice.speaker.unwrap_or_default(), voice.text);
        voices(cue).into_iter().map(line).collect()
    }

    #[test]
    fn voices_part_a_cue() {
        assert_eq!(
            shown("<v.loud Ann Lee>Hi.</v> <v Bob>Yes &lt;3"),
            ["Ann Lee|Hi.", "Bob|Yes <3"]
        );
        assert_eq!(
            shown("<i>a</i> <00:01.000>b &bogus; &#x1F44D;"),
            ["|a b &bogus; 👍"]
        );
        assert_eq!(shown("<video>a"), ["|a"]);
        assert_eq!(shown("a < b"), ["|a "]);
    }
}
