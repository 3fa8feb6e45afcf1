//! Whether an answer so far is all of what the agent asked for. Only enough is understood
//! to know when somebody has not finished: values are read elsewhere. Must not know: time,
//! or what the answer means.

use std::sync::LazyLock;

use crate::dialogue::Expecting;
use crate::hearing::words::table::{Phrases, Table};
use crate::hearing::words::text::{Ending, Text};

/// How much of it there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// None of it: something else is said.
    Other,
    /// Some, and more is to come.
    Incomplete,
    /// Enough, and more may come.
    Open,
    /// All.
    Complete,
}

/// Digits that a number of unknown length has at least.
const NUMBER: u32 = 6;
/// A telephone number without its country (North America, India), and with it.
const PHONE: u32 = 10;
const PHONE_ABROAD: u32 = 12;

struct Lists {
    digit: Phrases,
    digit_beside: Phrases,
    ten: Phrases,
    two_digits: Phrases,
    double: Phrases,
    triple: Phrases,
    done: Phrases,
    yes_no: Phrases,
    day: Phrases,
    month: Phrases,
    ordinal: Phrases,
    time: Phrases,
    domain: Phrases,
    host: Phrases,
    my_name: Phrases,
    not_name: Phrases,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table = Table::read(include_str!("words/slots.txt"));
    let section = |name| table.section(name);
    Lists {
        digit: section("digit"),
        digit_beside: section("digit_beside"),
        ten: section("ten"),
        two_digits: section("two_digits"),
        double: section("double"),
        triple: section("triple"),
        done: section("done"),
        yes_no: section("yes_no"),
        day: section("day"),
        month: section("month"),
        ordinal: section("ordinal"),
        time: section("time"),
        domain: section("domain"),
        host: section("host"),
        my_name: section("my_name"),
        not_name: section("not_name"),
    }
});

/// How much of what was asked for a text is.
#[must_use]
pub fn completeness(asked: Expecting, text: &Text) -> Completeness {
    let words = text.words();
    match asked {
        Expecting::YesNo => yes_no(text),
        Expecting::Phone => phone(words),
        Expecting::Digits => match digits(words) {
            0 => Completeness::Other,
            NUMBER.. => Completeness::Open,
            _ => Completeness::Incomplete,
        },
        Expecting::Email => email(words),
        Expecting::Date => date(words),
        Expecting::Time => time(words),
        Expecting::DateTime => match (date(words), time(words)) {
            (Completeness::Complete, Completeness::Complete) => Completeness::Complete,
            (Completeness::Other, Completeness::Other) => Completeness::Other,
            (Completeness::Complete, Completeness::Other) => Completeness::Open,
            (_, Completeness::Complete) => Completeness::Open,
            _ => Completeness::Incomplete,
        },
        Expecting::Name => name(text),
        // Nothing says how long these are.
        Expecting::Choice | Expecting::Free => Completeness::Other,
    }
}

fn yes_no(text: &Text) -> Completeness {
    let words = text.words();
    match LISTS.yes_no.at_start(words) {
        0 => Completeness::Other,
        length if length == words.len() => Completeness::Complete,
        _ if LISTS.yes_no.at_end(words) => Completeness::Complete,
        _ if text.ending() == Ending::Sentence => Completeness::Open,
        _ => Completeness::Other,
    }
}

fn phone(words: &[String]) -> Completeness {
    let first = words.first().map(String::as_str);
    let whole = match first {
        Some("plus" | "91" | "प्लस") => PHONE_ABROAD,
        Some("1") => PHONE + 1,
        _ => PHONE,
    };
    match digits(words) {
        0 => Completeness::Other,
        said if said >= whole => Completeness::Complete,
        said if said > PHONE => Completeness::Open,
        _ => Completeness::Incomplete,
    }
}

/// How many digits are read out.
#[must_use]
pub fn digits(words: &[String]) -> u32 {
    let lists = &*LISTS;
    let (mut sure, mut beside) = (0, 0);
    let (mut times, mut ten) = (1, false);
    for word in words.iter().map(std::slice::from_ref) {
        let is = |phrases: &Phrases| phrases.at_start(word) > 0;
        if is(&lists.double) || is(&lists.triple) {
            times = if is(&lists.double) { 2 } else { 3 };
            continue;
        }
        // "Twenty one": in the two digits of the ten.
        let one = if ten { 0 } else { times };
        if is(&lists.digit) {
            sure += one;
        } else if is(&lists.ten) || is(&lists.two_digits) {
            sure += 2 * times;
        } else if is(&lists.digit_beside) {
            beside += one;
        } else {
            sure += written(word) * times;
        }
        ten = is(&lists.ten);
        times = 1;
    }
    if sure == 0 { 0 } else { sure + beside }
}

/// Digits of a word that is nothing else.
fn written(word: &[String]) -> u32 {
    let mut chars = word.iter().flat_map(|word| word.chars());
    let all = chars.all(|c| c.is_ascii_digit());
    if all {
        word.iter().map(|word| word.len() as u32).sum()
    } else {
        0
    }
}

/// Letters said one by one; "K as in kilo" is one. "I" and "a" are words as well.
fn letters(words: &[String]) -> usize {
    let single = |word: &&String| {
        matches!(word.as_bytes(), [letter] if letter.is_ascii_lowercase())
            && !matches!(word.as_str(), "i" | "a")
    };
    words.iter().filter(single).count()
}

fn email(words: &[String]) -> Completeness {
    let done = LISTS.done.at_end(words);
    let is = |word: &String, what: [&str; 3]| what.contains(&word.as_str());
    let at = words.iter().rposition(|word| is(word, ["at", "एट", "ऐट"]));
    let host = at.map_or(&words[..0], |at| &words[at + 1..]);
    let dot = host.iter().any(|word| is(word, ["dot", "डॉट", "point"]));
    let ended = host
        .last()
        .is_some_and(|word| LISTS.domain.at_start(std::slice::from_ref(word)) > 0);
    let begun = at.is_some()
        || letters(words) > 1
        || words
            .iter()
            .any(|word| is(word, ["dot", "डॉट", "underscore"]));
    match (begun, dot && ended) {
        (false, _) => Completeness::Other,
        (true, true) => Completeness::Complete,
        (true, false) if done || LISTS.host.at_end(host) => Completeness::Open,
        (true, false) => Completeness::Incomplete,
    }
}

fn date(words: &[String]) -> Completeness {
    let lists = &*LISTS;
    let (month, ordinal) = (lists.month.anywhere(words), lists.ordinal.anywhere(words));
    let number = ordinal || digits(words) > 0;
    if lists.day.anywhere(words) || (month && number) {
        Completeness::Complete
    } else if ordinal {
        Completeness::Open
    } else if month || number {
        Completeness::Incomplete
    } else {
        Completeness::Other
    }
}

fn time(words: &[String]) -> Completeness {
    let (number, said) = (digits(words) > 0, LISTS.time.anywhere(words));
    // "Five thirty" is one without more.
    match (number, said || digits(words) > 2) {
        (true, true) => Completeness::Complete,
        (true, false) => Completeness::Open,
        (false, true) => Completeness::Incomplete,
        (false, false) => Completeness::Other,
    }
}

/// One name may be all there is, and is not often; one that is spelled is over when it is
/// said to be.
fn name(text: &Text) -> Completeness {
    let (lists, words) = (&*LISTS, text.words());
    if letters(words) > 0 {
        let done = lists.done.at_end(words);
        return if done {
            Completeness::Complete
        } else {
            Completeness::Incomplete
        };
    }
    let asked = lists.my_name.anywhere(words);
    let said = lists.not_name.without(&lists.my_name.without(words));
    match said.len() {
        0 if asked => Completeness::Incomplete,
        0 => Completeness::Other,
        1 if text.ending() == Ending::Sentence => Completeness::Open,
        1 => Completeness::Incomplete,
        2..=4 => Completeness::Complete,
        _ => Completeness::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_however_they_are_said() {
        for (text, count) in [
            ("six one four", 3),
            ("614-555-0123", 10),
            ("nine eight double seven six", 5),
            ("triple five", 3),
            ("twenty one thirteen", 4),
            ("nau aath double saat", 4),
            ("नौ आठ सात छह", 4),
            ("my number is", 0),
        ] {
            assert_eq!(digits(Text::of(text).words()), count, "{text}");
        }
    }

    #[test]
    fn an_answer_is_complete_or_it_is_not() {
        use Completeness::{Complete, Incomplete, Open, Other};
        let number = Expecting::Phone;
        for (what, text, expected) in [
            (number, "614 555 01", Incomplete),
            (number, "614 555 0123", Complete),
            (number, "why do you ask", Other),
            (Expecting::Digits, "4471", Incomplete),
            (Expecting::Digits, "447129", Open),
            (Expecting::Email, "asha dot k", Incomplete),
            (Expecting::Email, "asha at gmail dot com", Complete),
            (Expecting::Email, "asha@example.in", Complete),
            (Expecting::Date, "the third of", Open),
            (Expecting::Date, "the third of May", Complete),
            (Expecting::Date, "kal", Complete),
            (Expecting::Time, "at five", Open),
            (Expecting::Time, "paanch baje", Complete),
            (Expecting::Name, "my name is", Incomplete),
            (Expecting::Name, "my name is Peter Miller", Complete),
            (Expecting::Name, "M I L L", Incomplete),
            (Expecting::Name, "M I L L that's it", Complete),
            (
                number,
                "plus nine one nine eight seven six five four three two",
                Incomplete,
            ),
            (number, "91 98765 43210", Complete),
            (Expecting::DateTime, "tomorrow at five thirty", Complete),
            (Expecting::DateTime, "tomorrow", Open),
            (Expecting::DateTime, "kal paanch", Incomplete),
            (Expecting::YesNo, "haan ji", Complete),
            (Expecting::YesNo, "yes but", Other),
        ] {
            assert_eq!(completeness(what, &Text::of(text)), expected, "{text}");
        }
    }
}
