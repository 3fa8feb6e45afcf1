//! Texts with places: `{day}` is the slot as it is spoken, `{prices.cleaning|number}` a
//! fact read as a number. Must not know: the call.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::script::{Kind, Script};
use crate::dialogue::Tongue;
use crate::speak;

/// How a moment is written in facts.
const MOMENT: &str = "%Y-%m-%dT%H:%M";

/// A text with every place filled; what is not known is left out.
pub(super) fn filled(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            rest = behind;
            break;
        };
        filled.push_str(&value(name.trim()).unwrap_or_default());
        rest = after;
    }
    filled.push_str(rest);
    // A value that begins a sentence begins it in capitals, where its script has them.
    match filled.chars().next() {
        Some(first) if text.starts_with('{') && first.is_lowercase() => {
            let rest = filled.split_off(first.len_utf8());
            first.to_uppercase().chain(rest.chars()).collect()
        }
        _ => filled,
    }
}

/// A value of a slot as it is spoken.
pub(super) fn spoken(script: &Script, slot: &str, value: &str, tongue: Tongue) -> String {
    let Some(slot) = script.slot(slot) else {
        return value.to_owned();
    };
    match slot.kind {
        Kind::Day => formatted(value, "day", tongue),
        Kind::Time => formatted(value, "time", tongue),
        Kind::Phone => formatted(value, "digits", tongue),
        Kind::Number => formatted(value, "number", tongue),
        Kind::Choice => slot.choices.get(value).map_or_else(
            || value.to_owned(),
            |choice| choice.label.of(tongue).to_owned(),
        ),
        Kind::Name | Kind::Email | Kind::Free => value.to_owned(),
    }
}

/// A fact as it is spoken; one that is not of the form, or is wanted as it is `written`,
/// stays as it is.
pub(super) fn formatted(value: &str, form: &str, tongue: Tongue) -> String {
    let spoken = match form {
        "day" => value
            .parse::<NaiveDate>()
            .ok()
            .map(|day| speak::day(day, tongue)),
        "weekday" => value
            .parse::<NaiveDate>()
            .ok()
            .map(|day| speak::weekday(day, tongue).to_owned()),
        "time" => clock(value).map(|time| speak::time(time, tongue)),
        "digits" => Some(speak::digits(value, tongue)),
        "number" => value
            .parse()
            .ok()
            .map(|number| speak::number(number, tongue)),
        "moments" => Some(speak::moments(&moments(value), tongue)),
        _ => None,
    };
    spoken.unwrap_or_else(|| value.to_owned())
}

/// `16:30`.
pub(super) fn clock(value: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(value, "%H:%M").ok()
}

/// Moments of a fact, separated by commas: `2026-11-24T16:00,2026-11-24T16:30`.
pub(super) fn moments(value: &str) -> Vec<NaiveDateTime> {
    let parts = value.split(',').map(str::trim);
    parts
        .filter_map(|part| NaiveDateTime::parse_from_str(part, MOMENT).ok())
        .collect()
}
