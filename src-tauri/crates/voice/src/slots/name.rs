//! A person's name: said, or spelled letter by letter. Must not know: whose it is.

use super::lexicon::{Sense, sense};
use super::phrases::{is_one_of, longest_at};
use super::{Heard, Span, Words};

/// A name has no more words.
const LONGEST: usize = 4;

/// The name that is said. `asked`: a name was asked for, so that it may stand alone;
/// otherwise only behind "my name is" and the like.
#[must_use]
pub fn name(words: &Words<'_>, asked: bool) -> Option<Heard<String>> {
    let said = said(words, asked);
    if !asked && said.is_none() {
        return None;
    }
    match (spelled(words), said) {
        (Some(letters), Some(said)) => Some(Heard {
            value: apart(&letters.value, &said.value),
            span: Span {
                from: said.span.from.min(letters.span.from),
                to: letters.span.to.max(said.span.to),
            },
        }),
        (letters, said) => letters.or(said),
    }
}

fn said(words: &Words<'_>, asked: bool) -> Option<Heard<String>> {
    let lead = if asked { "name_lead" } else { "name_strong" };
    let behind = (0..words.list.len()).find_map(|at| {
        let len = longest_at(words, at, lead)?;
        run(words, at + len, !asked)
    });
    if behind.is_some() || !asked {
        return behind;
    }
    // Nothing but a name, and what people say around it.
    let first = (0..words.list.len()).find(|at| !is_one_of("name_fill", words.plain(*at)))?;
    run(words, first, false)
}

/// The words of a name that begins here. `strict`: the one word of Hindi's "main" says
/// too much else to be believed without "bol raha hoon" behind.
fn run(words: &Words<'_>, first: usize, strict: bool) -> Option<Heard<String>> {
    let mut first = first;
    while is_one_of("name_fill", words.plain(first)) {
        first += 1;
    }
    let mut end = first;
    while let Some(word) = words.list.get(end) {
        let over = is_one_of("name_end", &word.plain) || (word.breaks && end > first);
        if over || is_spelled_at(words, end) {
            break;
        }
        if is_one_of("not_name", &word.plain) {
            return None;
        }
        // "Asha Kapoor nine eight seven": the number follows.
        if !could_be_name(&word.plain) {
            break;
        }
        end += 1;
    }
    let lead = first.checked_sub(1).map_or("", |at| words.plain(at));
    if strict && matches!(lead, "main" | "mai" | "मैं") && !matches!(words.plain(end), "bol" | "बोल")
    {
        return None;
    }
    if end == first || end - first > LONGEST {
        return None;
    }
    let span = words.span(first, end - 1);
    Some(Heard {
        value: titled(words.written(span)),
        span,
    })
}

fn could_be_name(plain: &str) -> bool {
    plain.chars().all(|c| !c.is_ascii_digit())
        && matches!(
            sense(plain),
            None | Some(Sense::Month(_) | Sense::Weekday(_) | Sense::Shy(_) | Sense::Hundred)
        )
}

/// `asha kapoor` as names are written; other scripts have no capitals.
fn titled(written: &str) -> String {
    let mut titled = String::with_capacity(written.len());
    let mut begins = true;
    for c in written.chars() {
        match (begins, c.is_alphabetic()) {
            (true, true) => titled.extend(c.to_uppercase()),
            _ => titled.push(c),
        }
        begins = c.is_whitespace() || matches!(c, '-' | '\'' | '’');
    }
    titled
}

/// A letter by itself, or doubled, or by a word that begins with it; and its words.
fn letters_at(words: &Words<'_>, at: usize) -> Option<(String, usize)> {
    if let Some(Sense::Repeat(times)) = sense(words.plain(at)) {
        let letter = words.list.get(at + 1).filter(|word| word.is_letter())?;
        return Some((letter.plain.repeat(times.into()), 2));
    }
    let letter = words.list.get(at).filter(|word| word.is_letter())?;
    let as_in = match (words.plain(at + 1), words.plain(at + 2)) {
        ("as", "in") => 2,
        ("for" | "like", _) => 1,
        _ => 0,
    };
    let named = as_in > 0
        && words
            .plain(at + 1 + as_in)
            .starts_with(letter.plain.as_str());
    Some((letter.plain.clone(), if named { as_in + 2 } else { 1 }))
}

fn is_spelled_at(words: &Words<'_>, at: usize) -> bool {
    let first = letters_at(words, at);
    first.is_some_and(|(_, len)| len > 1 || letters_at(words, at + len).is_some())
}

/// At least three letters.
fn spelled(words: &Words<'_>) -> Option<Heard<String>> {
    (0..words.list.len()).find_map(|first| {
        let (mut letters, mut at) = (String::new(), first);
        while let Some((more, len)) = letters_at(words, at) {
            letters.push_str(&more);
            at += len;
        }
        (letters.len() >= 3).then(|| Heard {
            value: titled(&letters),
            span: words.span(first, at - 1),
        })
    })
}

/// Letters in the words of the name as it was said, if there are as many.
fn apart(letters: &str, said: &str) -> String {
    let lengths: Vec<usize> = said
        .split_whitespace()
        .map(|word| word.chars().count())
        .collect();
    if lengths.iter().sum::<usize>() != letters.len() {
        return letters.to_owned();
    }
    let mut rest = letters;
    let mut parts = Vec::new();
    for length in lengths {
        let (part, more) = rest.split_at_checked(length).unwrap_or((rest, ""));
        parts.push(part);
        rest = more;
    }
    titled(&parts.join(" "))
}
