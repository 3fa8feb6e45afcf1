//! Days and times in words.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::number;
use crate::dialogue::Tongue;

const DAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const DAYS_HI: [&str; 7] = [
    "सोमवार",
    "मंगलवार",
    "बुधवार",
    "गुरुवार",
    "शुक्रवार",
    "शनिवार",
    "रविवार",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_HI: [&str; 12] = [
    "जनवरी",
    "फ़रवरी",
    "मार्च",
    "अप्रैल",
    "मई",
    "जून",
    "जुलाई",
    "अगस्त",
    "सितंबर",
    "अक्टूबर",
    "नवंबर",
    "दिसंबर",
];
const ORDINALS: [&str; 20] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

fn pick(list: &[&'static str], at: u32) -> &'static str {
    let at = usize::try_from(at).ok();
    at.and_then(|at| list.get(at).copied()).unwrap_or_default()
}

fn ordinal(day: u32) -> String {
    match day {
        20 => "twentieth".to_owned(),
        30 => "thirtieth".to_owned(),
        21..=29 => format!("twenty-{}", pick(&ORDINALS, day - 20)),
        31 => "thirty-first".to_owned(),
        _ => pick(&ORDINALS, day).to_owned(),
    }
}

/// "Tuesday the twenty-fourth of November", "मंगलवार, चौबीस नवंबर".
#[must_use]
pub fn day(date: NaiveDate, tongue: Tongue) -> String {
    let name = weekday(date, tongue);
    match tongue {
        Tongue::En => format!(
            "{name} the {} of {}",
            ordinal(date.day()),
            pick(&MONTHS_EN, date.month0())
        ),
        Tongue::Hi => format!(
            "{name}, {} {}",
            number(date.day(), tongue),
            pick(&MONTHS_HI, date.month0())
        ),
    }
}

/// "Tuesday", "मंगलवार": for a day so near that no other is meant.
#[must_use]
pub fn weekday(date: NaiveDate, tongue: Tongue) -> &'static str {
    let names = match tongue {
        Tongue::En => &DAYS_EN,
        Tongue::Hi => &DAYS_HI,
    };
    pick(names, date.weekday().num_days_from_monday())
}

/// "half past four in the afternoon", "शाम साढ़े चार बजे".
#[must_use]
pub fn time(time: NaiveTime, tongue: Tongue) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match tongue {
        Tongue::En => english(hour, minute),
        Tongue::Hi => hindi(hour, minute),
    }
}

const fn on_dial(hour: u32) -> u32 {
    match hour % 12 {
        0 => 12,
        hour => hour,
    }
}

fn english(hour: u32, minute: u32) -> String {
    match (hour, minute) {
        (12, 0) => return "noon".to_owned(),
        (0, 0) => return "midnight".to_owned(),
        _ => {}
    }
    let part = match hour {
        0..12 => "in the morning",
        12..17 => "in the afternoon",
        17..21 => "in the evening",
        _ => "at night",
    };
    let spoken = |hour| number(on_dial(hour), Tongue::En);
    match minute {
        0 => format!("{} {part}", spoken(hour)),
        15 => format!("quarter past {} {part}", spoken(hour)),
        30 => format!("half past {} {part}", spoken(hour)),
        // Quarter to noon is a morning's.
        45 => format!("quarter to {} {part}", spoken(hour + 1)),
        1..10 => format!("{} oh {} {part}", spoken(hour), number(minute, Tongue::En)),
        _ => format!("{} {} {part}", spoken(hour), number(minute, Tongue::En)),
    }
}

fn hindi(hour: u32, minute: u32) -> String {
    let part = match hour {
        4..12 => "सुबह",
        12..16 => "दोपहर",
        16..20 => "शाम",
        _ => "रात",
    };
    let spoken = |hour| number(on_dial(hour), Tongue::Hi);
    let said = match (on_dial(hour), minute) {
        (_, 0) => format!("{} बजे", spoken(hour)),
        (1, 30) => "डेढ़ बजे".to_owned(),
        (2, 30) => "ढाई बजे".to_owned(),
        (_, 15) => format!("सवा {} बजे", spoken(hour)),
        (_, 30) => format!("साढ़े {} बजे", spoken(hour)),
        (_, 45) => format!("पौने {} बजे", spoken(hour + 1)),
        _ => format!("{} बजकर {} मिनट", spoken(hour), number(minute, Tongue::Hi)),
    };
    format!("{part} {said}")
}

/// Several to choose from, the day said once where it is the same.
#[must_use]
pub fn moments(list: &[NaiveDateTime], tongue: Tongue) -> String {
    let mut said: Option<NaiveDate> = None;
    let parts: Vec<String> = list
        .iter()
        .map(|moment| {
            let clock = time(moment.time(), tongue);
            if said.replace(moment.date()) == Some(moment.date()) {
                return clock;
            }
            let day = day(moment.date(), tongue);
            match tongue {
                Tongue::En => format!("{day} at {clock}"),
                Tongue::Hi => format!("{day} को {clock}"),
            }
        })
        .collect();
    parts.join(match tongue {
        Tongue::En => ", or ",
        Tongue::Hi => ", या ",
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::slots::Words;
    use crate::slots::moment::moment;

    proptest! {
        #[test]
        fn what_is_said_is_what_is_understood(ahead in 0u64..360, minutes in 0u32..96, hindi: bool) {
            let tongue = if hindi { Tongue::Hi } else { Tongue::En };
            let now = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap().and_hms_opt(10, 0, 0).unwrap();
            let date = now.date() + chrono::Days::new(ahead);
            let clock = NaiveTime::from_hms_opt(minutes / 4, minutes % 4 * 15, 0).unwrap();
            let said = moments(&[date.and_time(clock)], tongue);
            let understood = moment(&Words::of(&said), now, false);
            let times = understood.times.map(|times| times.value).unwrap_or_default();
            // The weekday and the date name the same day.
            let days = understood.days.map(|days| days.value).unwrap_or_default();
            prop_assert_eq!(days, vec![date], "{}", &said);
            prop_assert_eq!(times, vec![clock], "{}", &said);
        }
    }
}
