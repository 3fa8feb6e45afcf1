//! Words that tell what kind of number comes. The data is `cues.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    Card,
    Cvv,
    Aadhaar,
    Pan,
    Ssn,
    Iban,
    /// A telephone's number.
    Phone,
    /// A number of a thing: order, invoice, parcel.
    Thing,
}

static WORDS: LazyLock<HashMap<&'static str, Cue>> =
    LazyLock::new(|| read(include_str!("cues.txt")).0);

fn read(table: &'static str) -> (HashMap<&'static str, Cue>, Vec<&'static str>) {
    let mut words = HashMap::new();
    let mut faults = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let parsed = line.split_once('=').and_then(|(name, list)| {
            let cue = match name.trim() {
                "card" => Cue::Card,
                "cvv" => Cue::Cvv,
                "aadhaar" => Cue::Aadhaar,
                "pan" => Cue::Pan,
                "ssn" => Cue::Ssn,
                "iban" => Cue::Iban,
                "phone" => Cue::Phone,
                "thing" => Cue::Thing,
                _ => return None,
            };
            Some((cue, list))
        });
        match parsed {
            Some((cue, list)) => {
                words.extend(list.split_whitespace().map(|word| (word, cue)));
            }
            None => faults.push(line),
        }
    }
    (words, faults)
}

/// What a folded word speaks of, behind another.
pub(super) fn cue(before: &str, word: &str) -> Option<Cue> {
    let pair = || WORDS.get(format!("{before}_{word}").as_str());
    WORDS.get(word).or_else(pair).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::masking::numerals::folded;

    #[test]
    fn every_cue_is_read_and_written_as_it_is_compared() {
        let (words, faults) = read(include_str!("cues.txt"));
        assert_eq!(faults, Vec::<&str>::new());
        for word in words.keys() {
            for part in word.split('_') {
                assert_eq!(folded(part), part);
            }
        }
    }
}
