//! Words that stand for numbers, days and promises.

/// English and Hindi numbers that are said as times and small amounts.
const NUMBERS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("एक", 1),
    ("दो", 2),
    ("तीन", 3),
    ("चार", 4),
    ("पाँच", 5),
    ("पांच", 5),
    ("छह", 6),
    ("छः", 6),
    ("सात", 7),
    ("आठ", 8),
    ("नौ", 9),
    ("दस", 10),
    ("ग्यारह", 11),
    ("बारह", 12),
    ("noon", 12),
];

pub(super) fn number(word: &str) -> Option<u32> {
    NUMBERS.iter().find(|(name, _)| *name == word).map(|n| n.1)
}

/// Days of the week; a plural or a possessive is the day as well.
const DAYS: &[(&str, u8)] = &[
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
    ("सोमवार", 0),
    ("मंगलवार", 1),
    ("बुधवार", 2),
    ("गुरुवार", 3),
    ("बृहस्पतिवार", 3),
    ("शुक्रवार", 4),
    ("शनिवार", 5),
    ("रविवार", 6),
    ("इतवार", 6),
];

pub(super) fn weekday(word: &str) -> Option<u8> {
    let plain = word.strip_suffix("'s").unwrap_or(word);
    let plain = plain.strip_suffix("’s").unwrap_or(plain);
    DAYS.iter().find(|(name, _)| *name == plain).map(|d| d.1)
}

/// Before noon 0, after it 12.
pub(super) fn half(word: &str) -> Option<u32> {
    match word {
        "am" | "a.m" | "a.m." | "morning" | "सुबह" | "सवेरे" => Some(0),
        "pm" | "p.m" | "p.m." | "evening" | "afternoon" | "noon" | "tonight" | "शाम" | "दोपहर"
        | "रात" => Some(12),
        _ => None,
    }
}

/// What stands before an amount, or after it.
pub(super) fn is_currency(word: &str) -> bool {
    matches!(
        word,
        "rs" | "rs."
            | "₹"
            | "inr"
            | "rupees"
            | "rupee"
            | "$"
            | "usd"
            | "dollars"
            | "dollar"
            | "bucks"
            | "€"
            | "euros"
            | "£"
            | "रुपये"
            | "रुपए"
            | "रुपया"
            | "रु"
    )
}

/// Words with which an agent says that something was done or is settled. Each is whole.
const DONE: &[&str] = &[
    "booked",
    "rebooked",
    "confirmed",
    "scheduled",
    "rescheduled",
    "moved",
    "cancelled",
    "canceled",
    "refunded",
    "reserved",
    "registered",
    "released",
    "बुक",
    "तय",
    "पक्का",
    "दर्ज",
    "रद्द",
    "बदल",
    "लिख",
];

pub(super) fn says_done(word: &str) -> bool {
    DONE.contains(&word)
}
