//! Days and times, said in any order. Must not know: opening hours, what is free.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::lexicon::{Sense, sense};
use super::phrases::is_one_of;
use super::{Heard, Span, Words, clock, day};

pub use super::lexicon::Part;

/// What is said of when. Several days or times are readings: it is not known which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moment {
    pub days: Option<Heard<Vec<NaiveDate>>>,
    pub times: Option<Heard<Vec<NaiveTime>>>,
    /// "In the morning", with a time or without.
    pub part: Option<Heard<Part>>,
}

/// What a text says of when. `asked`: a time was asked for, so that a bare number is one.
#[must_use]
pub fn moment(words: &Words<'_>, now: NaiveDateTime, asked: bool) -> Moment {
    let mut found = Finder {
        words,
        days: None,
        times: None,
    };
    let part = part_of(words);
    let (mut at, mut said_day) = (0, None);
    while at < words.list.len() {
        if let Some((days, len)) = day::said_at(words, at, now.date()) {
            let span = words.span(at, at + len - 1);
            found.days = found.merged(found.days.clone(), days, span, at);
            at += len;
            said_day = Some(at);
            continue;
        }
        let time = clock::said_at(words, at)
            .filter(|said| said.sure || is_led(words, at, said.len, asked || said_day == Some(at)));
        let Some(said) = time else {
            at += 1;
            continue;
        };
        let times = clock::readings(said, part.as_ref().map(|part| part.value));
        let span = words.span(at, at + said.len - 1);
        found.times = found.merged(found.times.clone(), times, span, at);
        at += said.len;
    }
    Moment {
        days: found.days,
        times: found.times,
        part,
    }
}

/// Whether an hour belongs to a part of the day.
#[must_use]
pub fn is_within(part: Part, time: NaiveTime) -> bool {
    use chrono::Timelike;
    clock::within(part, time.hour())
}

struct Finder<'w, 't> {
    words: &'w Words<'t>,
    days: Option<Heard<Vec<NaiveDate>>>,
    times: Option<Heard<Vec<NaiveTime>>>,
}

impl Finder<'_, '_> {
    /// One more that is said: instead of the one before, or as a doubt beside it.
    fn merged<T: PartialEq>(
        &self,
        before: Option<Heard<Vec<T>>>,
        values: Vec<T>,
        span: Span,
        at: usize,
    ) -> Option<Heard<Vec<T>>> {
        let word = |back: usize| at.checked_sub(back).map_or("", |at| self.words.plain(at));
        let refused = is_one_of("not", word(1)) && at > 0 && !self.starts_sentence(at);
        let value = Heard {
            value: values,
            span,
        };
        match before {
            // "Thursday, not Tuesday."
            Some(before) if refused => Some(before),
            None if refused && !is_one_of("take_back", word(1)) => None,
            Some(mut before) if (1..=2).any(|back| is_one_of("or", word(back))) => {
                let more = value
                    .value
                    .into_iter()
                    .filter(|one| !before.value.contains(one));
                let more: Vec<T> = more.collect();
                before.value.extend(more);
                before.span.to = span.to;
                Some(before)
            }
            _ => Some(value),
        }
    }

    fn starts_sentence(&self, at: usize) -> bool {
        self.words.list.get(at).is_some_and(|word| word.breaks)
    }
}

/// Whether what stands around a bare number makes it a time.
fn is_led(words: &Words<'_>, at: usize, len: usize, asked: bool) -> bool {
    let part = |plain: &str| matches!(sense(plain), Some(Sense::Part(_) | Sense::Tonight));
    let before = at.checked_sub(1).map_or("", |at| words.plain(at));
    let two_before = at.checked_sub(2).map_or("", |at| words.plain(at));
    let after = |ahead: usize| words.plain(at + len + ahead);
    let led = matches!(before, "at" | "around" | "by" | "about" | "karib" | "करीब");
    let behind_part =
        part(before) || (matches!(before, "ko" | "को" | "at" | "ke") && part(two_before));
    let in_part =
        part(after(0)) || (matches!(after(0), "in" | "at") && (part(after(1)) || part(after(2))));
    // Digits of something longer.
    let digits = words.list.get(at).is_some_and(super::Word::is_number);
    let alone = !digits || words.list.get(at).is_some_and(|word| word.plain.len() <= 2);
    // "The second one."
    let pronoun = words.plain(at) == "one"
        && (matches!(before, "the" | "that" | "this" | "which")
            || matches!(sense(before), Some(Sense::Ordinal(_))));
    alone && !pronoun && (led || behind_part || in_part || asked)
}

fn part_of(words: &Words<'_>) -> Option<Heard<Part>> {
    (0..words.list.len()).find_map(|at| {
        let value = match sense(words.plain(at))? {
            Sense::Part(part) => part,
            Sense::Tonight => Part::Night,
            _ => return None,
        };
        Some(Heard {
            value,
            span: words.span(at, at),
        })
    })
}
