//! Finds the words of a turn in its text, or makes the text of the words.
//! Offsets are Unicode scalar values.

use super::SourceWord;
use crate::text;

/// A text and where its words stand in it.
pub(super) struct Placed<'w> {
    pub(super) text: String,
    /// Word, offset, length.
    pub(super) spans: Vec<(&'w SourceWord, usize, usize)>,
    /// Words that are not in the text.
    pub(super) lost: usize,
}

/// How far ahead a word is looked for. A word that is missing in the text must
/// not find a namesake further down and drag all the others after it.
const WINDOW: usize = 120;
/// A word longer than this is none; it is looked for only where it should be.
const LONG_WORD: usize = 100;

/// Places `words` in the given text. When most cannot be found there, or there
/// is no text, the text is the words joined by single spaces.
pub(super) fn place(given: Option<String>, words: &[SourceWord]) -> Placed<'_> {
    if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
        let placed = find_all(given, words);
        if placed.spans.len().saturating_mul(2) >= words.len() {
            return placed;
        }
    }
    join(words)
}

fn find_all(given: String, words: &[SourceWord]) -> Placed<'_> {
    let chars: Vec<char> = given.chars().collect();
    let mut spans = Vec::with_capacity(words.len());
    let (mut cursor, mut lost) = (0, 0);
    for word in words {
        let needle: Vec<char> = text::clean(&word.text).trim().chars().collect();
        if needle.is_empty() {
            continue;
        }
        match find(&chars, cursor, &needle) {
            Some(at) => {
                let end = with_punctuation(&chars, at + needle.len());
                spans.push((word, at, end - at));
                cursor = end;
            }
            None => lost += 1,
        }
    }
    Placed {
        text: given,
        spans,
        lost,
    }
}

fn find(chars: &[char], cursor: usize, needle: &[char]) -> Option<usize> {
    let first = *needle.first()?;
    let last_start = chars.len().checked_sub(needle.len())?;
    let window = if needle.len() > LONG_WORD { 2 } else { WINDOW };
    let until = last_start.min(cursor.saturating_add(window));
    (cursor..=until).find(|&at| {
        // A word does not start in the middle of another, unless the words
        // themselves follow without a gap, as in Chinese or for suffixes.
        let inside = at > cursor
            && first.is_alphanumeric()
            && first.is_ascii()
            && chars.get(at - 1).is_some_and(|c| c.is_ascii_alphanumeric());
        !inside
            && chars
                .get(at..at + needle.len())
                .is_some_and(|here| here.iter().zip(needle).all(|(a, b)| same(*a, *b)))
    })
}

fn same(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// The end of a word that ends at `end`, with the closing punctuation after it.
fn with_punctuation(chars: &[char], end: usize) -> usize {
    let tail = chars.get(end..).unwrap_or_default();
    end + tail.iter().take_while(|c| closes(**c)).count()
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | '!'
            | '?'
            | ';'
            | ':'
            | '%'
            | ')'
            | ']'
            | '"'
            | '…'
            | '”'
            | '’'
            | '»'
            | '।'
            | '॥'
            | '。'
            | '、'
            | '，'
            | '！'
            | '？'
            | '；'
            | '：'
            | '）'
            | '؟'
            | '،'
    )
}

fn join(words: &[SourceWord]) -> Placed<'_> {
    let mut joined = String::new();
    let mut length = 0;
    let mut spans = Vec::with_capacity(words.len());
    for word in words {
        let cleaned = text::clean(&word.text);
        let shown = cleaned.trim();
        if shown.is_empty() {
            continue;
        }
        if length > 0 {
            joined.push(' ');
            length += 1;
        }
        let len = shown.chars().count();
        spans.push((word, length, len));
        joined.push_str(shown);
        length += len;
    }
    Placed {
        text: joined,
        spans,
        lost: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[&str]) -> Vec<SourceWord> {
        texts
            .iter()
            .map(|text| SourceWord {
                text: (*text).to_owned(),
                ..SourceWord::default()
            })
            .collect()
    }

    fn shown(given: Option<&str>, texts: &[&str]) -> (String, Vec<String>, usize) {
        let words = words(texts);
        let placed = place(given.map(str::to_owned), &words);
        let chars: Vec<char> = placed.text.chars().collect();
        let parts = placed
            .spans
            .iter()
            .map(|(_, at, len)| chars[*at..at + len].iter().collect())
            .collect();
        (placed.text.clone(), parts, placed.lost)
    }

    #[test]
    fn finds_words_with_their_punctuation() {
        let (_, parts, lost) = shown(Some("Yeah, it’s – done."), &["yeah", "it’s", "done"]);
        assert_eq!(parts, ["Yeah,", "it’s", "done."]);
        assert_eq!(lost, 0);
    }

    #[test]
    fn counts_scalar_values_and_copes_without_spaces() {
        let (_, parts, _) = shown(Some("नमस्ते 👍🏽 你好世界"), &["नमस्ते", "👍🏽", "你好", "世界"]);
        assert_eq!(parts, ["नमस्ते", "👍🏽", "你好", "世界"]);
    }

    #[test]
    fn a_missing_word_does_not_drag_the_others() {
        let (_, parts, lost) = shown(Some("a cat sat on the mat"), &["cat", "at", "sat", "mat"]);
        assert_eq!(parts, ["cat", "sat", "mat"]);
        assert_eq!(lost, 1);
    }

    #[test]
    fn falls_back_to_the_words() {
        let (text, parts, lost) = shown(Some("something else"), &[" Two ", "words."]);
        assert_eq!(text, "Two words.");
        assert_eq!(parts, ["Two", "words."]);
        assert_eq!(lost, 0);
    }
}
