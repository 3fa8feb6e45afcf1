//! Phrases by what they are for. The data is `phrases.txt`. Must not know: what follows.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Words;

static PHRASES: LazyLock<HashMap<&'static str, Vec<Vec<String>>>> = LazyLock::new(|| {
    let lines = include_str!("phrases.txt").lines();
    lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, list)| (name, list.split(',').map(in_words).collect()))
        .collect()
});

/// A phrase as it is compared.
pub(super) fn in_words(phrase: &str) -> Vec<String> {
    let words = Words::of(phrase).list.into_iter();
    words.map(|word| word.plain).collect()
}

fn list(name: &str) -> &'static [Vec<String>] {
    PHRASES.get(name).map_or(&[], Vec::as_slice)
}

/// Whether a single word is on a list.
pub(super) fn is_one_of(name: &str, plain: &str) -> bool {
    list(name)
        .iter()
        .any(|phrase| matches!(phrase.as_slice(), [only] if only == plain))
}

/// How many words a phrase has, if it stands here.
pub(super) fn stands_at(words: &Words<'_>, at: usize, phrase: &[String]) -> bool {
    !phrase.is_empty()
        && words.list.get(at..at + phrase.len()).is_some_and(|here| {
            here.iter()
                .zip(phrase)
                .all(|(word, part)| word.plain == *part)
        })
}

/// The words of the longest phrase of a list that stands here.
pub(super) fn longest_at(words: &Words<'_>, at: usize, name: &str) -> Option<usize> {
    list(name)
        .iter()
        .filter(|phrase| stands_at(words, at, phrase))
        .map(Vec::len)
        .max()
}

/// The first place a phrase of a list stands at, and its words.
pub(super) fn first(words: &Words<'_>, name: &str) -> Option<(usize, usize)> {
    (0..words.list.len()).find_map(|at| Some((at, longest_at(words, at, name)?)))
}

/// Whether the whole text is a phrase of a list.
pub(super) fn is_whole(words: &Words<'_>, name: &str) -> bool {
    list(name)
        .iter()
        .any(|phrase| phrase.len() == words.list.len() && stands_at(words, 0, phrase))
}
