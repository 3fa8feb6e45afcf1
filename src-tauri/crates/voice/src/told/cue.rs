//! Words that are waited for, in words that were heard: whatever signs stand around them,
//! and in letters large or small.

use crate::dialogue::HeardWord;

fn plain(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !is_sign(c));
    bare.to_lowercase()
}

/// Hindi's vowel signs are no letters, and belong to their word.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{963}')
}

/// The words of a text as they are compared.
pub(crate) fn plain_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(plain);
    words.filter(|word| !word.is_empty()).collect()
}

/// The first word of the last place where `wanted` was said; none for no words.
pub(super) fn place<'a>(heard: &'a [HeardWord], wanted: &str) -> Option<&'a HeardWord> {
    let wanted = plain_words(wanted);
    let heard: Vec<(String, &HeardWord)> = heard
        .iter()
        .map(|word| (plain(&word.text), word))
        .filter(|(word, _)| !word.is_empty())
        .collect();
    if wanted.is_empty() {
        return None;
    }
    let said = |window: &&[(String, &HeardWord)]| window.iter().map(|(word, _)| word).eq(&wanted);
    let found = heard.windows(wanted.len()).rev().find(said)?;
    found.first().map(|(_, word)| *word)
}

pub(super) fn contains(heard: &[HeardWord], wanted: &str) -> bool {
    plain_words(wanted).is_empty() || place(heard, wanted).is_some()
}
