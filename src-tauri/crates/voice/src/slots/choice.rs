//! One of several: by what it is called, or by its place. Must not know: where the
//! options come from.

use super::phrases::{first, in_words, is_one_of, stands_at};
use super::{Heard, Words};

/// Which options are named, in the order of the options; more than one is a doubt.
#[must_use]
pub fn named<'o>(
    words: &Words<'_>,
    options: impl IntoIterator<Item = (&'o str, &'o [String])>,
) -> Vec<Heard<&'o str>> {
    let said = |phrase: &String| {
        let phrase = in_words(phrase);
        let at = (0..words.list.len())
            .find(|at| stands_at(words, *at, &phrase) && !is_refused(words, *at))?;
        Some(words.span(at, at + phrase.len() - 1))
    };
    options
        .into_iter()
        .filter_map(|(value, phrases)| {
            let span = phrases.iter().find_map(said)?;
            Some(Heard { value, span })
        })
        .collect()
}

/// "Not a cleaning."
fn is_refused(words: &Words<'_>, at: usize) -> bool {
    let starts = |back: usize| {
        words
            .list
            .get(at + 1 - back)
            .is_some_and(|word| word.breaks)
    };
    let refused = |back: usize| {
        at.checked_sub(back)
            .is_some_and(|at| matches!(words.plain(at), "not" | "isnt" | "dont"))
    };
    (refused(1) && !starts(1))
        || (refused(2) && !starts(1) && !starts(2))
        || is_one_of("not_behind", words.plain(at + 1))
}

/// The place that is named: "the second one".
#[must_use]
pub fn place(words: &Words<'_>) -> Option<Heard<usize>> {
    ["first", "second", "third"]
        .into_iter()
        .enumerate()
        .find_map(|(value, name)| {
            let (at, len) = first(words, name)?;
            Some(Heard {
                value,
                span: words.span(at, at + len - 1),
            })
        })
}
