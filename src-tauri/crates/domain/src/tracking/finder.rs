//! A rule made ready to look through turns. Linear in the text whatever the rule: words
//! are compared in one pass, and the regular expressions know no backtracking.

use regex::{Regex, RegexBuilder};

use super::{Pattern, TrackerRule};
use crate::call::{Side, Turn};
use crate::listening::Span;
use crate::search::{SpeakerSide, Words};

/// Phrases of one rule.
const MOST_PHRASES: usize = 50;
/// Words of one phrase.
const MOST_WORDS: usize = 12;
/// Characters of a pattern.
const LONGEST_PATTERN: usize = 300;
/// Words between the two of a "near" rule.
const FARTHEST: u8 = 30;
/// Hits of one turn: one who reads them has seen enough.
const MOST_HITS: usize = 20;
/// Memory of a compiled expression, bytes.
const REGEX_SIZE: usize = 256 * 1024;

/// Why a rule cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("nothing to look for")]
    Empty,
    #[error("too long")]
    TooLong,
    #[error("not a regular expression, or one that matches nothing at all")]
    Regex,
}

/// Where a turn holds what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnHit {
    /// In the turn's text, in Unicode scalar values.
    pub at: u32,
    pub len: u32,
    /// In the recording, where the turn has times.
    pub span: Option<Span>,
}

#[derive(Debug, Clone)]
struct Wanted {
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

#[derive(Debug, Clone)]
enum Look {
    Phrases(Vec<Vec<Wanted>>),
    Near(Wanted, Wanted, usize),
    Regex(Box<Regex>),
}

/// A rule made ready.
#[derive(Debug, Clone)]
pub struct Finder {
    look: Look,
    side: Option<SpeakerSide>,
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

impl Finder {
    /// # Errors
    /// [`RuleError`] when nothing could be found with it.
    pub fn new(rule: &TrackerRule) -> Result<Self, RuleError> {
        let look = match &rule.pattern {
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
        };
        Ok(Self {
            look,
            side: rule.side,
        })
    }

    /// Where the turn holds it; in order, none overlaps another.
    #[must_use]
    pub fn find(&self, turn: &Turn) -> Vec<TurnHit> {
        let meant = match self.side {
            None => true,
            Some(SpeakerSide::Caller) => turn.side == Side::Caller,
            Some(SpeakerSide::Agent) => turn.side == Side::Agent,
        };
        if !meant {
            return Vec::new();
        }
        let places = match &self.look {
            Look::Phrases(phrases) => phrases_in(&turn.text, phrases),
            Look::Near(a, b, within) => near_in(&turn.text, a, b, *within),
            Look::Regex(expression) => matches_in(&turn.text, expression),
        };
        let mut hits: Vec<TurnHit> = Vec::new();
        let mut end = 0;
        for (from, to) in places {
            if from < end || hits.len() == MOST_HITS {
                continue;
            }
            end = to;
            hits.push(TurnHit {
                at: small(from),
                len: small(to - from),
                span: span_of(turn, from, to),
            });
        }
        hits
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
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

/// The time of the words that are touched, else that of the turn.
fn span_of(turn: &Turn, from: usize, to: usize) -> Option<Span> {
    let touched = turn
        .words
        .iter()
        .filter(|w| (w.at as usize) < to && from < w.at as usize + w.len as usize);
    let span = touched.fold(None, |span: Option<Span>, word| {
        let end = word.end_ms.max(word.start_ms);
        Some(span.map_or(
            Span {
                from_ms: word.start_ms,
                to_ms: end,
            },
            |s| Span {
                from_ms: s.from_ms.min(word.start_ms),
                to_ms: s.to_ms.max(end),
            },
        ))
    });
    span.or_else(|| {
        let from_ms = turn.start_ms?;
        Some(Span {
            from_ms,
            to_ms: turn.end_ms.unwrap_or(from_ms).max(from_ms),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Word;
    use proptest::prelude::*;

    fn turn(text: &str) -> Turn {
        Turn {
            side: Side::Caller,
            speaker: None,
            text: text.to_owned(),
            start_ms: Some(1_000),
            end_ms: Some(9_000),
            words: Vec::new(),
        }
    }

    fn rule(pattern: Pattern) -> TrackerRule {
        TrackerRule {
            pattern,
            side: None,
        }
    }

    fn phrases(any_of: &[&str]) -> Pattern {
        Pattern::Phrase {
            any_of: any_of.iter().map(|p| (*p).to_owned()).collect(),
        }
    }

    fn found(pattern: Pattern, text: &str) -> Vec<String> {
        let hits = Finder::new(&rule(pattern)).unwrap().find(&turn(text));
        hits.iter()
            .map(|hit| {
                let chars = text.chars().skip(hit.at as usize);
                chars.take(hit.len as usize).collect()
            })
            .collect()
    }

    fn near(first: &str, second: &str, within: u8) -> Pattern {
        Pattern::Near {
            first: first.to_owned(),
            second: second.to_owned(),
            within,
        }
    }

    #[test]
    fn phrases_are_found_as_the_search_finds_them() {
        let pattern = || phrases(&["charged twice", "Refund*", "double"]);
        assert_eq!(
            found(pattern(), "I was CHARGED, twice! Refunds? A double refund."),
            ["CHARGED, twice", "Refunds", "double", "refund"]
        );
        // The longer one where two begin at the same word.
        assert_eq!(found(phrases(&["no", "no heat"]), "no heat"), ["no heat"]);
        assert_eq!(found(phrases(&["zoe"]), "Zoë"), ["Zoë"]);
    }

    #[test]
    fn hindi_words_are_whole_words() {
        assert_eq!(found(phrases(&["की"]), "कि यह की"), ["की"]);
        assert_eq!(
            found(phrases(&["पैसे वापस"]), "मुझे पैसे वापस चाहिए।"),
            ["पैसे वापस"]
        );
        assert_eq!(found(phrases(&["शिकाय*"]), "शिकायत है"), ["शिकायत"]);
    }

    #[test]
    fn near_words_are_found_in_either_order() {
        let text = "cancel my visit, I said cancel it please and visit no more";
        assert_eq!(found(near("cancel", "visit", 1), text), ["cancel my visit"]);
        assert_eq!(
            found(near("visit", "cancel", 2), text),
            ["cancel my visit"],
            "the second begins inside what was found"
        );
        assert_eq!(found(near("a", "b", 0), "a b"), ["a b"]);
        assert!(found(near("a", "b", 0), "a x b").is_empty());
        // One word is not near itself.
        assert!(found(near("a", "a", 3), "a").is_empty());
        assert_eq!(found(near("a", "a", 3), "a x a"), ["a x a"]);
    }

    #[test]
    fn expressions_match_either_case_and_count_characters() {
        let pattern = Pattern::Regex {
            pattern: r"\b\d{2,}\s*rupees".to_owned(),
        };
        assert_eq!(found(pattern, "₹ 500 Rupees, 5 rupees"), ["500 Rupees"]);
        let refused = |pattern: &str| {
            let pattern = Pattern::Regex {
                pattern: pattern.to_owned(),
            };
            Finder::new(&rule(pattern)).map(|_| ()).unwrap_err()
        };
        assert_eq!(refused("("), RuleError::Regex);
        assert_eq!(refused("x*"), RuleError::Regex);
        assert_eq!(refused("  "), RuleError::Empty);
        assert_eq!(refused(r"(\w{1000}){1000}"), RuleError::Regex);
        assert_eq!(refused(&"x".repeat(301)), RuleError::TooLong);
    }

    #[test]
    fn what_finds_nothing_is_refused() {
        let refused = |pattern| Finder::new(&rule(pattern)).map(|_| ()).unwrap_err();
        assert_eq!(refused(phrases(&["", " - "])), RuleError::Empty);
        assert_eq!(refused(phrases(&[])), RuleError::Empty);
        assert_eq!(refused(near("a", "", 3)), RuleError::Empty);
        assert_eq!(refused(near("a", "b c", 3)), RuleError::TooLong);
        assert_eq!(refused(near("a", "b", 31)), RuleError::TooLong);
        assert_eq!(refused(phrases(&["x"; 51])), RuleError::TooLong);
    }

    #[test]
    fn a_side_and_the_times_of_its_words() {
        let mut agent = turn("we will refund you");
        agent.side = Side::Agent;
        agent.words = vec![
            Word {
                at: 0,
                len: 2,
                start_ms: 1_000,
                end_ms: 1_200,
                confidence: 90,
            },
            Word {
                at: 8,
                len: 6,
                start_ms: 2_000,
                end_ms: 2_500,
                confidence: 90,
            },
            Word {
                at: 15,
                len: 3,
                start_ms: 2_600,
                end_ms: 2_600,
                confidence: 90,
            },
        ];
        let of = |side| {
            let rule = TrackerRule {
                side,
                ..rule(phrases(&["refund you"]))
            };
            Finder::new(&rule).unwrap().find(&agent)
        };
        let span = Some(Span {
            from_ms: 2_000,
            to_ms: 2_600,
        });
        assert_eq!(
            of(Some(SpeakerSide::Agent)),
            [TurnHit {
                at: 8,
                len: 10,
                span
            }]
        );
        assert!(of(Some(SpeakerSide::Caller)).is_empty());
        agent.words.clear();
        let hits = Finder::new(&rule(phrases(&["refund"])))
            .unwrap()
            .find(&agent);
        assert_eq!(
            hits[0].span,
            Some(Span {
                from_ms: 1_000,
                to_ms: 9_000
            })
        );
    }

    proptest! {
        #[test]
        fn hits_stand_inside_the_text_and_apart(
            text in "\\PC{0,80}", any_of in prop::collection::vec("\\PC{0,12}", 0..4),
            pattern in "\\PC{0,20}", within in 0u8..5,
        ) {
            let first = any_of.first().cloned().unwrap_or_default();
            let patterns = [
                near(&first, &pattern, within),
                Pattern::Phrase { any_of },
                Pattern::Regex { pattern },
            ];
            let length = text.chars().count();
            for pattern in patterns {
                let Ok(finder) = Finder::new(&rule(pattern)) else { continue };
                let mut end = 0;
                for hit in finder.find(&turn(&text)) {
                    prop_assert!(hit.at >= end && hit.len > 0);
                    end = hit.at + hit.len;
                    prop_assert!(end as usize <= length);
                }
            }
        }
    }
}
