//! What a rule looks for, and the places of a text that hold it.

use regex::{Regex, RegexBuilder};

use super::{MOST_HITS, RuleError};
use crate::search::Words;
use crate::tracking::Pattern;

/// Phrases of one rule.
const MOST_PHRASES: usize = 50;
/// Words of one phrase.
const MOST_WORDS: usize = 12;
/// Characters of a pattern.
const LONGEST_PATTERN: usize = 300;
/// Words between the two of a "near" rule.
const FARTHEST: u8 = 30;
/// Memory of a compiled expression, bytes.
const REGEX_SIZE: usize = 256 * 1024;

/// A word that is looked for.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    folded: String,
    prefix: bool,
}

impl Wanted {
    fn is(&self, word: &str) -> bool {
        if self.prefix {
            word.starts_with(&self.folded)
        } else {
            word == self.folded
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone)]
pub(super) enum Look {
    Phrases(Vec<Vec<Wanted>>),
    Near(Wanted, Wanted, usize),
    Regex(Box<Regex>),
}

impl Look {
    /// # Errors
    /// [`RuleError`] when nothing could be found with it.
    pub(super) fn of(pattern: &Pattern) -> Result<Self, RuleError> {
        Ok(match pattern {
            Pattern::Phrase { any_of } => {
                if any_of.len() > MOST_PHRASES {
                    return Err(RuleError::TooLong);
                }
                let phrases: Result<Vec<_>, _> = any_of
                    .iter()
                    .filter(|phrase| !phrase.trim().is_empty())
                    .map(|phrase| wanted(phrase))
                    .collect();
                let phrases = phrases?;
                if phrases.is_empty() {
                    return Err(RuleError::Empty);
                }
                Look::Phrases(phrases)
            }
            Pattern::Near {
                first,
                second,
                within,
            } => {
                if *within > FARTHEST {
                    return Err(RuleError::TooLong);
                }
                Look::Near(one(first)?, one(second)?, usize::from(*within))
            }
            Pattern::Regex { pattern } => Look::Regex(Box::new(expression(pattern)?)),
        })
    }

    /// From and to, in characters; in order of their beginning. They may overlap.
    pub(super) fn places_in(&self, text: &str) -> Vec<(usize, usize)> {
        match self {
            Look::Phrases(phrases) => phrases_in(text, phrases),
            Look::Near(a, b, within) => near_in(text, a, b, *within),
            Look::Regex(expression) => matches_in(text, expression),
        }
    }
}

/// The words of a phrase, folded; a `*` after the last letter of one makes it a prefix.
fn wanted(phrase: &str) -> Result<Vec<Wanted>, RuleError> {
    if phrase.chars().count() > LONGEST_PATTERN {
        return Err(RuleError::TooLong);
    }
    let mut all = Vec::new();
    for typed in phrase.split_whitespace() {
        let words = Words::of(typed);
        let before = all.len();
        all.extend(words.folded().map(|(word, ..)| Wanted {
            folded: word.to_owned(),
            prefix: false,
        }));
        if typed.ends_with('*')
            && all.len() > before
            && let Some(last) = all.last_mut()
        {
            last.prefix = true;
        }
    }
    match all.len() {
        0 => Err(RuleError::Empty),
        n if n > MOST_WORDS => Err(RuleError::TooLong),
        _ => Ok(all),
    }
}

fn one(typed: &str) -> Result<Wanted, RuleError> {
    let mut words = wanted(typed)?;
    match (words.pop(), words.is_empty()) {
        (Some(word), true) => Ok(word),
        _ => Err(RuleError::TooLong),
    }
}

fn expression(pattern: &str) -> Result<Regex, RuleError> {
    if pattern.trim().is_empty() {
        return Err(RuleError::Empty);
    }
    if pattern.chars().count() > LONGEST_PATTERN {
        return Err(RuleError::TooLong);
    }
    let built = RegexBuilder::new(pattern)
        .case_insensitive(true)
        .size_limit(REGEX_SIZE)
        .dfa_size_limit(REGEX_SIZE)
        .nest_limit(40)
        .build()
        .map_err(|_| RuleError::Regex)?;
    // It would hit everywhere and nothing.
    if built.is_match("") {
        return Err(RuleError::Regex);
    }
    Ok(built)
}

/// From and to, in characters; in order of their beginning, the longer first.
fn phrases_in(text: &str, phrases: &[Vec<Wanted>]) -> Vec<(usize, usize)> {
    let words = Words::of(text);
    let words: Vec<(&str, usize, usize)> = words.folded().collect();
    let mut places = Vec::new();
    for begin in 0..words.len() {
        for phrase in phrases {
            let Some(row) = words.get(begin..begin + phrase.len()) else {
                continue;
            };
            if phrase
                .iter()
                .zip(row)
                .all(|(wanted, word)| wanted.is(word.0))
                && let (Some(first), Some(last)) = (row.first(), row.last())
            {
                places.push((first.1, last.2));
            }
        }
    }
    places.sort_unstable_by_key(|&(from, to)| (from, std::cmp::Reverse(to)));
    places
}

fn near_in(text: &str, a: &Wanted, b: &Wanted, within: usize) -> Vec<(usize, usize)> {
    let words = Words::of(text);
    let words: Vec<(&str, usize, usize)> = words.folded().collect();
    let mut places = Vec::new();
    // The last place of each that was seen: the nearest before any other word.
    let (mut last_a, mut last_b): (Option<usize>, Option<usize>) = (None, None);
    for (i, word) in words.iter().enumerate() {
        let (is_a, is_b) = (a.is(word.0), b.is(word.0));
        let before = [last_b.filter(|_| is_a), last_a.filter(|_| is_b)];
        let partner = before.into_iter().flatten().max();
        if let Some(first) = partner.filter(|first| i - first - 1 <= within)
            && let Some(begin) = words.get(first)
        {
            places.push((begin.1, word.2));
        }
        if is_a {
            last_a = Some(i);
        }
        if is_b {
            last_b = Some(i);
        }
    }
    places
}

fn matches_in(text: &str, expression: &Regex) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let (mut byte, mut chars) = (0usize, 0usize);
    for found in expression.find_iter(text).filter(|m| !m.is_empty()) {
        let Some(between) = text.get(byte..found.start()) else {
            continue;
        };
        let from = chars + between.chars().count();
        chars = from + found.as_str().chars().count();
        byte = found.end();
        places.push((from, chars));
        if places.len() == MOST_HITS {
            break;
        }
    }
    places
}
