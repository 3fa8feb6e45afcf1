//! Values in a text, spoken or written, and where they are in it.

use std::ops::Range;

use super::value::ClaimValue;
use super::words::{half, is_currency, number, says_done, weekday};

/// A value and the characters (Unicode scalar values) that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) value: ClaimValue,
    pub(super) at: Range<usize>,
}

struct Token {
    /// Lower case, without the punctuation around it.
    word: String,
    at: Range<usize>,
    /// A sentence ends behind it.
    ends: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut word = String::new();
    let mut start = 0;
    let mut place = 0;
    let mut take = |word: &mut String, start: usize, end: usize| {
        let ends = word.ends_with(['.', '!', '?', '।', ';', '—'])
            && !(word.ends_with("a.m.") || word.ends_with("p.m."));
        let plain =
            word.trim_matches(|c: char| !(c.is_alphanumeric() || is_mark(c) || "$₹€£".contains(c)));
        if !plain.is_empty() {
            for part in split_currency(plain) {
                found.push(Token {
                    word: part.to_lowercase(),
                    at: start..end,
                    ends: false,
                });
            }
        }
        if ends && let Some(last) = found.last_mut() {
            last.ends = true;
        }
        word.clear();
    };
    for c in text.chars() {
        if c.is_whitespace() || c == '–' {
            take(&mut word, start, place);
            start = place + 1;
        } else {
            word.push(c);
        }
        place += 1;
    }
    take(&mut word, start, place);
    found
}

/// Vowel signs and the like, which belong to words.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{0962}' | '\u{0963}')
}

/// `$89` is two words; so is `11:15am`.
fn split_currency(word: &str) -> Vec<&str> {
    for sign in ["$", "₹", "€", "£"] {
        if let Some(rest) = word.strip_prefix(sign)
            && !rest.is_empty()
        {
            return vec![sign, rest];
        }
    }
    let letters = word.find(|c: char| !(c.is_ascii_digit() || ":.,".contains(c)));
    match letters {
        Some(at) if at > 0 && matches!(word.get(at..), Some("am" | "pm" | "AM" | "PM")) => {
            let (digits, half) = word.split_at(at);
            vec![digits, half]
        }
        _ => vec![word],
    }
}

/// `11:15`, `11.15` or `11`.
fn clock(word: &str) -> Option<(u32, u32, bool)> {
    let (hour, minute) = match word.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute)),
        Some(_) => return None,
        None => (word, None),
    };
    if hour.is_empty() || hour.len() > 2 {
        return None;
    }
    let minutes = minute.map_or(Ok(0), str::parse).ok()?;
    Some((hour.parse().ok()?, minutes, minute.is_some()))
}

/// `1,200`, `1200.50`, `1,20,000`.
fn amount(word: &str) -> Option<i64> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.is_empty() || part.len() > 2 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hundredths: i64 = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()? * 10,
        _ => part.parse().ok()?,
    };
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(hundredths)
}

/// All values of a text, in order.
pub(super) fn values(text: &str) -> Vec<Said> {
    let tokens = tokens(text);
    let word = |at: usize| tokens.get(at).map(|t| t.word.as_str());
    let mut found = Vec::new();
    let mut skip = 0;
    for (place, token) in tokens.iter().enumerate() {
        if place < skip {
            continue;
        }
        if let Some(day) = weekday(&token.word) {
            found.push(Said {
                value: ClaimValue::Weekday { day },
                at: token.at.clone(),
            });
            continue;
        }
        let before = place.checked_sub(1).and_then(word).unwrap_or_default();
        let after = word(place + 1).unwrap_or_default();
        if is_currency(before) || is_currency(after) {
            if let Some(hundredths) = amount(&token.word) {
                let first = if is_currency(before) {
                    place - 1
                } else {
                    place
                };
                let last = if is_currency(before) {
                    place
                } else {
                    place + 1
                };
                found.push(Said {
                    value: ClaimValue::Amount { hundredths },
                    at: tokens[first].at.start..tokens[last].at.end,
                });
            }
            continue;
        }
        if let Some((value, last)) = time(&tokens, place, skip) {
            found.push(Said {
                value,
                at: token.at.start..tokens[last].at.end,
            });
            skip = last + 1;
        }
    }
    found
}

/// A time of the day that begins with this word, and its last word. The words before
/// `used` belong to another.
fn time(tokens: &[Token], place: usize, used: usize) -> Option<(ClaimValue, usize)> {
    let word = |at: usize| tokens.get(at).map(|t| t.word.as_str()).unwrap_or_default();
    let before = place.checked_sub(1).filter(|before| *before >= used);
    let before = before.map(word).unwrap_or_default();
    let (first, more) = match word(place) {
        // Half past five; साढ़े पाँच.
        "half" if word(place + 1) == "past" => (place + 2, 30),
        "quarter" if word(place + 1) == "past" => (place + 2, 15),
        // साढ़े, with the dotted letter as one or as two.
        "सा\u{95d}े" | "सा\u{922}\u{93c}े" => (place + 1, 30),
        "सवा" => (place + 1, 15),
        _ => (place, 0),
    };
    let (hour, minute, exact) = match clock(word(first)) {
        Some(found) => found,
        None => (number(word(first))?, 0, false),
    };
    let mut last = first;
    let mut told = half(before);
    if matches!(word(last + 1), "o'clock" | "o’clock" | "बजे") {
        last += 1;
    }
    let sure = last > first || exact || more > 0 || matches!(before, "at" | "by" | "until");
    if told.is_none() {
        let behind = match word(last + 1) {
            "in" if word(last + 2) == "the" => last + 3,
            _ => last + 1,
        };
        told = half(word(behind));
        if told.is_some() && !tokens[last].ends {
            last = behind;
        } else {
            told = None;
        }
    }
    // A bare number is a time only where something says so.
    if !sure && told.is_none() {
        return None;
    }
    Some((ClaimValue::time(hour, minute + more, told)?, last))
}

/// The sentences of a text that are no questions, as stretches of characters, if one of
/// them says that something was done or is settled. What it is stands beside it often:
/// "Booked. Thursday at 11:15."
pub(super) fn settled(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begin: Option<usize> = None;
    let (mut done, mut done_here) = (false, false);
    let tokens = tokens(text);
    for (place, token) in tokens.iter().enumerate() {
        let start = *begin.get_or_insert(token.at.start);
        done_here |= says_done(&token.word);
        if !token.ends && place + 1 < tokens.len() {
            continue;
        }
        let last = text.chars().nth(token.at.end.saturating_sub(1));
        if last != Some('?') {
            found.push(start..token.at.end);
            done |= done_here;
        }
        begin = None;
        done_here = false;
    }
    if done { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<ClaimValue> {
        values(text).into_iter().map(|said| said.value).collect()
    }

    fn at(hour: u16, minute: u16) -> ClaimValue {
        ClaimValue::Time {
            minutes: hour * 60 + minute,
            known_half: true,
        }
    }

    fn about(hour: u16, minute: u16) -> ClaimValue {
        ClaimValue::Time {
            minutes: hour * 60 + minute,
            known_half: false,
        }
    }

    const fn day(day: u8) -> ClaimValue {
        ClaimValue::Weekday { day }
    }

    const fn money(hundredths: i64) -> ClaimValue {
        ClaimValue::Amount { hundredths }
    }

    #[test]
    fn times_as_people_say_them() {
        assert_eq!(
            told("Thursday at 11:15am with Doctor Deshmukh"),
            [day(3), at(11, 15)]
        );
        assert_eq!(told("at 5:40pm in the evening"), [at(17, 40)]);
        assert_eq!(told("booked for Tuesday at three"), [day(1), about(3, 0)]);
        assert_eq!(
            told("half past five in the evening, or 17:30"),
            [at(17, 30), at(17, 30)]
        );
        assert_eq!(told("7:30 in the morning"), [at(7, 30)]);
        assert_eq!(told("ten o'clock"), [about(10, 0)]);
        assert_eq!(told("मंगलवार शाम साढ़े पाँच"), [day(1), at(17, 30)]);
        assert_eq!(told("शनिवार ग्यारह बजे"), [day(5), about(11, 0)]);
        assert_eq!(told("12 pm, 12 am"), [at(12, 0), at(0, 0)]);
    }

    #[test]
    fn numbers_that_are_no_times_are_left_alone() {
        assert_eq!(
            told("It takes two double A. The number is 318. I am eighty one."),
            []
        );
        assert_eq!(told("within two working days, in three weeks"), []);
        assert_eq!(told("ends with 00035, 614 555 0100"), []);
    }

    #[test]
    fn amounts() {
        assert_eq!(
            told("The fee is Rs 1,200.50, or $89"),
            [money(120_050), money(8_900)]
        );
        assert_eq!(told("₹600 और 500 रुपये"), [money(60_000), money(50_000)]);
        assert_eq!(told("89 dollars."), [money(8_900)]);
    }

    #[test]
    fn places_are_counted_in_characters() {
        let text = "जी, मंगलवार शाम साढ़े पाँच।";
        let said = values(text);
        let piece = |range: &Range<usize>| -> String {
            text.chars().skip(range.start).take(range.len()).collect()
        };
        assert_eq!(piece(&said[0].at), "मंगलवार");
        assert!(piece(&said[1].at).starts_with("साढ़े पाँच"));
    }

    #[test]
    fn what_is_settled_stands_in_sentences_that_ask_nothing() {
        let text = "Booked. Thursday at 11:15am. Shall I have it moved to Friday?";
        let found: Vec<String> = settled(text)
            .into_iter()
            .map(|r| text.chars().skip(r.start).take(r.len()).collect())
            .collect();
        assert_eq!(found, ["Booked.", "Thursday at 11:15am."]);
        assert!(settled("Shall I have it booked for Friday?").is_empty());
        assert!(settled("On Thursday I have 11:15am.").is_empty());
    }
}
