//! A recogniser's text as words that can be compared: folded, without punctuation and
//! without what only describes a sound ("[noise]"). Must not know: tables.

use parley_domain::folding::{Folded, fold};

/// How a text ends, as far as the recogniser says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ending {
    /// No punctuation.
    #[default]
    Open,
    /// A comma, or dots that trail off.
    Trails,
    /// A full stop, in any script.
    Sentence,
    Question,
}

/// A text in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    words: Vec<String>,
    ending: Ending,
}

impl Text {
    /// Splits at everything that is no letter or digit; apostrophes vanish ("don't" is
    /// `dont`). `@`, a dot within a word and `_` are words by themselves, as they are
    /// spoken: `at`, `dot`, `underscore`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (mut words, mut word) = (Vec::new(), String::new());
        let mut described = None;
        let mut before = ' ';
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '[' | '(' | '<' => {
                    take(&mut words, &mut word);
                    described = Some(words.len());
                }
                ']' | ')' | '>' => {
                    take(&mut words, &mut word);
                    let from = described.take().unwrap_or(words.len());
                    // "(614) 555" is said, "(coughs)" is not.
                    if !words[from..]
                        .iter()
                        .any(|word| word.starts_with(|c: char| c.is_numeric()))
                    {
                        words.truncate(from);
                    }
                }
                _ => {}
            }
            let joins = chars.peek().is_some_and(|next| next.is_alphanumeric());
            let spoken = match c {
                _ if !joins || !before.is_alphanumeric() => None,
                '@' => Some("at"),
                '.' => Some("dot"),
                '_' => Some("underscore"),
                _ => None,
            };
            before = c;
            if spoken.is_some() {
                take(&mut words, &mut word);
                words.extend(spoken.map(str::to_owned));
                continue;
            }
            fold(c, |part| match part {
                Folded::Letter(letter) => word.push(letter),
                Folded::Nothing | Folded::Apostrophe => {}
                _ => take(&mut words, &mut word),
            });
        }
        take(&mut words, &mut word);
        Self {
            words,
            ending: ending(text),
        }
    }

    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    #[must_use]
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The last word, or nothing.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.words.last().map(String::as_str)
    }
}

fn take(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

fn ending(text: &str) -> Ending {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '\''));
    if text.ends_with("..") {
        return Ending::Trails;
    }
    match text.chars().next_back() {
        Some('?') => Ending::Question,
        Some('.' | '!' | '।' | '॥') => Ending::Sentence,
        Some(',' | '…' | '-' | '–' | '—' | ':' | ';') => Ending::Trails,
        _ => Ending::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_is_said() {
        for (text, words) in [
            ("Mm-hmm, I DON'T.", "mm hmm i dont"),
            ("[noise] haan (cough) जी", "haan जी"),
            ("हाँ, ज़रा", "हां जरा"),
            ("kavita.k@example.in.", "kavita dot k at example dot in"),
            ("(614) 555-0123", "614 555 0123"),
            ("a (b", "a b"),
            ("...", ""),
        ] {
            assert_eq!(Text::of(text).words().join(" "), words, "{text}");
        }
    }

    #[test]
    fn endings_are_told_apart() {
        for (text, ending) in [
            ("", Ending::Open),
            ("and then", Ending::Open),
            ("wait...", Ending::Trails),
            ("on Thursday, ", Ending::Trails),
            ("चाहिए।", Ending::Sentence),
            ("Really?\"", Ending::Question),
        ] {
            assert_eq!(Text::of(text).ending(), ending, "{text}");
        }
    }
}
