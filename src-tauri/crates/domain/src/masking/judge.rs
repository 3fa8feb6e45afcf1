//! Which part of a finished run is a number that nobody may keep.

use std::ops::Range;

use super::checks::{is_iban, is_luhn, is_verhoeff};
use super::cues::Cue;
use super::kinds::{Certainty, SecretKind};
use super::run::Run;

/// A part of a run, in symbols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) kind: SecretKind,
    pub(super) certainty: Certainty,
    pub(super) symbols: Range<usize>,
}

const CARD: Range<usize> = 13..20;
/// So many digits of a card that somebody broke off reading out.
const CARD_PART: Range<usize> = 7..13;
const PAN_LENGTH: usize = 10;

/// The findings of a run, in order; none overlaps another.
pub(super) fn judge(run: &Run, cue: Option<Cue>) -> Vec<Finding> {
    let ascii: Vec<u8> = run.symbols.iter().map(|symbol| symbol.ascii).collect();
    let mut found = Vec::new();
    lettered(run, &ascii, cue, &mut found);
    let mut from = 0;
    while from < ascii.len() {
        let digits = ascii[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let part = from..from + digits;
        let free = |found: &Vec<Finding>| {
            found
                .iter()
                .all(|f| f.symbols.end <= part.start || part.end <= f.symbols.start)
        };
        if digits > 0 && free(&found) {
            let values: Vec<u8> = ascii[part.clone()].iter().map(|byte| byte - b'0').collect();
            numbered(run, &values, part.start, cue, &mut found);
        }
        from += digits.max(1);
    }
    found.sort_by_key(|f| f.symbols.start);
    found
}

/// Whether a word of the run begins, or ends, at this symbol.
fn is_edge(run: &Run, at: usize) -> bool {
    at == 0 || at >= run.symbols.len() || run.symbols[at - 1].token != run.symbols[at].token
}

/// The same, or letters and digits meet.
fn is_seam(run: &Run, at: usize) -> bool {
    is_edge(run, at)
        || run.symbols[at - 1].ascii.is_ascii_digit() != run.symbols[at].ascii.is_ascii_digit()
}

/// Numbers with letters: account numbers, tax numbers.
fn lettered(run: &Run, ascii: &[u8], cue: Option<Cue>, found: &mut Vec<Finding>) {
    let mut from = 0;
    while from < ascii.len() {
        let longest = (15..=34.min(ascii.len() - from))
            .rev()
            .find(|len| is_iban(&ascii[from..from + len]) && is_edge(run, from + len));
        let secret = match longest {
            Some(len) if is_edge(run, from) => Some((SecretKind::Iban, Certainty::Checked, len)),
            _ if is_edge(run, from) && is_pan(&ascii[from..]) => {
                Some((SecretKind::Pan, Certainty::Checked, PAN_LENGTH))
            }
            // The letters and length of an account number, and spoken of as one.
            _ if cue == Some(Cue::Iban) && from == 0 && ascii.len() >= 15 && run.is_like_iban() => {
                Some((SecretKind::Iban, Certainty::Likely, ascii.len().min(34)))
            }
            _ => None,
        };
        match secret {
            Some((kind, certainty, len)) => {
                found.push(Finding {
                    kind,
                    certainty,
                    symbols: from..from + len,
                });
                from += len;
            }
            None => from += 1,
        }
    }
}

/// `ABCPK1234F`: the fourth letter tells what kind of person, and is one of ten.
fn is_pan(ascii: &[u8]) -> bool {
    let Some(pan) = ascii.get(..PAN_LENGTH) else {
        return false;
    };
    let letters = |part: &[u8]| part.iter().all(u8::is_ascii_uppercase);
    letters(&pan[..5])
        && b"ABCFGHLJPT".contains(&pan[3])
        && pan[5..9].iter().all(u8::is_ascii_digit)
        && letters(&pan[9..])
}

/// Payment cards begin so: 2 to 6, and by no other digit.
fn begins_card(values: &[u8]) -> bool {
    matches!(values.first(), Some(2..=6))
}

/// A stretch of digits, from symbol `from` of the run.
fn numbered(run: &Run, values: &[u8], from: usize, cue: Option<Cue>, found: &mut Vec<Finding>) {
    let count = values.len();
    let mut say = |kind, certainty, part: Range<usize>| {
        found.push(Finding {
            kind,
            certainty,
            symbols: from + part.start..from + part.end,
        });
    };
    if let Some(card) = card_in(run, values, from) {
        let behind = card.end;
        say(SecretKind::Card, Certainty::Checked, card);
        // What follows a card in one breath: the month and year, then what is on the back.
        let rest = count - behind;
        if matches!(rest, 3 | 4 | 7 | 8) && !(rest == 4 && cue != Some(Cue::Cvv)) {
            let digits = if rest % 4 == 3 { 3 } else { 4 };
            say(SecretKind::Cvv, Certainty::Likely, count - digits..count);
        }
        return;
    }
    let known = matches!(cue, Some(Cue::Phone | Cue::Thing)) || run.plus;
    let (kind, certainty) = match count {
        3 | 4 if cue == Some(Cue::Cvv) => (SecretKind::Cvv, Certainty::Likely),
        9 if is_ssn(values) && (cue == Some(Cue::Ssn) || is_grouped(run, from, &[3, 2, 4])) => {
            (SecretKind::Ssn, Certainty::Checked)
        }
        12 if cue == Some(Cue::Aadhaar) => (
            SecretKind::Aadhaar,
            if is_verhoeff(values) {
                Certainty::Checked
            } else {
                Certainty::Likely
            },
        ),
        12 if values[0] > 1
            && is_verhoeff(values)
            && !known
            && !is_indian_phone(run, values, from) =>
        {
            (SecretKind::Aadhaar, Certainty::Checked)
        }
        // Recognisers mishear digits, so their sum decides nothing but the label.
        _ if CARD.contains(&count) && !known => (SecretKind::Card, Certainty::Likely),
        _ if count >= CARD.end && !known => (SecretKind::Card, Certainty::Likely),
        _ if CARD_PART.contains(&count)
            && matches!(cue, Some(Cue::Card | Cue::Cvv))
            && begins_card(values)
            && !is_grouped(run, from, &[3, 3, 4]) =>
        {
            (SecretKind::Card, Certainty::Likely)
        }
        _ => return,
    };
    say(kind, certainty, 0..count);
}

/// The first stretch of words in it that is a card by its check digit.
fn card_in(run: &Run, values: &[u8], from: usize) -> Option<Range<usize>> {
    let starts = (0..values.len()).filter(|at| is_seam(run, from + at));
    for start in starts {
        // The lengths that are issued most first.
        for len in [16, 15, 19, 14, 13, 18, 17] {
            let end = start + len;
            let part = values.get(start..end);
            if part.is_some_and(|part| begins_card(part) && is_luhn(part))
                && is_seam(run, from + end)
                && !(run.plus && start == 0 && end == values.len())
            {
                return Some(start..end);
            }
        }
    }
    None
}

/// Area, group and serial number as they are given out.
fn is_ssn(values: &[u8]) -> bool {
    let number = |part: &[u8]| part.iter().fold(0_u32, |n, d| n * 10 + u32::from(*d));
    let (area, group, serial) = (
        number(&values[..3]),
        number(&values[3..5]),
        number(&values[5..]),
    );
    !matches!(area, 0 | 666 | 900..) && group != 0 && serial != 0
}

/// Whether the digits were said, or written, in groups of these lengths.
fn is_grouped(run: &Run, from: usize, groups: &[usize]) -> bool {
    let mut at = from;
    let words = groups.iter().all(|len| {
        at += len;
        is_edge(run, at)
    });
    let spoken_alone = run.symbols[from..]
        .iter()
        .zip(&run.symbols[from + 1..])
        .all(|(a, b)| a.token != b.token);
    let written = run
        .symbols
        .get(from)
        .and_then(|first| run.tokens.get(first.token))
        .is_some_and(|token| {
            let lengths: Vec<usize> = token
                .text
                .trim()
                .split('-')
                .map(|part| part.bytes().filter(u8::is_ascii_digit).count())
                .collect();
            lengths == groups
        });
    written || (words && !spoken_alone)
}

/// `91 98765 43210`: the country's code, then a mobile number.
fn is_indian_phone(run: &Run, values: &[u8], from: usize) -> bool {
    values.starts_with(&[9, 1]) && matches!(values[2], 6..=9) && is_edge(run, from + 2)
}
