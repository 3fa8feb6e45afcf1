//! What single words mean to numbers, days and times. The data is `lexicon.txt` and
//! `hindi_numbers.txt`. Must not know: how senses come together.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Words;

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// 0 to 99, complete.
    Number(u8),
    /// `do`, two in Hindi and a verb in English: only beside what is Hindi as well.
    Shy(u8),
    /// A ten that a unit may complete.
    Ten(u8),
    /// `oh`, a nought among digits.
    Oh,
    Hundred,
    Thousand,
    /// The next digit comes so many times.
    Repeat(u8),
    Times,
    Ordinal(u8),
    /// Days from today.
    Day(u8),
    /// From Monday.
    Weekday(u8),
    Month(u8),
    Part(Part),
    Tonight,
    Noon,
    Midnight,
    Am,
    Pm,
    Half,
    Quarter,
    Past,
    To,
    Oclock,
    Bajkar,
    Minute,
    /// A half more, a quarter more, a quarter less.
    Saade,
    Sava,
    Paune,
    /// One and a half, two and a half.
    Dedh,
    Dhai,
    Next,
    This,
    Days,
    Weeks,
    After,
    Date,
}

struct Lexicon {
    exact: HashMap<String, Sense>,
    by_sound: HashMap<String, Sense>,
    /// As they are spoken, by value.
    hindi: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(read);

fn read() -> Lexicon {
    let (mut exact, mut by_sound, mut hindi) = (HashMap::new(), HashMap::new(), Vec::new());
    let mut is_hindi = false;
    for line in include_str!("lexicon.txt").lines() {
        is_hindi |= line == "[hi]";
        let Some((sense, words)) = line.split_once(" = ") else {
            continue;
        };
        let Some(sense) = sense_of(sense) else {
            continue;
        };
        for word in words.split_whitespace().map(folded) {
            if is_hindi && word.is_ascii() {
                by_sound.entry(sound(&word)).or_insert(sense);
            }
            exact.entry(word).or_insert(sense);
        }
    }
    let numbers = include_str!("hindi_numbers.txt").lines();
    for (value, line) in (0u8..).zip(numbers.filter(|line| !line.starts_with('#'))) {
        hindi.extend(line.split_whitespace().next());
        for word in line
            .split_whitespace()
            .filter(|word| *word != "|")
            .map(folded)
        {
            let sense = match &*word {
                "do" | "now" => Sense::Shy(value),
                _ => Sense::Number(value),
            };
            if word.is_ascii() && word.len() > 3 {
                by_sound.entry(sound(&word)).or_insert(sense);
            }
            exact.entry(word).or_insert(sense);
        }
    }
    Lexicon {
        exact,
        by_sound,
        hindi,
    }
}

fn sense_of(name: &str) -> Option<Sense> {
    let counted = |prefix: char| name.strip_prefix(prefix)?.parse::<u8>().ok();
    let numbered = counted('n').map(Sense::Number);
    let numbered = numbered.or_else(|| counted('t').map(Sense::Ten));
    let numbered = numbered.or_else(|| counted('x').map(Sense::Repeat));
    let numbered = numbered.or_else(|| counted('o').map(Sense::Ordinal));
    let numbered = numbered.or_else(|| counted('d').map(Sense::Day));
    let numbered = numbered.or_else(|| counted('w').map(Sense::Weekday));
    let numbered = numbered.or_else(|| counted('m').map(Sense::Month));
    if numbered.is_some() {
        return numbered;
    }
    Some(match name {
        "oh" => Sense::Oh,
        "hundred" => Sense::Hundred,
        "thousand" => Sense::Thousand,
        "times" => Sense::Times,
        "morning" => Sense::Part(Part::Morning),
        "afternoon" => Sense::Part(Part::Afternoon),
        "evening" => Sense::Part(Part::Evening),
        "night" => Sense::Part(Part::Night),
        "tonight" => Sense::Tonight,
        "noon" => Sense::Noon,
        "midnight" => Sense::Midnight,
        "am" => Sense::Am,
        "pm" => Sense::Pm,
        "half" => Sense::Half,
        "quarter" => Sense::Quarter,
        "past" => Sense::Past,
        "to" => Sense::To,
        "oclock" => Sense::Oclock,
        "bajkar" => Sense::Bajkar,
        "minute" => Sense::Minute,
        "saade" => Sense::Saade,
        "sava" => Sense::Sava,
        "paune" => Sense::Paune,
        "dedh" => Sense::Dedh,
        "dhai" => Sense::Dhai,
        "next" => Sense::Next,
        "this" => Sense::This,
        "days" => Sense::Days,
        "weeks" => Sense::Weeks,
        "after" => Sense::After,
        "date" => Sense::Date,
        _ => return None,
    })
}

/// A word as it is compared.
pub(super) fn folded(word: &str) -> String {
    Words::of(word)
        .list
        .into_iter()
        .map(|word| word.plain)
        .collect()
}

/// Hindi in Latin letters as it sounds: long vowels and double letters are written or
/// not, `w` is `v`, a last `n` is breathed.
fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let mut last = ' ';
    for c in word.chars() {
        let c = match c {
            'w' => 'v',
            'z' => 'j',
            'y' => 'i',
            c => c,
        };
        let c = match (last, c) {
            (l, c) if l == c && c == 'e' => {
                sound.pop();
                'i'
            }
            (l, c) if l == c && c == 'o' => {
                sound.pop();
                'u'
            }
            (l, c) if l == c => continue,
            (_, c) => c,
        };
        // An aspirate is written or not.
        if !(c == 'h' && last.is_ascii_alphabetic()) || last == 's' {
            sound.push(c);
        }
        last = c;
    }
    if sound.len() > 3 && sound.ends_with('n') {
        sound.pop();
    }
    sound
}

/// What a word means.
pub(super) fn sense(plain: &str) -> Option<Sense> {
    if let Some(known) = LEXICON.exact.get(plain) {
        return Some(*known);
    }
    if plain.len() < 3 || !plain.is_ascii() {
        return None;
    }
    LEXICON.by_sound.get(&sound(plain)).copied()
}

/// A number below a hundred as Hindi says it, in Devanagari.
#[must_use]
pub fn hindi_number(value: u8) -> Option<&'static str> {
    LEXICON.hindi.get(usize::from(value)).copied()
}
