//! What a telephone number tells of the place. Evidence, no proof: numbers move.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::place::Place;

/// Country codes of the countries that have a rule; North America has area codes.
const COUNTRIES: [(&str, &str); 6] = [
    ("33", "FR"),
    ("44", "GB"),
    ("45", "DK"),
    ("49", "DE"),
    ("61", "AU"),
    ("91", "IN"),
];

/// Digits of a number of the North American plan without its country code.
const NORTH_AMERICAN: usize = 10;
/// Digits of the shortest and the longest number with its country code.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=15;

static AREAS: LazyLock<HashMap<&'static str, Place>> =
    LazyLock::new(|| read(include_str!("area_codes.txt")).0);

/// Area codes, and the lines that cannot be read or name a code twice.
pub(super) fn read(table: &'static str) -> (HashMap<&'static str, Place>, Vec<&'static str>) {
    let mut areas = HashMap::new();
    let mut faults = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let place = words.next().and_then(Place::parse);
        for code in words {
            let fits = code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
            match place {
                Some(place) if fits && areas.insert(code, place).is_none() => {}
                _ => faults.push(line),
            }
        }
        if place.is_none() {
            faults.push(line);
        }
    }
    (areas, faults)
}

/// The place of a number written with its country code: `+1 415 555 0100`,
/// `0014155550100`, `14155550100`. `None` where it tells none: toll-free numbers, codes
/// that are not in the table, numbers without a country code.
#[must_use]
pub fn region_of_number(number: &str) -> Option<Place> {
    let trimmed = number.trim();
    let digits: String = trimmed.chars().filter(char::is_ascii_digit).collect();
    let odd = |c: char| !(c.is_ascii_digit() || c.is_whitespace() || "+-().".contains(c));
    if trimmed.contains(odd) {
        return None;
    }
    let whole = if trimmed.starts_with('+') {
        digits.as_str()
    } else if let Some(rest) = digits.strip_prefix("00") {
        rest
    } else if digits.len() == NORTH_AMERICAN + 1 && digits.starts_with('1') {
        digits.as_str()
    } else {
        return None;
    };
    if !LENGTH.contains(&whole.len()) {
        return None;
    }
    if let Some(national) = whole.strip_prefix('1') {
        let area = national
            .get(..3)
            .filter(|_| national.len() == NORTH_AMERICAN)?;
        return AREAS.get(area).copied();
    }
    let (_, country) = COUNTRIES.iter().find(|(code, _)| whole.starts_with(code))?;
    Place::parse(country)
}
