//! A number that is being read out: its symbols, and the words that said them.

use super::numerals::Numeral;
use super::token::{Adds, Token};

/// Longer than any number that is masked: a card with all that stands on it.
pub const MOST_SYMBOLS: usize = 40;
/// Fill words in a row; more of them, and something else is spoken of.
const MOST_FILL: usize = 3;
/// What may be let out of a number that is not finished when a turn ends: fewer digits
/// than tell a card from another.
pub(super) const MAY_LEAVE: usize = 6;

/// Digits and capital letters, each with the number of the word that said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol {
    pub(super) ascii: u8,
    pub(super) token: usize,
}

/// The run of one speaker.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) tokens: Vec<Token>,
    pub(super) symbols: Vec<Symbol>,
    pub(super) plus: bool,
    fill: usize,
    times: u8,
    tens: bool,
}

impl Run {
    /// Whether a number is being read out.
    pub(super) fn is_open(&self) -> bool {
        !self.tokens.is_empty()
    }

    /// Takes a word that belongs to the number; gives it back when it does not.
    pub(super) fn take(&mut self, token: Token, adds: Adds) -> Result<(), Token> {
        let at = self.tokens.len();
        match adds {
            Adds::Word => return Err(token),
            Adds::Fill if self.fill == MOST_FILL || self.times > 0 => return Err(token),
            Adds::Fill => self.fill += 1,
            Adds::Numeral(_) | Adds::Symbols { .. } if self.symbols.len() >= MOST_SYMBOLS => {
                return Err(token);
            }
            Adds::Numeral(numeral) => self.numeral(numeral, at),
            Adds::Symbols { ascii, plus } => {
                if plus && !self.symbols.is_empty() {
                    return Err(token);
                }
                self.plus |= plus;
                self.push(ascii.bytes(), at);
            }
        }
        self.tokens.push(token);
        Ok(())
    }

    fn numeral(&mut self, numeral: Numeral, at: usize) {
        match numeral {
            Numeral::Digits(unit, None) if self.tens && unit > 0 => {
                // Twenty, five: one number of two digits.
                if let Some(last) = self.symbols.last_mut() {
                    last.ascii = b'0' + unit;
                    last.token = at;
                }
                self.tens = false;
                self.fill = 0;
            }
            Numeral::Digits(one, two) => {
                self.push([Some(one), two].into_iter().flatten().map(|d| b'0' + d), at);
            }
            Numeral::Tens(ten) => {
                self.push([b'0' + ten, b'0'].into_iter(), at);
                self.tens = true;
            }
            Numeral::Times(times) => {
                self.times = times;
                self.tens = false;
            }
            Numeral::Fill => self.fill += 1,
        }
    }

    fn push(&mut self, ascii: impl Iterator<Item = u8>, token: usize) {
        // Double one-two is 1 1 2.
        let mut times = usize::from(self.times.max(1));
        for ascii in ascii {
            self.symbols
                .extend(std::iter::repeat_n(Symbol { ascii, token }, times));
            times = 1;
        }
        self.times = 0;
        self.tens = false;
        self.fill = 0;
    }

    /// Two letters and two digits in front.
    pub(super) fn is_like_iban(&self) -> bool {
        let letter = |at: usize| self.ascii(at).is_some_and(|b| b.is_ascii_uppercase());
        let digit = |at: usize| self.ascii(at).is_some_and(|b| b.is_ascii_digit());
        letter(0) && letter(1) && digit(2) && digit(3)
    }

    fn ascii(&self, at: usize) -> Option<u8> {
        self.symbols.get(at).map(|symbol| symbol.ascii)
    }
}
