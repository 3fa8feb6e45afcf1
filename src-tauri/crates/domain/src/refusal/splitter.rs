//! Characters into words, one at a time, without allocating.

use crate::folding::{Folded, fold};

/// Bytes of a folded word; a longer one is in no rule.
const LONGEST: usize = 64;

/// Where a word stands: the first character and the one behind it, in Unicode scalar
/// values of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) from: u32,
    pub(super) to: u32,
}

/// What the splitter has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Word(&'a [u8], Place),
    /// A sentence ends here.
    Break,
    /// A part of one does.
    Comma,
}

/// What goes before an apostrophe and is a word by itself: `l'`, `qu'`.
const ELIDED: [&[u8]; 13] = [
    b"l", b"d", b"n", b"m", b"t", b"s", b"c", b"j", b"qu", b"jusqu", b"quelqu", b"lorsqu",
    b"puisqu",
];

/// A word that is still growing.
#[derive(Debug, Clone)]
pub(super) struct Splitter {
    bytes: [u8; LONGEST],
    len: usize,
    place: Place,
    digits: bool,
    letters: bool,
    too_long: bool,
    /// A dot came, and what follows decides what it was.
    dot: bool,
}

impl Default for Splitter {
    fn default() -> Self {
        Self {
            bytes: [0; LONGEST],
            len: 0,
            place: Place { from: 0, to: 0 },
            digits: false,
            letters: false,
            too_long: false,
            dot: false,
        }
    }
}

impl Splitter {
    /// Takes the character at `at`.
    pub(super) fn push(&mut self, c: char, at: u32, mut found: impl FnMut(Piece<'_>)) {
        fold(c, |folded| self.part(folded, at, &mut found));
    }

    fn part(&mut self, folded: Folded, at: u32, found: &mut impl FnMut(Piece<'_>)) {
        if self.dot && folded != Folded::Nothing {
            self.dot = false;
            if !matches!(folded, Folded::Letter(_)) {
                found(Piece::Break);
            }
        }
        match folded {
            Folded::Letter(c) => self.letter(c, at),
            Folded::Nothing => {}
            Folded::Apostrophe => {
                if self
                    .bytes
                    .get(..self.len)
                    .is_some_and(|w| ELIDED.contains(&w))
                {
                    self.end(found);
                }
            }
            Folded::Dot => {
                self.end(found);
                self.dot = true;
            }
            Folded::Break => {
                self.end(found);
                found(Piece::Break);
            }
            Folded::Sign(c) => {
                self.end(found);
                self.letter(c, at);
                self.end(found);
            }
            Folded::Comma => {
                self.end(found);
                found(Piece::Comma);
            }
            Folded::Gap => self.end(found),
        }
    }

    fn letter(&mut self, c: char, at: u32) {
        if self.len == 0 {
            self.place.from = at;
        }
        self.place.to = at + 1;
        let end = self.len + c.len_utf8();
        if end > LONGEST {
            self.too_long = true;
            return;
        }
        c.encode_utf8(&mut self.bytes[self.len..end]);
        self.len = end;
        if c.is_ascii_digit() {
            self.digits = true;
        } else {
            self.letters = true;
        }
    }

    fn end(&mut self, found: &mut impl FnMut(Piece<'_>)) {
        if self.len == 0 {
            return;
        }
        if self.digits && self.letters {
            for byte in &mut self.bytes[..self.len] {
                *byte = match *byte {
                    b'0' => b'o',
                    b'1' => b'i',
                    b'5' => b's',
                    other => other,
                };
            }
        }
        let word = if self.too_long { 0 } else { self.len };
        found(Piece::Word(&self.bytes[..word], self.place));
        self.len = 0;
        self.digits = false;
        self.letters = false;
        self.too_long = false;
    }

    /// Nothing more comes.
    pub(super) fn finish(&mut self, mut found: impl FnMut(Piece<'_>)) {
        self.end(&mut found);
        self.dot = false;
        found(Piece::Break);
    }
}

/// Each word of a text as it is compared.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut splitter = Splitter::default();
    let mut take = |piece: Piece<'_>| {
        if let Piece::Word(bytes, _) = piece {
            all.push(String::from_utf8_lossy(bytes).into_owned());
        }
    };
    for c in text.chars() {
        splitter.push(c, 0, &mut take);
    }
    splitter.finish(&mut take);
    all
}
