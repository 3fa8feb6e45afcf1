//! E-mail addresses: written, or said with "at", "dot" and letters one by one. Must not
//! know: whether anybody reads them.

use super::lexicon::{Sense, sense};
use super::number::below_hundred;
use super::phrases::{is_one_of, longest_at};
use super::{Heard, Words};

/// Before the `@` stand no more words than this.
const LONGEST: usize = 16;

/// The address that is said.
#[must_use]
pub fn email(words: &Words<'_>) -> Option<Heard<String>> {
    (1..words.list.len()).find_map(|at| around(words, at))
}

/// The address whose `@` stands here, or is said here.
fn around(words: &Words<'_>, at: usize) -> Option<Heard<String>> {
    let sign = words.list.get(at)?.glue == Some('@');
    let skip = match (sign, words.plain(at)) {
        (true, _) => 0,
        (false, "at") => longest_at(words, at, "at_sign").unwrap_or(1),
        _ => return None,
    };
    let first = start(words, at)?;
    let local = joined(words, first, at);
    let (domain, end) = domain(words, at + skip)?;
    let local = local.trim_matches(['.', '-', '_']);
    (!local.is_empty()).then(|| Heard {
        value: format!("{local}@{domain}"),
        span: words.span(first, end - 1),
    })
}

/// Where what stands before the `@` begins: behind what only leads to it.
fn start(words: &Words<'_>, at: usize) -> Option<usize> {
    let leads = |place: usize| {
        let word = words.list.get(place);
        word.is_none_or(|word| is_one_of("email_lead", &word.plain))
    };
    let mut first = at;
    while first > 0 && at - first < LONGEST && !leads(first - 1) {
        first -= 1;
        if words.list.get(first).is_some_and(|word| word.breaks) {
            break;
        }
    }
    (first < at).then_some(first)
}

/// What stands behind the `@`, up to the last label behind a dot.
fn domain(words: &Words<'_>, from: usize) -> Option<(String, usize)> {
    let (mut end, mut dotted, mut at) = (from, false, from);
    while let Some(word) = words.list.get(at) {
        if (word.breaks && at > from) || is_one_of("email_end", &word.plain) {
            break;
        }
        let dot = word.glue == Some('.') || words.plain(at) == "dot";
        if dot && at > from {
            dotted = true;
            // Behind a dot stands one label.
            at += usize::from(words.plain(at) == "dot");
            end = at + 1;
        } else if dotted {
            break;
        }
        at += 1;
    }
    let domain = joined(words, from, end.min(words.list.len()));
    let valid =
        dotted && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.');
    valid.then_some((domain, end.min(words.list.len())))
}

/// Words and signs as they are written in an address.
fn joined(words: &Words<'_>, from: usize, to: usize) -> String {
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut at = from;
    while at < to {
        let Some(word) = words.list.get(at) else {
            break;
        };
        if let Some(sign @ ('.' | '-' | '_' | '+')) = word.glue
            && at > from
        {
            parts.push((sign.to_string(), false));
        }
        let (part, len, letter) = part(words, at);
        parts.push((part, letter));
        at += len;
    }
    unspelled(&parts)
}

/// One piece, its words, and whether it is a single letter.
fn part(words: &Words<'_>, at: usize) -> (String, usize, bool) {
    let plain = words.plain(at);
    let sign = match plain {
        "dot" | "डॉट" => Some("."),
        "underscore" => Some("_"),
        "dash" | "hyphen" | "minus" => Some("-"),
        "plus" => Some("+"),
        _ => None,
    };
    if let Some(sign) = sign {
        return (sign.to_owned(), 1, false);
    }
    if let Some(Sense::Repeat(times)) = sense(plain) {
        let (part, len, letter) = part(words, at + 1);
        return (part.repeat(times.into()), len + 1, letter);
    }
    let letter = words.list.get(at).is_some_and(super::Word::is_letter);
    if letter && words.plain(at + 1) == "as" && words.plain(at + 2) == "in" {
        return (plain.to_owned(), 4, true);
    }
    match below_hundred(words, at) {
        Some((value, len)) if !words.list.get(at).is_some_and(super::Word::is_number) => {
            (value.to_string(), len, false)
        }
        _ => (plain.to_owned(), 1, letter),
    }
}

/// A word that is spelled out behind itself is meant once.
fn unspelled(parts: &[(String, bool)]) -> String {
    let mut joined = String::new();
    let mut at = 0;
    while let Some((part, letter)) = parts.get(at) {
        let rest = parts.get(at + 1..).unwrap_or_default();
        let letters: String = rest
            .iter()
            .take_while(|(_, letter)| *letter)
            .map(|(part, _)| part.as_str())
            .collect();
        if *letter || letters != *part {
            joined.push_str(part);
        }
        at += 1;
    }
    joined
}
