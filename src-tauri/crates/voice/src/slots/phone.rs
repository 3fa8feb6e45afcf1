//! Digits of a telephone number, read out in any grouping, taken back and said again.
//! Must not know: whether the number exists.

use super::lexicon::{Sense, sense};
use super::number::below_hundred;
use super::phrases::{first as first_phrase, is_one_of};
use super::{Heard, Words};

/// National digits of a number in India and North America.
pub const DIGITS: usize = 10;

/// Digits that were said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// Without a country's code, where there are enough of them.
    pub digits: String,
}

impl Phone {
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.digits.len() == DIGITS
    }
}

/// The digits that are said: the longest run of at least three.
#[must_use]
pub fn phone(words: &Words<'_>) -> Option<Heard<Phone>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        match Run::from(words, at) {
            Some((run, next)) => {
                runs.push(run);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    let run = runs.into_iter().max_by_key(|run| run.digits.len())?;
    (run.digits.len() >= 3).then(|| Heard {
        value: Phone {
            digits: national(run.digits),
        },
        span: words.span(run.first, run.last),
    })
}

/// A number of which some digits were wrong: "five, not nine", "nau nahi paanch", "the
/// last two are three four". Nothing if it is not clear which digits are meant.
#[must_use]
pub fn corrected(before: &str, words: &Words<'_>) -> Option<Heard<Phone>> {
    let digit = |at: usize| {
        let (digits, len) = digits_at(words, at, true)?;
        (digits.len() == 1).then_some((digits, len))
    };
    let heard = |digits: String, first: usize, last: usize| Heard {
        value: Phone { digits },
        span: words.span(first, last),
    };
    let instead = (0..words.list.len()).find_map(|at| {
        let (first, len) = digit(at)?;
        let joint = words.plain(at + len);
        let (second, more) = digit(at + len + 1)?;
        let (right, wrong) = match joint {
            "not" => (first, second),
            "nahi" | "nahin" | "नहीं" => (second, first),
            _ => return None,
        };
        let only = before.matches(&*wrong).count() == 1;
        only.then(|| heard(before.replace(&*wrong, &right), at, at + len + more))
    });
    if instead.is_some() {
        return instead;
    }
    let (at, len) = first_phrase(words, "last_digits")?;
    let (run, next) = (at + len..words.list.len()).find_map(|at| Run::from(words, at))?;
    // "The last two are three four": the count is no digit.
    let run = match Run::from(words, next + 1) {
        Some((behind, _)) if run.digits.len() == 1 => behind,
        _ => run,
    };
    let kept = before.len().checked_sub(run.digits.len())?;
    Some(heard(
        before.get(..kept)?.to_owned() + &run.digits,
        at,
        run.last,
    ))
}

struct Run {
    digits: String,
    first: usize,
    last: usize,
}

impl Run {
    /// A run that begins here, and the place behind it.
    fn from(words: &Words<'_>, first: usize) -> Option<(Self, usize)> {
        let (digits, len) = digits_at(words, first, false)?;
        let mut parts = vec![digits];
        let (mut at, mut last) = (first + len, first + len - 1);
        loop {
            let fills = (0..4)
                .take_while(|n| is_one_of("digit_fill", words.plain(at + n)))
                .count();
            let takes_back = (0..fills).any(|n| is_one_of("take_back", words.plain(at + n)));
            let Some((digits, len)) = digits_at(words, at + fills, true) else {
                break;
            };
            match parts.last_mut() {
                Some(part) if !takes_back => part.push_str(&digits),
                _ => parts.push(digits),
            }
            at += fills + len;
            last = at - 1;
        }
        let digits = parts.into_iter().reduce(taken_back).unwrap_or_default();
        Some((
            Self {
                digits,
                first,
                last,
            },
            at,
        ))
    }
}

/// What was said again stands for as many digits at the end, or for all.
fn taken_back(before: String, again: String) -> String {
    let kept = before
        .len()
        .checked_sub(again.len())
        .filter(|_| before.len() >= DIGITS);
    match kept.and_then(|kept| before.get(..kept)) {
        Some(kept) => kept.to_owned() + &again,
        None => again,
    }
}

/// Digits that one or a few words stand for.
fn digits_at(words: &Words<'_>, at: usize, open: bool) -> Option<(String, usize)> {
    let word = words.list.get(at)?;
    if word.is_number() {
        return Some((word.plain.clone(), 1));
    }
    // Five times zero; do baar shunya.
    if let Some((times @ 1..=10, len)) = below_hundred(words, at)
        && matches!(sense(words.plain(at + len)), Some(Sense::Times))
    {
        let (digit, more) = digits_at(words, at + len + 1, true)?;
        return Some((digit.repeat(times.into()), len + 1 + more));
    }
    match sense(&word.plain) {
        Some(Sense::Oh) if open || digits_at(words, at + 1, true).is_some() => {
            Some(("0".to_owned(), 1))
        }
        Some(Sense::Repeat(times)) => {
            let (digit, len) = digits_at(words, at + 1, true)?;
            let (first, rest) = digit.split_at_checked(1)?;
            Some((first.repeat(times.into()) + rest, len + 1))
        }
        Some(Sense::Hundred) if open => Some(("00".to_owned(), 1)),
        _ => {
            let (value, len) = below_hundred(words, at)?;
            Some((value.to_string(), len))
        }
    }
}

fn national(digits: String) -> String {
    let rest = match digits.len() {
        12 => digits.strip_prefix("91"),
        11 => digits
            .strip_prefix('0')
            .or_else(|| digits.strip_prefix('1')),
        _ => None,
    };
    rest.map_or_else(|| digits.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_digits_are_put_right() {
        let cases = [
            ("no, five not nine", Some("5876543210")),
            ("nau nahi paanch", Some("5876543210")),
            ("नौ नहीं पाँच", Some("5876543210")),
            ("the last digit is five", Some("9876543215")),
            ("the last two are three four", Some("9876543234")),
            ("it ends in 34", Some("9876543234")),
            ("aakhri ank paanch hai", Some("9876543215")),
            ("no that's wrong", None),
        ];
        for (text, wanted) in cases {
            let got = corrected("9876543210", &Words::of(text)).map(|heard| heard.value.digits);
            assert_eq!(got.as_deref(), wanted, "{text}");
        }
        // Two nines: which one is not clear.
        assert_eq!(corrected("9876543219", &Words::of("five not nine")), None);
    }
}
