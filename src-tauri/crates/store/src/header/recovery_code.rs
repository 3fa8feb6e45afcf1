//! The recovery code: 160 random bits on paper.
//!
//! Eight groups of four Crockford base32 characters, each followed by a check
//! character of the same alphabet, so that a slip of the pen is found, and the group
//! named, before the code is tried. The check is a linear code over GF(32) with
//! x^5 + x^2 + 1: `c = Σ α^(i+1)·d_i + α^(g+5)` for group `g`; it finds every single
//! wrong character, every swap of two within a group, and groups in another order.

use std::fmt;

use parley_domain::rng::Rng;
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 8;
const DATA: usize = 4;
const SYMBOLS: usize = GROUPS * (DATA + 1);

/// Why what was typed cannot be a recovery code. Groups count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeError {
    /// Not 40 characters, spaces and dashes aside.
    #[error("recovery code has {got} of 40 characters")]
    Length { got: usize },
    /// A character that no code has.
    #[error("recovery code group {group} has an impossible character")]
    Character { group: usize },
    /// The check character does not fit.
    #[error("recovery code group {group} is mistyped")]
    Mistyped { group: usize },
}

/// A recovery code; wiped on drop.
pub struct RecoveryCode(Zeroizing<[u8; 20]>);

impl RecoveryCode {
    /// A fresh one.
    #[must_use]
    pub fn random(rng: &dyn Rng) -> Self {
        let mut bytes = Zeroizing::new([0u8; 20]);
        rng.fill(bytes.as_mut_slice());
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// As printed for the owner: `XXXXX-XXXXX-…`, eight groups.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let symbols = split(&self.0);
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + GROUPS));
        for (group, data) in symbols.chunks(DATA).enumerate() {
            if group > 0 {
                text.push('-');
            }
            for symbol in data.iter().copied().chain([check(group, data)]) {
                text.push(letter(symbol));
            }
        }
        text
    }

    /// Reads what a person typed: case, spaces and dashes do not matter, O is 0,
    /// I and L are 1.
    ///
    /// # Errors
    /// [`RecoveryCodeError`]
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeError> {
        let mut symbols = Zeroizing::new(Vec::with_capacity(SYMBOLS));
        let mut got = 0usize;
        let mut impossible = None;
        for c in text.chars().filter(|c| !is_separator(*c)) {
            if got < SYMBOLS {
                match value(c) {
                    Some(symbol) => symbols.push(symbol),
                    None => {
                        impossible.get_or_insert(got / (DATA + 1) + 1);
                    }
                }
            }
            got = got.saturating_add(1);
        }
        if let Some(group) = impossible {
            return Err(RecoveryCodeError::Character { group });
        }
        if got != SYMBOLS {
            return Err(RecoveryCodeError::Length { got });
        }
        let mut data = Zeroizing::new(Vec::with_capacity(GROUPS * DATA));
        for (group, whole) in symbols.chunks(DATA + 1).enumerate() {
            let wrong = RecoveryCodeError::Mistyped { group: group + 1 };
            let (given, part) = whole.split_last().ok_or(wrong)?;
            if check(group, part) != *given {
                return Err(wrong);
            }
            data.extend_from_slice(part);
        }
        Ok(Self(join(&data)))
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '_' | '.')
}

fn letter(symbol: u8) -> char {
    ALPHABET
        .get(usize::from(symbol))
        .map_or('?', |byte| char::from(*byte))
}

fn value(c: char) -> Option<u8> {
    let upper = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET
        .iter()
        .position(|byte| char::from(*byte) == upper)?;
    u8::try_from(at).ok()
}

/// Product in GF(32).
fn times(a: u8, b: u8) -> u8 {
    let mut product = 0u8;
    let mut shifted = a;
    for bit in 0..5 {
        if b >> bit & 1 == 1 {
            product ^= shifted;
        }
        shifted <<= 1;
        if shifted & 0b10_0000 != 0 {
            shifted ^= 0b10_0101;
        }
    }
    product
}

fn check(group: usize, data: &[u8]) -> u8 {
    let mut power = 1u8;
    let mut sum = 0u8;
    for symbol in data {
        power = times(power, 2);
        sum ^= times(power, *symbol);
    }
    for _ in 0..=group {
        power = times(power, 2);
    }
    sum ^ power
}

/// 20 bytes as 32 symbols of 5 bits, the highest first.
fn split(bytes: &[u8; 20]) -> Zeroizing<[u8; 32]> {
    let mut symbols = Zeroizing::new([0u8; 32]);
    for (i, symbol) in symbols.iter_mut().enumerate() {
        for bit in 5 * i..5 * i + 5 {
            let set = bytes
                .get(bit / 8)
                .map_or(0, |byte| byte >> (7 - bit % 8) & 1);
            *symbol = *symbol << 1 | set;
        }
    }
    symbols
}

fn join(symbols: &[u8]) -> Zeroizing<[u8; 20]> {
    let mut bytes = Zeroizing::new([0u8; 20]);
    for (i, byte) in bytes.iter_mut().enumerate() {
        for bit in 8 * i..8 * i + 8 {
            let set = symbols.get(bit / 5).map_or(0, |s| s >> (4 - bit % 5) & 1);
            *byte = *byte << 1 | set;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keys::test_rng::TestRng;

    #[test]
    fn it_reads_as_eight_groups_and_forgives_handwriting() {
        let code = RecoveryCode(Zeroizing::new([0; 20]));
        assert!(code.to_text().starts_with("0000") && code.to_text().len() == 47);
        let code = RecoveryCode::random(&TestRng::new(5));
        let text = code.to_text();
        assert!(text.split('-').all(|group| group.len() == 5));
        let sloppy = text
            .to_lowercase()
            .replace('0', "o")
            .replace('1', "l")
            .replace('-', " – ");
        assert_eq!(RecoveryCode::parse(&sloppy).unwrap().bytes(), code.bytes());
        assert!(format!("{code:?}").contains('…'));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let text = RecoveryCode::random(&TestRng::new(6)).to_text();
        let short: String = text.chars().take(30).collect();
        assert!(matches!(
            RecoveryCode::parse(&short),
            Err(RecoveryCodeError::Length { got: 25 })
        ));
        let long = format!("{}ABC", *text);
        assert!(matches!(
            RecoveryCode::parse(&long),
            Err(RecoveryCodeError::Length { got: 43 })
        ));
        let groups: Vec<&str> = text.split('-').collect();
        let mut swapped = groups.clone();
        swapped.swap(2, 5);
        let error = RecoveryCode::parse(&swapped.join("-")).unwrap_err();
        assert_eq!(error, RecoveryCodeError::Mistyped { group: 3 });
        let mut odd = groups.clone();
        odd[6] = "U0000";
        let error = RecoveryCode::parse(&odd.join("-")).unwrap_err();
        assert_eq!(error, RecoveryCodeError::Character { group: 7 });
        assert!(RecoveryCode::parse("").is_err());
    }

    proptest! {
        #[test]
        fn every_code_comes_back(bytes: [u8; 20]) {
            let code = RecoveryCode(Zeroizing::new(bytes));
            let again = RecoveryCode::parse(&code.to_text()).unwrap();
            prop_assert_eq!(again.bytes(), &bytes);
        }

        #[test]
        fn any_wrong_character_and_any_swap_in_a_group_is_found(
            bytes: [u8; 20], at in 0usize..40, by in 1u8..32, with in 1usize..5,
        ) {
            let text = RecoveryCode(Zeroizing::new(bytes)).to_text();
            let symbols: Vec<u8> = text.chars().filter_map(value).collect();
            let typed = |symbols: &[u8]| -> String { symbols.iter().map(|s| letter(*s)).collect() };
            let found = RecoveryCodeError::Mistyped { group: at / 5 + 1 };

            let mut wrong = symbols.clone();
            wrong[at] ^= by;
            prop_assert_eq!(RecoveryCode::parse(&typed(&wrong)).unwrap_err(), found);

            let other = at / 5 * 5 + (at % 5 + with) % 5;
            let mut swapped = symbols.clone();
            swapped.swap(at, other);
            if swapped != symbols {
                prop_assert_eq!(RecoveryCode::parse(&typed(&swapped)).unwrap_err(), found);
            }
        }

        #[test]
        fn anything_may_be_typed(text: String) {
            let _ = RecoveryCode::parse(&text);
        }
    }
}
