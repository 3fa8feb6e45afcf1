//! A day where one begins, counted from today. Bookings are meant: `kal` and `parso` lie
//! ahead, and so does a date without a year. Must not know: opening hours.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Words;
use super::lexicon::{Sense, sense};
use super::number::{below_hundred, number_at};
use super::phrases::is_one_of;

/// Days that may be meant, and how many words say so.
pub(super) type Said = (Vec<NaiveDate>, usize);

/// A day that begins at this word.
pub(super) fn said_at(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Said> {
    relative(words, at, today)
        .or_else(|| weekday(words, at, today))
        .or_else(|| slashed(words, at, today))
        .or_else(|| in_month(words, at, today))
        .or_else(|| of_month(words, at, today))
}

fn ahead(today: NaiveDate, days: u64) -> Option<NaiveDate> {
    today.checked_add_days(Days::new(days))
}

fn is(words: &Words<'_>, at: usize, wanted: Sense) -> bool {
    sense(words.plain(at)) == Some(wanted)
}

fn relative(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Said> {
    let one = |days: u64, len| Some((vec![ahead(today, days)?], len));
    let start = at + usize::from(words.plain(at) == "the");
    if matches!(words.plain(start), "day") && words.plain(start + 1) == "after" {
        return is(words, start + 2, Sense::Day(1)).then(|| one(2, start + 3 - at))?;
    }
    match sense(words.plain(at)) {
        Some(Sense::Tonight) => return one(0, 1),
        Some(Sense::Day(days)) => return one(days.into(), 1),
        _ => {}
    }
    let lead = usize::from(words.plain(at) == "in");
    let counted = match words.plain(at + lead) {
        "a" => Some((1, 1)),
        _ => below_hundred(words, at + lead),
    };
    let (count, len) = counted?;
    let unit = at + lead + len;
    let days = match sense(words.plain(unit))? {
        Sense::Days => u64::from(count),
        Sense::Weeks => u64::from(count) * 7,
        _ => return None,
    };
    // "A week today", "a week tomorrow".
    if let Some(Sense::Day(more)) = sense(words.plain(unit + 1)) {
        return one(days + u64::from(more), unit + 2 - at);
    }
    let from_now =
        words.plain(unit + 1) == "from" && matches!(words.plain(unit + 2), "now" | "today");
    let behind = if from_now {
        2
    } else {
        usize::from(is(words, unit + 1, Sense::After))
    };
    (lead + behind > 0).then(|| one(days, unit + 1 + behind - at))?
}

fn weekday(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Said> {
    let next = is(words, at, Sense::Next);
    let twice = next && words.plain(at + 1) == "to" && is(words, at + 2, Sense::Next);
    let lead = if twice {
        3
    } else {
        usize::from(next || is(words, at, Sense::This))
    };
    let named = at + lead;
    let Sense::Weekday(wanted) = sense(words.plain(named))? else {
        return None;
    };
    let wanted = Weekday::try_from(wanted).ok()?;
    let today_is = today.weekday();
    let away = (7 + wanted.num_days_from_monday() - today_is.num_days_from_monday()) % 7;
    let away = if away == 0 { 7 } else { away };
    let coming = ahead(today, away.into())?;
    let after_next = words.plain(named + 1) == "after" && is(words, named + 2, Sense::Next);
    if twice || after_next {
        let len = named + if after_next { 3 } else { 1 } - at;
        return Some((vec![ahead(coming, 7)?], len));
    }
    let mut days = vec![coming];
    // "Next Friday", said on a Monday: some mean this week's, others the one after.
    if next && coming.iso_week() == today.iso_week() {
        days.push(ahead(coming, 7)?);
    }
    Some((days, named + 1 - at))
}

/// 25/11: the day first or the month first, where both can be.
fn slashed(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Said> {
    let (one, two) = (words.list.get(at)?, words.list.get(at + 1)?);
    let both = one.is_number() && two.is_number() && one.plain.len() <= 2 && two.plain.len() <= 2;
    if !both || two.glue != Some('/') {
        return None;
    }
    let (one, two): (u32, u32) = (one.plain.parse().ok()?, two.plain.parse().ok()?);
    let mut days: Vec<NaiveDate> = [(one, two), (two, one)]
        .into_iter()
        .filter_map(|(day, month)| coming(today, day, month))
        .collect();
    days.dedup();
    (!days.is_empty()).then_some((days, 2))
}

/// A day's number: `3rd`, `third`, `twenty fifth`, `25`; whether it is an ordinal.
fn day_number(words: &Words<'_>, at: usize) -> Option<(u32, usize, bool)> {
    if let Some(Sense::Ordinal(day)) = sense(words.plain(at)) {
        return Some((day.into(), 1, true));
    }
    if let (Some(Sense::Ten(ten)), Some(Sense::Ordinal(unit @ 1..=9))) =
        (sense(words.plain(at)), sense(words.plain(at + 1)))
    {
        return Some(((ten + unit).into(), 2, true));
    }
    let (day, len) = below_hundred(words, at)?;
    let tail = words.list.get(at + len);
    let ordinal = tail.is_some_and(|word| {
        word.glue == Some('\0') && matches!(&*word.plain, "st" | "nd" | "rd" | "th")
    });
    Some((day.into(), len + usize::from(ordinal), ordinal))
}

/// November 25th; the 25th of November; either with a year.
fn in_month(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Said> {
    let start = at + usize::from(words.plain(at) == "the");
    let (month, day, end) = if let Some(Sense::Month(month)) = sense(words.plain(start)) {
        let the = start + 1 + usize::from(words.plain(start + 1) == "the");
        let (day, len, _) = day_number(words, the)?;
        (month, day, the + len)
    } else {
        let (day, len, _) = day_number(words, start)?;
        let of = start + len + usize::from(words.plain(start + len) == "of");
        let Sense::Month(month) = sense(words.plain(of))? else {
            return None;
        };
        (month, day, of + 1)
    };
    let year = number_at(words, end).filter(|(year, _)| (2_000..2_200).contains(year));
    let (date, end) = match year {
        Some((year, len)) => (
            NaiveDate::from_ymd_opt(year.into(), month.into(), day)?,
            end + len,
        ),
        None => (coming(today, day, month.into())?, end),
    };
    Some((vec![date], end - at))
}

/// The third; 3 tareekh.
fn of_month(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Said> {
    let the = usize::from(words.plain(at) == "the");
    let (day, len, ordinal) = day_number(words, at + the)?;
    let end = at + the + len;
    let dated = is(words, end, Sense::Date);
    // A third option is no date.
    let option = is_one_of("option_tail", words.plain(end));
    let figure = words.list.get(at + the).is_some_and(super::Word::is_number);
    if option || !(dated || (ordinal && (the == 1 || figure))) {
        return None;
    }
    let months = (0..12).filter_map(|ahead| {
        let month0 = today.month0() + ahead;
        let year = today.year() + i32::try_from(month0 / 12).ok()?;
        NaiveDate::from_ymd_opt(year, month0 % 12 + 1, day)
    });
    let date = months.into_iter().find(|date| *date >= today)?;
    Some((vec![date], end + usize::from(dated) - at))
}

/// The next time this day and month come.
fn coming(today: NaiveDate, day: u32, month: u32) -> Option<NaiveDate> {
    // The 29th of February may be seven years away.
    (0..8)
        .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day))
        .find(|date| *date >= today)
}
