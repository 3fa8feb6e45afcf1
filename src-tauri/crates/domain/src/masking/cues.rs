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

/// By word, and by one word behind another.
#[derive(Default)]
struct Cues {
    words: HashMap<&'static str, Cue>,
    pairs: Vec<(&'static str, &'static str, Cue)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| read(include_str!("cues.txt")).0);

fn read(table: &'static str) -> (Cues, Vec<&'static str>) {
    let mut cues = Cues::default();
    let mut faults = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let named = line.split_once('=');
        let Some((cue, list)) = named.and_then(|(name, list)| Some((of(name)?, list))) else {
            faults.push(line);
            continue;
        };
        for word in list.split_whitespace() {
            match word.split_once('_') {
                Some((before, word)) => cues.pairs.push((before, word, cue)),
                None => {
                    cues.words.insert(word, cue);
                }
            }
        }
    }
    (cues, faults)
}

fn of(name: &str) -> Option<Cue> {
    Some(match name.trim() {
        "card" => Cue::Card,
        "cvv" => Cue::Cvv,
        "aadhaar" => Cue::Aadhaar,
        "pan" => Cue::Pan,
        "ssn" => Cue::Ssn,
        "iban" => Cue::Iban,
        "phone" => Cue::Phone,
        "thing" => Cue::Thing,
        _ => return None,
    })
}

/// What a folded word speaks of, behind another.
pub(super) fn cue(before: &str, word: &str) -> Option<Cue> {
    let pair = || {
        let mut pairs = CUES.pairs.iter();
        pairs.find(|(a, b, _)| *b == word && *a == before)
    };
    CUES.words
        .get(word)
        .copied()
        .or_else(|| pair().map(|(.., cue)| *cue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::masking::numerals::fold_into;

    #[test]
    fn every_cue_is_read_and_written_as_it_is_compared() {
        let (cues, faults) = read(include_str!("cues.txt"));
        assert_eq!(faults, Vec::<&str>::new());
        let pairs = cues.pairs.iter().flat_map(|(a, b, _)| [*a, *b]);
        for word in cues.words.keys().copied().chain(pairs) {
            let mut plain = String::new();
            fold_into(&mut plain, word);
            assert_eq!(plain, word);
        }
    }
}
