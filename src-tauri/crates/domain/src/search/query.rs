//! The search language: words (all must occur), "a phrase", a prefix with `*`.
//! Nothing a person types can be a syntax error.

use serde::{Deserialize, Serialize};

/// Whose words are searched.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerSide {
    Caller,
    Agent,
}

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    pub(super) terms: Vec<Term>,
    pub(super) side: Option<SpeakerSide>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// One or more words in a row.
    Phrase(Vec<String>),
    /// A word that begins so.
    Prefix(String),
}

/// Why a query asks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SearchQueryError {
    #[error("no word in it")]
    Empty,
    #[error("too many words")]
    TooLong,
}

/// More terms than a person types; bounds the work of one query.
const MAX_TERMS: usize = 16;

/// Splits as the index does: letters, numbers, marks and private use belong to a
/// word (unicode61 with categories L* N* Co Mn Mc), all else separates. Marks
/// must stay inside, or Devanagari words break at their vowel signs.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !is_word_char(c))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(crate) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(c)
        || ('\u{E000}'..='\u{F8FF}').contains(&c)
}

impl SearchQuery {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`SearchQueryError`] when nothing searchable is left.
    pub fn parse(typed: &str, side: Option<SpeakerSide>) -> Result<Self, SearchQueryError> {
        let mut terms = Vec::new();
        // Every second piece between quotation marks is a phrase; an unclosed
        // one runs to the end.
        let straight = typed.replace(['\u{201C}', '\u{201D}', '\u{201E}'], "\"");
        for (i, piece) in straight.split('"').enumerate() {
            if i % 2 == 1 {
                let phrase = words(piece);
                if !phrase.is_empty() {
                    terms.push(Term::Phrase(phrase));
                }
                continue;
            }
            for typed_word in piece.split_whitespace() {
                let prefix = typed_word.ends_with('*');
                let mut parts = words(typed_word);
                match (prefix, parts.pop()) {
                    (_, None) => {}
                    (true, Some(last)) => {
                        terms.extend(parts.into_iter().map(|w| Term::Phrase(vec![w])));
                        terms.push(Term::Prefix(last));
                    }
                    // "e-mail" was indexed as two words in a row.
                    (false, Some(last)) => {
                        parts.push(last);
                        terms.push(Term::Phrase(parts));
                    }
                }
            }
        }
        match terms.len() {
            0 => Err(SearchQueryError::Empty),
            n if n > MAX_TERMS => Err(SearchQueryError::TooLong),
            _ => Ok(Self { terms, side }),
        }
    }

    /// The FTS5 expression. All words are quoted, so no operator can be typed.
    #[must_use]
    pub fn to_fts5(&self) -> String {
        let terms: Vec<String> = self
            .terms
            .iter()
            .map(|term| match term {
                Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
                Term::Prefix(word) => format!("\"{word}\"*"),
            })
            .collect();
        let all = terms.join(" AND ");
        match self.side {
            None => all,
            Some(SpeakerSide::Caller) => format!("{{caller}} : ({all})"),
            Some(SpeakerSide::Agent) => format!("{{agent}} : ({all})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fts(typed: &str) -> String {
        SearchQuery::parse(typed, None).unwrap().to_fts5()
    }

    #[test]
    fn words_phrases_and_prefixes() {
        assert_eq!(fts("refund please"), "\"refund\" AND \"please\"");
        assert_eq!(fts("\"no heat\" furn*"), "\"no heat\" AND \"furn\"*");
        assert_eq!(fts("e-mail"), "\"e mail\"");
        assert_eq!(fts("शिकायत की"), "\"शिकायत\" AND \"की\"");
        assert_eq!(fts("\u{201C}call me\u{201D}"), "\"call me\"");
    }

    #[test]
    fn operators_are_only_words() {
        assert_eq!(
            fts("a OR (b NOT c)"),
            "\"a\" AND \"OR\" AND \"b\" AND \"NOT\" AND \"c\""
        );
    }

    #[test]
    fn a_side_limits_the_columns() {
        let q = SearchQuery::parse("refund", Some(SpeakerSide::Caller)).unwrap();
        assert_eq!(q.to_fts5(), "{caller} : (\"refund\")");
    }

    #[test]
    fn nothing_to_search_is_an_error() {
        assert_eq!(
            SearchQuery::parse(" \"*\" -", None),
            Err(SearchQueryError::Empty)
        );
    }

    proptest! {
        #[test]
        fn nothing_typed_can_leave_its_quotes(typed in "\\PC{0,60}") {
            if let Ok(query) = SearchQuery::parse(&typed, None) {
                let text = query.to_fts5();
                let inner = text.replace("\" AND \"", "").replace("\"* AND \"", "");
                let inner = inner.trim_matches(|c| c == '"' || c == '*');
                prop_assert!(!inner.contains('"'));
            }
        }
    }
}
