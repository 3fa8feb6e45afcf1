//! A time of day where one begins. Must not know: the day.

use chrono::NaiveTime;

use super::Words;
use super::lexicon::{Part, Sense, sense};
use super::number::below_hundred;

/// Hour and minute as they were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub hour: u32,
    pub minute: u32,
    /// Nothing else could have been meant by the number.
    pub sure: bool,
    /// Said with a.m., p.m., noon, or over twelve: there is no other reading.
    pub half: Option<bool>,
    pub len: usize,
}

/// A time that begins at this word.
pub(super) fn said_at(words: &Words<'_>, at: usize) -> Option<Said> {
    let said = named(words, at)
        .or_else(|| figures(words, at))
        .or_else(|| fraction(words, at))
        .or_else(|| beside(words, at))
        .or_else(|| plain(words, at))?;
    let next = words.list.get(at + said.len);
    let half = next.and_then(|word| match sense(&word.plain)? {
        Sense::Am => Some(false),
        Sense::Pm => Some(true),
        _ => None,
    });
    let apart = words.plain(at + said.len) == "o" && words.plain(at + said.len + 1) == "clock";
    let oclock = apart || next.is_some_and(|word| sense(&word.plain) == Some(Sense::Oclock));
    Some(Said {
        half: said.half.or(half),
        sure: said.sure || half.is_some() || oclock,
        len: said.len + usize::from(half.is_some() || oclock) + usize::from(apart),
        ..said
    })
}

/// The moments that are meant: two, twelve hours apart, where nothing tells them apart.
pub(super) fn readings(said: Said, part: Option<Part>) -> Vec<NaiveTime> {
    let minute = |hour| NaiveTime::from_hms_opt(hour, said.minute, 0);
    let hour = said.hour % 12;
    let hours: Vec<u32> = match said.half {
        _ if said.hour > 12 || (said.hour == 0 && said.half.is_none()) => vec![said.hour],
        Some(pm) => vec![hour + if pm { 12 } else { 0 }],
        None => vec![hour, hour + 12],
    };
    let fits: Vec<u32> = match part {
        Some(part) => hours
            .iter()
            .copied()
            .filter(|hour| within(part, *hour))
            .collect(),
        None => Vec::new(),
    };
    let kept = if fits.is_empty() { hours } else { fits };
    kept.into_iter().filter_map(minute).collect()
}

/// Whether an hour belongs to a part of the day.
pub(super) fn within(part: Part, hour: u32) -> bool {
    match part {
        Part::Morning => hour < 12,
        Part::Afternoon => (12..18).contains(&hour),
        Part::Evening => (15..24).contains(&hour),
        Part::Night => !(5..18).contains(&hour),
    }
}

fn said(hour: u32, minute: u32, sure: bool, len: usize) -> Option<Said> {
    (hour < 24 && minute < 60).then_some(Said {
        hour,
        minute,
        sure,
        half: None,
        len,
    })
}

/// Noon and midnight, with or without their twelve.
fn named(words: &Words<'_>, at: usize) -> Option<Said> {
    let twelve = below_hundred(words, at).filter(|(value, _)| *value == 12);
    let len = twelve.map_or(0, |(_, len)| len);
    let pm = match sense(words.plain(at + len))? {
        Sense::Noon => true,
        Sense::Midnight => false,
        _ => return None,
    };
    let noon = said(12, 0, true, len + 1)?;
    Some(Said {
        half: Some(pm),
        ..noon
    })
}

/// `4:30`, `16.30`.
fn figures(words: &Words<'_>, at: usize) -> Option<Said> {
    let (hour, minute) = (words.list.get(at)?, words.list.get(at + 1)?);
    let clock = matches!(minute.glue, Some(':' | '.')) && minute.plain.len() == 2;
    // A third group makes it a telephone number or a date.
    let more = words
        .list
        .get(at + 2)
        .is_some_and(|word| word.glue.is_some() && word.is_number());
    if !clock || more || !hour.is_number() || !minute.is_number() || hour.plain.len() > 2 {
        return None;
    }
    said(
        hour.plain.parse().ok()?,
        minute.plain.parse().ok()?,
        true,
        2,
    )
}

fn hour_at(words: &Words<'_>, at: usize) -> Option<(u32, usize)> {
    let (hour, len) = below_hundred(words, at)?;
    (1..=12).contains(&hour).then_some((hour.into(), len))
}

const fn before(hour: u32) -> u32 {
    if hour == 1 { 12 } else { hour - 1 }
}

/// Half past four; sade teen, paune chhe, dedh.
fn fraction(words: &Words<'_>, at: usize) -> Option<Said> {
    let baje = |len| sense(words.plain(at + len)) == Some(Sense::Oclock);
    match sense(words.plain(at))? {
        Sense::Half if sense(words.plain(at + 1)) == Some(Sense::Past) => {
            let (hour, len) = hour_at(words, at + 2)?;
            said(hour, 30, true, len + 2)
        }
        // "Half three" is half past three in English, wherever it is said.
        Sense::Half => {
            let (hour, len) = hour_at(words, at + 1)?;
            said(hour, 30, true, len + 1)
        }
        Sense::Quarter => {
            let (hour, len) = hour_at(words, at + 2)?;
            match sense(words.plain(at + 1))? {
                Sense::Past => said(hour, 15, true, len + 2),
                Sense::To => said(before(hour), 45, true, len + 2),
                _ => None,
            }
        }
        Sense::Dedh => said(1, 30, baje(1), 1),
        Sense::Dhai => said(2, 30, baje(1), 1),
        Sense::Sava if baje(1) => said(1, 15, true, 1),
        Sense::Paune if baje(1) => said(12, 45, true, 1),
        fraction @ (Sense::Saade | Sense::Sava | Sense::Paune) => {
            let (hour, len) = hour_at(words, at + 1)?;
            let sure = baje(len + 1);
            match fraction {
                Sense::Saade => said(hour, 30, sure, len + 1),
                Sense::Sava => said(hour, 15, sure, len + 1),
                _ => said(before(hour), 45, sure, len + 1),
            }
        }
        _ => None,
    }
}

/// Twenty past five, ten to six, paanch bajkar bees minute.
fn beside(words: &Words<'_>, at: usize) -> Option<Said> {
    let (first, len) = below_hundred(words, at)?;
    let first = u32::from(first);
    let minutes = usize::from(sense(words.plain(at + len)) == Some(Sense::Minute));
    let joint = at + len + minutes;
    match sense(words.plain(joint))? {
        // "One to three people" has no such minutes; "after" alone is too common.
        joins @ (Sense::Past | Sense::To) if first % 5 == 0 || minutes == 1 => {
            let (hour, more) = hour_at(words, joint + 1)?;
            let len = len + minutes + 1 + more;
            match joins {
                Sense::Past => said(hour, first, true, len),
                _ => said(before(hour), 60u32.checked_sub(first)?, true, len),
            }
        }
        Sense::Bajkar => {
            let (minute, more) = below_hundred(words, joint + 1)?;
            let tail = usize::from(sense(words.plain(joint + 1 + more)) == Some(Sense::Minute));
            said(first, minute.into(), true, len + 1 + more + tail)
        }
        _ => None,
    }
}

/// Five; four thirty.
fn plain(words: &Words<'_>, at: usize) -> Option<Said> {
    let (hour, len) = below_hundred(words, at)?;
    let hour = u32::from(hour);
    let more = words
        .list
        .get(at + len)
        .filter(|word| !word.breaks && word.glue.is_none());
    let minute = more.and_then(|_| below_hundred(words, at + len));
    match minute {
        Some((minute @ 10..=59, more)) if hour <= 23 => {
            let behind = below_hundred(words, at + len + more).is_some();
            (!behind).then(|| said(hour, minute.into(), false, len + more))?
        }
        // Digits that go on are no time.
        Some(_) => None,
        None => (1..=23)
            .contains(&hour)
            .then(|| said(hour, 0, false, len))?,
    }
}
