//! A text in words that can be compared, each with its place. Must not know: what any
//! word means.

use parley_domain::folding::{Folded, fold};

use super::Span;

/// A run of letters, or one of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is compared: small letters, no accents, ASCII digits.
    pub plain: String,
    pub span: Span,
    /// What alone stands between it and the word before: a sign, or `\0` for nothing.
    pub glue: Option<char>,
    /// A comma, a full stop or the like stands before it.
    pub breaks: bool,
}

impl Word {
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.plain.starts_with(|c: char| c.is_ascii_digit())
    }

    /// A letter by itself, as names are spelled.
    #[must_use]
    pub fn is_letter(&self) -> bool {
        self.plain.len() == 1 && self.plain.starts_with(|c: char| c.is_ascii_lowercase())
    }
}

/// A text and its words.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    pub text: &'a str,
    pub list: Vec<Word>,
}

impl<'a> Words<'a> {
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let mut cut = Cut::default();
        for (at, c) in text.char_indices() {
            cut.push(at, c);
        }
        cut.close(text.len());
        Self {
            text,
            list: joined(cut.list),
        }
    }

    /// The word at this place as it is compared; nothing past either end.
    #[must_use]
    pub fn plain(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| word.plain.as_str())
    }

    /// From the first of these words to the last, both included.
    #[must_use]
    pub fn span(&self, first: usize, last: usize) -> Span {
        let at = |place: usize| {
            self.list
                .get(place)
                .map_or(Span::default(), |word| word.span)
        };
        Span {
            from: at(first).from,
            to: at(last).to,
        }
    }

    /// As it was written.
    #[must_use]
    pub fn written(&self, span: Span) -> &'a str {
        self.text.get(span.from..span.to).unwrap_or_default()
    }
}

#[derive(Default)]
struct Cut {
    list: Vec<Word>,
    plain: String,
    from: usize,
    digits: bool,
    /// What stands between the word before and here.
    between: String,
    breaks: bool,
}

impl Cut {
    fn push(&mut self, at: usize, c: char) {
        let (mut letters, mut other, mut ends) = (String::new(), false, false);
        fold(c, |part| match part {
            Folded::Letter(c) => letters.push(c),
            Folded::Nothing | Folded::Apostrophe => {}
            Folded::Comma | Folded::Break | Folded::Dot => (other, ends) = (true, true),
            Folded::Sign(_) | Folded::Gap => other = true,
        });
        if other {
            self.close(at);
            self.between.push(c);
            self.breaks |= ends;
            return;
        }
        for c in letters.chars() {
            if !self.plain.is_empty() && self.digits != c.is_ascii_digit() {
                self.close(at);
            }
            if self.plain.is_empty() {
                self.from = at;
                self.digits = c.is_ascii_digit();
            }
            self.plain.push(c);
        }
    }

    fn close(&mut self, to: usize) {
        if self.plain.is_empty() {
            return;
        }
        let mut between = self.between.chars();
        let glue = match (self.list.is_empty(), between.next(), between.next()) {
            (false, None, _) => Some('\0'),
            (false, Some(sign), None) if !sign.is_whitespace() => Some(sign),
            _ => None,
        };
        self.list.push(Word {
            plain: std::mem::take(&mut self.plain),
            span: Span {
                from: self.from,
                to,
            },
            glue,
            breaks: self.breaks && glue.is_none(),
        });
        self.between.clear();
        self.breaks = false;
    }
}

/// `p.m.` is one word, and so is `1,200`.
fn joined(list: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(list.len());
    for word in list {
        let belongs = joined.last().is_some_and(|before| {
            let half = matches!(word.glue, Some('.')) && matches!(&*before.plain, "a" | "p");
            let thousands = word.glue == Some(',') && before.is_number() && before.plain.len() <= 3;
            (half && word.plain == "m") || (thousands && word.is_number() && word.plain.len() == 3)
        });
        match joined.last_mut() {
            Some(before) if belongs => {
                before.plain.push_str(&word.plain);
                before.span.to = word.span.to;
            }
            _ => joined.push(word),
        }
    }
    joined
}
