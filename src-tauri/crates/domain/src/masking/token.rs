//! One word of the stream, and what it adds to a number.

use super::numerals::{Numeral, folded, numeral};
use super::run::Run;
use crate::listening::Span;

/// What a word adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Adds {
    /// Digits and capital letters, in ASCII; and whether `+` stood in front.
    Symbols {
        ascii: String,
        plus: bool,
    },
    Numeral(Numeral),
    /// Nothing, and the number may go on behind it.
    Fill,
    /// Nothing, and a number before it has ended.
    Word,
}

/// A word as it came.
#[derive(Debug, Clone, Default)]
pub(super) struct Token {
    /// With what is behind it up to the next word.
    pub(super) text: String,
    pub(super) turn: u32,
    pub(super) at: u32,
    /// Without what is behind it, in Unicode scalar values.
    pub(super) len: u32,
    pub(super) span: Option<Span>,
    pub(super) released: bool,
}

impl Token {
    /// What it adds to this run, or to a new one; `plain` is itself as it is compared.
    pub(super) fn adds(&self, run: &Run, plain: &str) -> Adds {
        let open = run.is_open();
        let word = self.text.trim();
        match written(word) {
            // Five capitals begin a PAN, and some stand in account numbers; others are words.
            Some(Adds::Symbols { ascii, .. })
                if ascii.len() > 1
                    && ascii.bytes().all(|byte| byte.is_ascii_uppercase())
                    && !run.is_like_iban()
                    && (open || ascii.len() != 5) => {}
            Some(symbols) => return symbols,
            None => {}
        }
        match numeral(plain) {
            // Exclamations and articles, where no number is.
            Some(_) if !open && matches!(plain, "oh" | "o") => Adds::Word,
            Some(Numeral::Fill) if open => Adds::Fill,
            Some(Numeral::Fill) => Adds::Word,
            Some(numeral) => Adds::Numeral(numeral),
            None if plain.is_empty() && open => Adds::Fill,
            None => hyphened(word).unwrap_or(Adds::Word),
        }
    }
}

/// Digits of the shortest card.
pub(super) const FEWEST_OF_CARD: usize = 13;

/// `4111-1111`, `(555)`, `+49151`, `GB82`, `WEST`, `x`: digits and letters as they are.
fn written(word: &str) -> Option<Adds> {
    let trimmed = word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '+'));
    let (plus, rest) = match trimmed.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let mut ascii = String::new();
    let (mut digits, mut letters, mut small, mut points) = (0, 0, 0, 0);
    for c in rest.chars() {
        let c = match c {
            // Digits of other scripts and full width count as what they are.
            _ if c.is_ascii() => c,
            _ => digit_of(c)?,
        };
        match c {
            '0'..='9' => digits += 1,
            'A'..='Z' => letters += 1,
            'a'..='z' => {
                letters += 1;
                small += 1;
            }
            '-' | '(' | ')' => continue,
            '.' | ',' | '/' | ':' => {
                points += 1;
                continue;
            }
            _ => return None,
        }
        ascii.push(c.to_ascii_uppercase());
    }
    let fits = match (digits, letters) {
        // Between digits it is a date, a price or a time, unless there are too many.
        (0..FEWEST_OF_CARD, _) if points > 0 => false,
        (_, 0) if points > 0 => true,
        (0, 1) => rest.len() == 1,
        (0, 2..=5) => small == 0 && rest.len() == letters,
        (0, _) => false,
        (_, 0) => true,
        // `5pm`, `2nd`, `10th`, `20km`.
        (1..=2, 1..=3) if small == letters => false,
        _ => points == 0,
    };
    (fits && !ascii.is_empty()).then_some(Adds::Symbols { ascii, plus })
}

fn digit_of(c: char) -> Option<char> {
    let value = match u32::from(c) {
        wide @ 0xff10..=0xff19 => wide - 0xff10,
        devanagari @ 0x966..=0x96f => devanagari - 0x966,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// `twenty-five`, `four-one-one-one`: number words in one.
fn hyphened(word: &str) -> Option<Adds> {
    if !word.contains('-') {
        return None;
    }
    let mut ascii = String::new();
    let mut tens = None;
    for part in word.split('-') {
        let (one, two) = match numeral(&folded(part))? {
            Numeral::Digits(one, two) => (one, two),
            Numeral::Tens(ten) => {
                tens = Some(ten);
                continue;
            }
            Numeral::Times(_) | Numeral::Fill => return None,
        };
        match tens.take() {
            Some(ten) if two.is_none() => ascii.push(char::from(b'0' + ten)),
            Some(ten) => ascii.extend([char::from(b'0' + ten), '0']),
            None => {}
        }
        ascii.push(char::from(b'0' + one));
        ascii.extend(two.map(|two| char::from(b'0' + two)));
    }
    if let Some(ten) = tens {
        ascii.extend([char::from(b'0' + ten), '0']);
    }
    Some(Adds::Symbols { ascii, plus: false })
}
