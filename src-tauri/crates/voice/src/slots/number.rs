//! Numbers from nothing to 9,999 in words and digits. Must not know: what is counted.

use super::lexicon::{Sense, sense};
use super::{Heard, Words};

/// The first number that is said.
#[must_use]
pub fn number(words: &Words<'_>) -> Option<Heard<u16>> {
    (0..words.list.len()).find_map(|at| {
        let (value, len) = number_at(words, at)?;
        Some(Heard {
            value,
            span: words.span(at, at + len - 1),
        })
    })
}

/// A number below a hundred that begins here, and how many words it has.
pub(super) fn below_hundred(words: &Words<'_>, at: usize) -> Option<(u16, usize)> {
    let word = words.list.get(at)?;
    if word.is_number() {
        return (word.plain.len() <= 2).then(|| Some((word.plain.parse().ok()?, 1)))?;
    }
    match sense(&word.plain)? {
        Sense::Number(value) => Some((value.into(), 1)),
        Sense::Shy(value) if is_hindi_beside(words, at) => Some((value.into(), 1)),
        Sense::Ten(ten) => match words.list.get(at + 1) {
            Some(next) if !next.breaks => match sense(&next.plain) {
                Some(Sense::Number(unit @ 1..=9)) => Some((u16::from(ten + unit), 2)),
                _ => Some((ten.into(), 1)),
            },
            _ => Some((ten.into(), 1)),
        },
        _ => None,
    }
}

/// `do` counts beside a numeral, an hour's word, or the like.
fn is_hindi_beside(words: &Words<'_>, at: usize) -> bool {
    let hindi = |place: usize| {
        let plain = words.plain(place);
        !plain.is_empty()
            && (matches!(plain, "log" | "din" | "ko" | "baje")
                || matches!(
                    sense(plain),
                    Some(
                        Sense::Number(_)
                            | Sense::Shy(_)
                            | Sense::Oclock
                            | Sense::Bajkar
                            | Sense::Hundred
                            | Sense::Thousand
                            | Sense::Times
                            | Sense::Repeat(_)
                            | Sense::Date
                            | Sense::Month(_)
                            | Sense::Weeks
                            | Sense::Saade
                            | Sense::Sava
                            | Sense::Paune
                            | Sense::Part(_)
                    )
                ))
    };
    hindi(at + 1) || (at > 0 && hindi(at - 1))
}

/// A number that begins here, and how many words it has.
pub(super) fn number_at(words: &Words<'_>, at: usize) -> Option<(u16, usize)> {
    if let Some(word) = words.list.get(at).filter(|word| word.is_number()) {
        return match word.plain.parse().ok()? {
            value @ 0..=9_999 => Some((value, 1)),
            _ => None,
        };
    }
    let mut place = at;
    let mut total = 0u32;
    let mut scale = u32::MAX;
    let mut any = false;
    loop {
        // In quarters, so that a half more is a number.
        let (quarters, len) = factor(words, place)?;
        let word = words.plain(place + len);
        let multiplies = match sense(word) {
            Some(Sense::Hundred) => 100,
            Some(Sense::Thousand) => 1_000,
            _ => 1,
        };
        if multiplies >= scale || (multiplies == 1 && quarters % 4 != 0) {
            break;
        }
        // Behind hundreds comes what is below them; a number beside a number is another.
        total += quarters * multiplies / 4;
        place += len + usize::from(multiplies > 1);
        any = true;
        if multiplies == 1 {
            break;
        }
        scale = multiplies;
        let joins = usize::from(matches!(words.plain(place), "and"));
        let next = place + joins;
        if words
            .list
            .get(next)
            .is_none_or(|word| word.breaks || word.is_number())
            || factor(words, next).is_none()
            || matches!(words.plain(next), "a" | "oh" | "o")
        {
            break;
        }
        place = next;
    }
    (any && total <= 9_999).then(|| Some((u16::try_from(total).ok()?, place - at)))?
}

/// What multiplies a hundred, in quarters.
fn factor(words: &Words<'_>, at: usize) -> Option<(u32, usize)> {
    let plain = words.plain(at);
    let whole = |place| below_hundred(words, place).map(|(value, len)| (u32::from(value) * 4, len));
    let big = |place| {
        matches!(
            sense(words.plain(place)),
            Some(Sense::Hundred | Sense::Thousand)
        )
    };
    match sense(plain) {
        Some(Sense::Dedh) => Some((6, 1)),
        Some(Sense::Dhai) => Some((10, 1)),
        Some(Sense::Saade) => whole(at + 1).map(|(quarters, len)| (quarters + 2, len + 1)),
        Some(Sense::Sava) => whole(at + 1).map(|(quarters, len)| (quarters + 1, len + 1)),
        Some(Sense::Paune) => {
            whole(at + 1).map(|(quarters, len)| (quarters.saturating_sub(1), len + 1))
        }
        Some(Sense::Hundred | Sense::Thousand) => Some((4, 0)),
        _ if plain == "a" && big(at + 1) => Some((4, 1)),
        _ => whole(at),
    }
}
