//! What a business knows: answers, and the words they are asked for with. Must not know:
//! which entry answers a question, where entries are kept.

use serde::{Deserialize, Serialize};

use crate::folding::{Folded, fold};

/// A business has no more.
pub const MOST_ENTRIES: usize = 2_000;
const MOST_ABOUT: usize = 60;
const LONGEST_NAME: usize = 60;
const LONGEST_ABOUT: usize = 200;
const LONGEST_ANSWER: usize = 600;

/// An answer, and the words it is asked for with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Small letters, digits and `_`; at most 60.
    pub name: String,
    /// In any language and script: 1 to 60, of at most 200 characters.
    pub about: Vec<String>,
    /// What is said in English; at most 600 characters.
    pub en: String,
    /// What is said in Hindi; at most 600 characters.
    pub hi: String,
}

/// Entries as they are written in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entries {
    #[serde(rename = "entry", default)]
    pub entries: Vec<Entry>,
}

/// What an entry must not be, by its member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("a name of other than small letters, digits and _")]
    Name,
    #[error("no words to ask with, or too many")]
    About,
    #[error("no answer in English, or too long a one")]
    En,
    #[error("no answer in Hindi, or too long a one")]
    Hi,
}

impl Entry {
    /// Whether it is one.
    ///
    /// # Errors
    /// The first [`Fault`].
    pub fn check(&self) -> Result<(), Fault> {
        let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let fits = |text: &str, most: usize| {
            !text.trim().is_empty() && text.chars().count() <= most && !text.contains('\0')
        };
        if !fits(&self.name, LONGEST_NAME) || !self.name.chars().all(named) {
            return Err(Fault::Name);
        }
        let count = (1..=MOST_ABOUT).contains(&self.about.len());
        if !count || !self.about.iter().all(|about| fits(about, LONGEST_ABOUT)) {
            return Err(Fault::About);
        }
        if !fits(&self.en, LONGEST_ANSWER) {
            return Err(Fault::En);
        }
        if !fits(&self.hi, LONGEST_ANSWER) {
            return Err(Fault::Hi);
        }
        Ok(())
    }
}

/// The words an entry is asked for with as they are compared: folded, letters and digits
/// apart, with a space between each two.
#[must_use]
pub fn folded(about: &[String]) -> String {
    let mut text = String::new();
    for c in about.iter().flat_map(|about| about.chars().chain([' '])) {
        fold(c, |part| match part {
            Folded::Letter(letter) => {
                let before = text.chars().next_back();
                let turns = before
                    .is_some_and(|b| b != ' ' && b.is_ascii_digit() != letter.is_ascii_digit());
                if turns {
                    text.push(' ');
                }
                text.push(letter);
            }
            Folded::Nothing | Folded::Apostrophe => {}
            _ if text.ends_with(' ') || text.is_empty() => {}
            _ => text.push(' '),
        });
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_as_what_is_asked() {
        let about = ["What's Café, the 2nd?", "दाँत की सफ़ाई"].map(str::to_owned);
        assert_eq!(folded(&about), "whats cafe the 2 nd दांत की सफाई");
    }

    #[test]
    fn an_entry_has_a_name_words_and_both_answers() {
        let entry = Entry {
            name: "opening_hours".to_owned(),
            about: vec!["when are you open".to_owned()],
            en: "From nine.".to_owned(),
            hi: "नौ बजे से।".to_owned(),
        };
        assert_eq!(entry.check(), Ok(()));
        let with = |change: fn(&mut Entry)| {
            let mut entry = entry.clone();
            change(&mut entry);
            entry.check()
        };
        assert_eq!(
            with(|e| e.name = "Opening hours".to_owned()),
            Err(Fault::Name)
        );
        assert_eq!(with(|e| e.about.clear()), Err(Fault::About));
        assert_eq!(with(|e| e.about.push("x".repeat(201))), Err(Fault::About));
        assert_eq!(with(|e| e.en = " ".to_owned()), Err(Fault::En));
        assert_eq!(with(|e| e.hi = "न".repeat(601)), Err(Fault::Hi));
    }
}
