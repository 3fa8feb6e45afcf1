//! Number words. The data is `numerals.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::folding::{Folded, fold};

/// What a word is to a number that is being read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// One digit, or two.
    Digits(u8, Option<u8>),
    /// A ten that a unit may complete.
    Tens(u8),
    /// The next digit comes so many times.
    Times(u8),
    /// Said between digits.
    Fill,
}

static WORDS: LazyLock<HashMap<String, Numeral>> =
    LazyLock::new(|| read(include_str!("numerals.txt")).0);

/// The words of a table, and the lines that are none.
fn read(table: &str) -> (HashMap<String, Numeral>, Vec<&str>) {
    let mut words = HashMap::new();
    let mut faults = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let parsed = line
            .split_once('=')
            .and_then(|(what, list)| Some((meaning(what.trim())?, list)));
        let Some((numeral, list)) = parsed else {
            faults.push(line);
            continue;
        };
        for word in list.split_whitespace() {
            words.entry(folded(word)).or_insert(numeral);
        }
    }
    (words, faults)
}

fn meaning(what: &str) -> Option<Numeral> {
    if what == "~" {
        return Some(Numeral::Fill);
    }
    if let Some(times) = what.strip_prefix('x') {
        return Some(Numeral::Times(times.parse().ok()?));
    }
    if let Some(tens) = what.strip_suffix('+') {
        return Some(Numeral::Tens(tens.parse::<u8>().ok()? / 10));
    }
    match what.parse::<u8>().ok()? {
        one @ 0..=9 => Some(Numeral::Digits(one, None)),
        two @ 10..=99 => Some(Numeral::Digits(two / 10, Some(two % 10))),
        _ => None,
    }
}

/// Adds a word as it is compared.
pub(super) fn fold_into(plain: &mut String, word: &str) {
    for c in word.chars() {
        fold(c, |part| {
            if let Folded::Letter(c) = part {
                plain.push(c);
            }
        });
    }
}

/// A word as it is compared.
pub(super) fn folded(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    fold_into(&mut plain, word);
    plain
}

/// The numeral that a folded word is.
pub(super) fn numeral(word: &str) -> Option<Numeral> {
    if let Some(known) = WORDS.get(word) {
        return Some(*known);
    }
    // Einundvierzig.
    let (unit, tens) = word.split_once("und")?;
    match (WORDS.get(unit)?, WORDS.get(tens)?) {
        (Numeral::Digits(unit, None), Numeral::Tens(tens)) => {
            Some(Numeral::Digits(*tens, Some(*unit)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let (words, faults) = read(include_str!("numerals.txt"));
        assert_eq!(faults, Vec::<&str>::new());
        assert!(words.len() > 250, "{}", words.len());
    }

    #[test]
    fn words_of_every_language_are_digits() {
        let digits = |word: &str| match numeral(&folded(word)) {
            Some(Numeral::Digits(one, two)) => (one, two),
            other => panic!("{word}: {other:?}"),
        };
        for (word, value) in [
            ("Oh", 0),
            ("छह", 6),
            ("छः", 6),
            ("cinq", 5),
            ("fünf", 5),
            ("saat", 7),
        ] {
            assert_eq!(digits(word), (value, None), "{word}");
        }
        assert_eq!(digits("einundvierzig"), (4, Some(1)));
        assert_eq!(digits("पचहत्तर"), (7, Some(5)));
        assert_eq!(numeral("veinte"), Some(Numeral::Tens(2)));
        assert_eq!(numeral("undvierzig"), None);
    }
}
