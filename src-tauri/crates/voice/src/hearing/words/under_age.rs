//! Whether somebody says that they are not grown up, or that no grown-up is there. English
//! and Hindi in both scripts; the data is `under_age.txt`. Must not know: what follows.

use std::sync::LazyLock;

use crate::hearing::words::table::{Phrases, Table};
use crate::hearing::words::text::Text;
use crate::slots::Words;
use crate::slots::number::number;

/// Grown up from then on (India, DPDP Act s. 9; the states of the US).
const GROWN_UP: u16 = 18;
/// Whoever is younger does not answer a telephone in sentences.
const YOUNGEST: u16 = 3;

struct Lists {
    says: Phrases,
    before: Phrases,
    behind: Phrases,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table = Table::read(include_str!("under_age.txt"));
    Lists {
        says: table.section("says"),
        before: table.section("before"),
        behind: table.section("behind"),
    }
});

/// Whether a whole turn says so.
#[must_use]
pub fn says_so(text: &str) -> bool {
    let words = Text::of(text).words().to_vec();
    LISTS.says.anywhere(&words) || (0..words.len()).any(|at| is_age(&words, at))
}

/// "I'm twelve", "I am 12 years old", "main barah saal ka hoon": a number with what makes
/// it an age; "I'm ten minutes away" is none.
fn is_age(words: &[String], at: usize) -> bool {
    // "Seventeen" is a word, and "twenty two" is not two.
    let small = |word: &str| {
        let found = number(&Words::of(word)).map(|heard| heard.value);
        found.is_some_and(|age| (YOUNGEST..GROWN_UP).contains(&age))
    };
    let tens = at.checked_sub(1).is_some_and(|before| {
        let found = number(&Words::of(&words[before])).map(|heard| heard.value);
        found.is_some_and(|before| before >= 20)
    });
    if tens || !small(&words[at]) {
        return false;
    }
    let (before, behind) = (&words[..at], &words[at + 1..]);
    let begun = LISTS.before.at_end(before);
    let aged = LISTS.behind.at_start(behind) > 0;
    begun && (aged || behind.is_empty()) || aged && before.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_grown_up_says_so_in_many_ways() {
        for text in [
            "I'm twelve",
            "I'm only 11.",
            "I am fifteen years old",
            "um I'm just nine years old",
            "my mom is not home right now",
            "I'm a kid",
            "my parents aren't here",
            "main barah saal ka hoon",
            "मैं बारह साल की हूँ",
            "mummy ghar par nahi hain",
            "मम्मी घर पर नहीं हैं",
        ] {
            assert!(says_so(text), "{text}");
        }
        for text in [
            "I'm ten minutes away",
            "I'm twenty two",
            "I am thirty two years old",
            "I'm 45",
            "I'm twelve weeks pregnant",
            "yes, at ten",
            "my kid is twelve",
            "he's twelve years old",
            "on the twelfth",
            "main paanch baje aaunga",
            "मैं पाँच बजे आऊँगा",
            "it's for my son",
        ] {
            assert!(!says_so(text), "{text}");
        }
    }
}
