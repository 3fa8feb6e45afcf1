//! What one turn of the caller gives to the slots of a script: all of them, not only the
//! one that was asked for. Must not know: what was given before.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::script::{Kind, Script, Slot};
use super::text::clock;
use crate::slots::moment::{Moment, moment};
use crate::slots::{Heard, Span, Words, choice, email, name, number, phone};

/// A value for a slot, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub slot: String,
    pub value: String,
    pub span: Span,
}

/// Several values a slot may have been given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    pub slot: String,
    pub readings: Vec<String>,
    pub span: Span,
}

/// What a turn gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Understood {
    pub given: Vec<Given>,
    pub doubts: Vec<Doubt>,
    /// Some of a telephone number's digits.
    pub digits: Option<Given>,
    pub moment: Moment,
}

impl Understood {
    pub fn gives(&self, slot: &str) -> bool {
        self.given.iter().any(|given| given.slot == slot)
    }

    fn put(&mut self, slot: &str, mut readings: Vec<String>, span: Span) {
        let slot = slot.to_owned();
        match readings.len() {
            0 => {}
            1 => {
                let value = readings.remove(0);
                self.given.push(Given { slot, value, span });
            }
            _ => self.doubts.push(Doubt {
                slot,
                readings,
                span,
            }),
        }
    }
}

/// From and to of a day: `09:00-18:00`.
pub(super) fn hours(between: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (from, to) = between.split_once('-')?;
    let (from, to) = (clock(from.trim())?, clock(to.trim())?);
    (from < to).then_some((from, to))
}

/// What a turn gives to the slots of a script. `before` are the digits of a telephone
/// number that goes on.
pub(super) fn understand(
    script: &Script,
    words: &Words<'_>,
    asked: &[String],
    now: NaiveDateTime,
    before: &str,
) -> Understood {
    let kind_asked = |kind: Kind| {
        asked
            .iter()
            .any(|slot| script.slot(slot).is_some_and(|slot| slot.kind == kind))
    };
    let mut found = Understood {
        moment: moment(words, now, kind_asked(Kind::Time)),
        ..Understood::default()
    };
    for (slot, about) in script.slots_in_order() {
        let is_asked = asked.iter().any(|asked| asked == slot);
        // Of two slots of a kind only the one that was asked for can be meant.
        let other = asked.iter().any(|asked| {
            asked != slot
                && script
                    .slot(asked)
                    .is_some_and(|other| other.kind == about.kind)
        });
        if !is_asked && other && about.kind != Kind::Choice {
            continue;
        }
        take(&mut found, words, slot, about, is_asked, before);
    }
    // A bare name is one only where nothing else was said.
    if let Some((slot, _)) = script
        .slots_in_order()
        .into_iter()
        .find(|(_, slot)| slot.kind == Kind::Name)
    {
        let alone = found.given.is_empty() && found.doubts.is_empty();
        let phone = found.given.iter().all(|given| {
            script
                .slot(&given.slot)
                .is_some_and(|slot| slot.kind == Kind::Phone)
        });
        let asked = asked.iter().any(|asked| asked == slot) && (alone || phone);
        if let Some(name) = name::name(words, asked) {
            found.put(slot, vec![name.value], name.span);
        }
    }
    found
}

fn take(
    found: &mut Understood,
    words: &Words<'_>,
    slot: &str,
    about: &Slot,
    asked: bool,
    before: &str,
) {
    match about.kind {
        // Behind the others.
        Kind::Name => {}
        Kind::Phone => take_phone(found, words, slot, asked, before),
        Kind::Day => {
            if let Some(Heard { value, span }) = found.moment.days.clone() {
                found.put(slot, value.iter().map(NaiveDate::to_string).collect(), span);
            }
        }
        Kind::Time => {
            if let Some(Heard { value, span }) = found.moment.times.clone() {
                found.put(slot, possible(&value, about), span);
            }
        }
        Kind::Number if asked => {
            if let Some(Heard { value, span }) = number::number(words) {
                found.put(slot, vec![value.to_string()], span);
            }
        }
        Kind::Choice => {
            let options = about.choices.iter();
            let named = choice::named(
                words,
                options.map(|(name, choice)| (name.as_str(), choice.said.as_slice())),
            );
            let span = named.first().map_or(Span::default(), |heard| heard.span);
            found.put(
                slot,
                named
                    .into_iter()
                    .map(|heard| heard.value.to_owned())
                    .collect(),
                span,
            );
        }
        Kind::Free if asked => {
            let span = Span {
                from: 0,
                to: words.text.len(),
            };
            found.put(slot, vec![words.text.trim().to_owned()], span);
        }
        Kind::Email => {
            if let Some(Heard { value, span }) = email::email(words) {
                found.put(slot, vec![value], span);
            }
        }
        Kind::Number | Kind::Free => {}
    }
}

fn take_phone(found: &mut Understood, words: &Words<'_>, slot: &str, asked: bool, before: &str) {
    let Some(Heard { value, span }) = phone::phone(words) else {
        return;
    };
    if value.is_complete() {
        return found.put(slot, vec![value.digits], span);
    }
    if !asked {
        return;
    }
    let (slot, joined) = (slot.to_owned(), before.to_owned() + &value.digits);
    match joined.len().cmp(&phone::DIGITS) {
        std::cmp::Ordering::Equal => found.put(&slot, vec![joined], span),
        std::cmp::Ordering::Less => {
            found.digits = Some(Given {
                slot,
                value: joined,
                span,
            })
        }
        // Too many: said from the start again.
        std::cmp::Ordering::Greater => {
            found.digits = Some(Given {
                slot,
                value: value.digits,
                span,
            })
        }
    }
}

/// The readings that can be at all; every one of them if none can.
fn possible(times: &[NaiveTime], about: &Slot) -> Vec<String> {
    let hours = about
        .between
        .as_ref()
        .and_then(|between| hours(between.get_ref()));
    let fits = |time: &&NaiveTime| hours.is_none_or(|(from, to)| from <= **time && **time <= to);
    let kept: Vec<&NaiveTime> = times.iter().filter(fits).collect();
    let kept = if kept.is_empty() {
        times.iter().collect()
    } else {
        kept
    };
    kept.into_iter()
        .map(|time| time.format("%H:%M").to_string())
        .collect()
}
