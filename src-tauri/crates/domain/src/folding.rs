//! One character as it is compared: lower case, without accents, and what only looks
//! like a letter as the letter it looks like.

/// What a character is to the splitter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// Belongs to a word.
    Letter(char),
    /// As good as not there: accents, joiners, variation selectors.
    Nothing,
    /// `'` in its many shapes.
    Apostrophe,
    /// Ends a sentence unless a letter or a digit follows at once.
    Dot,
    /// Ends a sentence.
    Break,
    /// Ends a part of a sentence.
    Comma,
    /// Stands for a word by itself.
    Sign(char),
    /// Between words.
    Gap,
}

/// Folds what `c` decomposes into, part by part.
pub fn fold(c: char, mut each: impl FnMut(Folded)) {
    if c.is_ascii() {
        return each(plain(c));
    }
    match c {
        'ß' => ['s', 's'].map(Folded::Letter).into_iter().for_each(each),
        'æ' | 'Æ' => ['a', 'e'].map(Folded::Letter).into_iter().for_each(each),
        'œ' | 'Œ' => ['o', 'e'].map(Folded::Letter).into_iter().for_each(each),
        // Decomposes into three dots.
        '…' => each(Folded::Break),
        '´' => each(Folded::Apostrophe),
        _ => unicode_normalization::char::decompose_compatible(c, |part| each(plain(part))),
    }
}

fn plain(c: char) -> Folded {
    match c {
        'a'..='z' | '0'..='9' => Folded::Letter(c),
        'A'..='Z' => Folded::Letter(c.to_ascii_lowercase()),
        '\'' | '’' | '‘' | 'ʼ' | '`' | '′' => Folded::Apostrophe,
        '.' | '。' => Folded::Dot,
        ',' | '،' | '、' | '–' | '—' => Folded::Comma,
        '!' | '?' | ';' | '\n' | '\r' | '।' | '॥' | '¡' | '¿' => Folded::Break,
        '🛑' | '⛔' | '🚫' => Folded::Sign('🛑'),
        // Nukta, joiners, soft hyphen, variation selectors, accents.
        '\u{93c}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => Folded::Nothing,
        '\u{300}'..='\u{36f}' => Folded::Nothing,
        // Chandrabindu is written as anusvara as often as not.
        '\u{901}' => Folded::Letter('\u{902}'),
        '\u{900}'..='\u{963}' | '\u{966}'..='\u{97f}' => Folded::Letter(digit(c)),
        _ if c.is_alphanumeric() => Folded::Letter(twin(lower(c))),
        _ => Folded::Gap,
    }
}

/// Devanagari digits as the others.
fn digit(c: char) -> char {
    u32::from(c)
        .checked_sub(0x966)
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Cyrillic and Greek letters that are put where a Latin one is meant.
fn twin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' | 'μ' => 'm',
        'ո' | 'η' => 'n',
        'о' | 'ο' | 'ø' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => c,
    }
}
