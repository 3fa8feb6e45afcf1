//! How what is written is said, where a voice would read it letter by letter: amounts,
//! times, digits of a telephone number, and words that it was told how to say. Must not
//! know: sound.

use std::collections::BTreeMap;

/// Words as they are written, small and without the signs around them, and how they are
/// said.
pub type Lexicon = BTreeMap<String, String>;

/// Words that are said as one, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'a> {
    pub words: &'a [&'a str],
    pub aloud: String,
}

/// A number of so many digits is no quantity: it is read digit by digit.
const MANY_DIGITS: usize = 5;
/// So many, where another stands beside it.
const GROUP: usize = 3;

/// A word without the signs at its end, and these.
fn bare(word: &str) -> (&str, &str) {
    let is_sign = |c: char| matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '।' | '"' | ')');
    let text = word.trim_end_matches(is_sign);
    (text, &word[text.len()..])
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn digit_by_digit(word: &str) -> String {
    let digits = word.chars().map(String::from);
    digits.collect::<Vec<_>>().join(" ")
}

/// `11:15am`, `5pm`, `18:30`: without the sign between, and with letters that are spelled.
fn time(word: &str) -> Option<String> {
    let half = ["am", "pm"].into_iter().find(|half| word.ends_with(half));
    let number = word.strip_suffix(half.unwrap_or_default())?;
    let (hour, minute) = number.split_once(':').unwrap_or((number, ""));
    let is_time = is_digits(hour) && hour.len() <= 2;
    let has_minute = is_digits(minute) && minute.len() == 2;
    if !is_time || !(has_minute || (minute.is_empty() && half.is_some())) {
        return None;
    }
    let said = [hour, minute, &half.unwrap_or_default().to_uppercase()].join(" ");
    Some(said.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn one(word: &str, before: Option<&str>, after: Option<&str>, lexicon: &Lexicon) -> String {
    let (text, signs) = bare(word);
    let is_group = |other: Option<&str>| {
        other.is_some_and(|other| is_digits(bare(other).0) && bare(other).0.len() >= GROUP)
    };
    let said = if let Some(said) = lexicon.get(&text.to_lowercase()) {
        said.clone()
    } else if let Some(dollars) = text.strip_prefix('$').filter(|sum| !sum.is_empty()) {
        format!("{} dollars", dollars.replace(',', ""))
    } else if is_digits(text)
        && (text.len() >= MANY_DIGITS
            || (text.len() > 1 && text.starts_with('0'))
            || (text.len() >= GROUP && (is_group(before) || is_group(after))))
    {
        digit_by_digit(text)
    } else {
        time(text).unwrap_or_else(|| text.to_owned())
    };
    format!("{said}{signs}")
}

/// The words, in the stretches that they are said in.
#[must_use]
pub fn aloud<'a>(words: &'a [&'a str], lexicon: &Lexicon) -> Vec<Said<'a>> {
    let mut said = Vec::new();
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let after = words.get(place + 1).copied();
        let is_sum = matches!(*word, "Rs" | "₹") && !lexicon.contains_key("rs");
        let rupees = after.filter(|_| is_sum);
        let (count, aloud) = if let Some(sum) = rupees {
            let (sum, signs) = bare(sum);
            (2, format!("{} rupees{signs}", sum.replace(',', "")))
        } else {
            let before = place.checked_sub(1).and_then(|place| words.get(place));
            (1, one(word, before.copied(), after, lexicon))
        };
        said.push(Said {
            words: &words[place..place + count],
            aloud,
        });
        place += count;
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let words: Vec<&str> = text.split(' ').collect();
        let lexicon = Lexicon::from([("hoon".to_owned(), "हूँ".to_owned())]);
        let said = aloud(&words, &lexicon);
        let all: usize = said.iter().map(|said| said.words.len()).sum();
        assert_eq!(all, words.len());
        let said: Vec<&str> = said.iter().map(|said| said.aloud.as_str()).collect();
        said.join(" ")
    }

    #[test]
    fn amounts_times_and_digits_are_said_as_people_say_them() {
        for (written, aloud) in [
            ("It is Rs 1,350. Yes", "It is 1350 rupees. Yes"),
            ("about $89, or $1,200", "about 89 dollars, or 1200 dollars"),
            (
                "at 11:15am, not 5pm or 18:30.",
                "at 11 15 AM, not 5 PM or 18 30.",
            ),
            (
                "call 614 555 0100, please",
                "call 6 1 4 5 5 5 0 1 0 0, please",
            ),
            ("ends with 00035.", "ends with 0 0 0 3 5."),
            (
                "complaint 318, on the 7th at 911",
                "complaint 318, on the 7th at 911",
            ),
            ("Main hoon. HOON", "Main हूँ. हूँ"),
            ("Rs", "Rs"),
            ("I am: spam $", "I am: spam $"),
        ] {
            assert_eq!(said(written), aloud);
        }
    }
}
