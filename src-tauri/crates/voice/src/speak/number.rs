//! Numbers and digits in words.

use crate::dialogue::Tongue;
use crate::slots::hindi_number;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

fn below_hundred(value: u32, tongue: Tongue) -> String {
    let pick = |list: &[&str], at: u32| {
        let word = usize::try_from(at)
            .ok()
            .and_then(|at| list.get(at).copied());
        word.unwrap_or_default().to_owned()
    };
    match tongue {
        Tongue::Hi => {
            let word = u8::try_from(value).ok().and_then(hindi_number);
            word.unwrap_or_default().to_owned()
        }
        Tongue::En if value < 20 => pick(&SMALL, value),
        Tongue::En if value.is_multiple_of(10) => pick(&TENS, value / 10),
        Tongue::En => format!("{}-{}", pick(&TENS, value / 10), pick(&SMALL, value % 10)),
    }
}

/// A number in words, up to 999,999; a greater one digit by digit.
#[must_use]
pub fn number(value: u32, tongue: Tongue) -> String {
    let (hundred, thousand) = match tongue {
        Tongue::En => ("hundred", "thousand"),
        Tongue::Hi => ("सौ", "हज़ार"),
    };
    let mut parts = Vec::new();
    match (value / 1_000, tongue) {
        (0, _) => {}
        (100..1_000, Tongue::Hi) => {
            parts.push(below_hundred(value / 100_000, tongue) + " लाख");
            match value / 1_000 % 100 {
                0 => {}
                rest => parts.push(format!("{} {thousand}", below_hundred(rest, tongue))),
            }
        }
        (thousands @ 1..1_000, _) => {
            parts.push(format!("{} {thousand}", number(thousands, tongue)))
        }
        _ => return digits(&value.to_string(), tongue),
    }
    match value / 100 % 10 {
        0 => {}
        hundreds => parts.push(format!("{} {hundred}", below_hundred(hundreds, tongue))),
    }
    if !value.is_multiple_of(100) || value == 0 {
        parts.push(below_hundred(value % 100, tongue));
    }
    parts.join(" ")
}

/// Digit by digit, ten of them in two halves, so that they can be written down.
#[must_use]
pub fn digits(digits: &str, tongue: Tongue) -> String {
    let spoken: Vec<String> = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .map(|digit| below_hundred(digit, tongue))
        .collect();
    let group = if spoken.len() == 10 { 5 } else { 4 };
    let groups: Vec<String> = spoken.chunks(group).map(|part| part.join(" ")).collect();
    groups.join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::slots::{Words, number as heard, phone};

    proptest! {
        #[test]
        fn what_is_said_is_what_is_understood(value in 0u32..10_000, hindi: bool) {
            let tongue = if hindi { Tongue::Hi } else { Tongue::En };
            let said = number(value, tongue);
            let understood = heard::number(&Words::of(&said)).map(|heard| u32::from(heard.value));
            prop_assert_eq!(understood, Some(value), "{}", said);
        }

        #[test]
        fn a_telephone_number_is_heard_as_it_is_read_out(typed in "[2-9][0-9]{9}", hindi: bool) {
            let tongue = if hindi { Tongue::Hi } else { Tongue::En };
            let said = digits(&typed, tongue);
            let understood = phone::phone(&Words::of(&said)).map(|heard| heard.value.digits);
            prop_assert_eq!(understood, Some(typed), "{}", said);
        }
    }

    #[test]
    fn indian_thousands() {
        assert_eq!(number(150_000, Tongue::Hi), "एक लाख पचास हज़ार");
        assert_eq!(number(1_500, Tongue::En), "one thousand five hundred");
    }
}
