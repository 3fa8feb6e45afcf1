//! What a query finds in a text: the meaning that every index has to give it, by
//! the plain definition.

use super::SearchQuery;
use super::query::{SpeakerSide, Term, is_word_char};
use crate::call::Side;

/// A text as the index sees it: its words in order, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<Word>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    folded: String,
    /// Where it stands, in Unicode scalar values; `end` is exclusive.
    begin: usize,
    end: usize,
}

/// Where a text holds what is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How often each term occurs, in the query's order.
    pub counts: Vec<usize>,
    /// From and to, in Unicode scalar values; in order, none overlaps another.
    pub places: Vec<(usize, usize)>,
}

/// Lower case, and a Latin letter without what stands on it: `É` is `e`. Other
/// scripts' marks tell words apart and stay.
fn fold(c: char) -> char {
    let mut lower = c.to_lowercase();
    let lower = match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    };
    let mut base = None;
    unicode_normalization::char::decompose_canonical(lower, |part| {
        base.get_or_insert(part);
    });
    base.filter(char::is_ascii_alphabetic).unwrap_or(lower)
}

impl Words {
    /// Splits and folds.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for (i, c) in text.chars().enumerate() {
            if !is_word_char(c) {
                continue;
            }
            match words.last_mut() {
                Some(word) if word.end == i => {
                    word.folded.push(fold(c));
                    word.end = i + 1;
                }
                _ => words.push(Word {
                    folded: fold(c).to_string(),
                    begin: i,
                    end: i + 1,
                }),
            }
        }
        Self(words)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Each word as it is compared, and where it stands, in Unicode scalar values; the
    /// end is exclusive.
    pub(crate) fn folded(&self) -> impl Iterator<Item = (&str, usize, usize)> {
        self.0
            .iter()
            .map(|word| (word.folded.as_str(), word.begin, word.end))
    }

    /// Where a term begins and ends, by the number of the word; `end` is exclusive.
    fn places(&self, term: &Term) -> Vec<(usize, usize)> {
        let folded = |word: &String| word.chars().map(fold).collect::<String>();
        match term {
            Term::Prefix(begin) => {
                let begin = folded(begin);
                let begins = |(_, word): &(usize, &Word)| word.folded.starts_with(&begin);
                let found = self.0.iter().enumerate().filter(begins);
                found.map(|(i, _)| (i, i + 1)).collect()
            }
            Term::Phrase(words) => {
                let wanted: Vec<String> = words.iter().map(folded).collect();
                let rows = self.0.windows(wanted.len()).enumerate();
                rows.filter(|(_, row)| row.iter().map(|w| &w.folded).eq(&wanted))
                    .map(|(i, row)| (i, i + row.len()))
                    .collect()
            }
        }
    }
}

impl SearchQuery {
    /// Where it is found in what `side` said; `None` when a term is missing.
    #[must_use]
    pub fn find(&self, side: Side, words: &Words) -> Option<Found> {
        let meant = match self.side {
            None => true,
            Some(SpeakerSide::Caller) => side == Side::Caller,
            Some(SpeakerSide::Agent) => side == Side::Agent,
        };
        let found: Vec<_> = self.terms.iter().map(|term| words.places(term)).collect();
        if !meant || found.iter().any(Vec::is_empty) {
            return None;
        }
        let counts = found.iter().map(Vec::len).collect();
        let mut by_word: Vec<(usize, usize)> = found.into_iter().flatten().collect();
        by_word.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::with_capacity(by_word.len());
        for (begin, end) in by_word {
            match merged.last_mut() {
                Some(last) if begin < last.1 => last.1 = last.1.max(end),
                _ => merged.push((begin, end)),
            }
        }
        let place = |(begin, end): (usize, usize)| {
            Some((words.0.get(begin)?.begin, words.0.get(end - 1)?.end))
        };
        Some(Found {
            counts,
            places: merged.into_iter().filter_map(place).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(typed: &str, text: &str) -> Option<Vec<(usize, usize)>> {
        let query = SearchQuery::parse(typed, None).unwrap();
        let found = query.find(Side::Caller, &Words::of(text));
        found.map(|found| found.places)
    }

    #[test]
    fn words_phrases_and_prefixes_are_found_where_they_stand() {
        let text = "There is NO HEAT: no heat, Zoë!";
        assert_eq!(places("\"no heat\"", text).unwrap(), [(9, 16), (18, 25)]);
        assert_eq!(
            places("zoe hea*", text).unwrap(),
            [(12, 16), (21, 25), (27, 30)]
        );
        assert_eq!(places("\"heat is\"", text), None);
        assert_eq!(places("heat gone", text), None);
    }

    #[test]
    fn what_overlaps_is_one_place() {
        assert_eq!(places("\"a b\" \"b c\" b", "a b c").unwrap(), [(0, 5)]);
    }

    #[test]
    fn vowel_signs_tell_words_apart() {
        assert_eq!(places("की", "कि यह की").unwrap(), [(6, 8)]);
    }

    #[test]
    fn a_side_hears_itself_only() {
        let query = SearchQuery::parse("heat", Some(SpeakerSide::Agent)).unwrap();
        let words = Words::of("heat");
        assert!(query.find(Side::Agent, &words).is_some());
        assert_eq!(query.find(Side::Other, &words), None);
    }
}
