//! Zones and hours by place, read from `zones.txt` and `hours.txt`. Must not know: who is
//! called.

use std::sync::LazyLock;

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;

use crate::calendar::parse_time;
use crate::recording::{Confidence, Place};

/// From and to, on some days of the week, in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// `None`: everywhere.
    pub place: Option<Place>,
    /// From Monday, 0, both included.
    pub days: (u32, u32),
    pub from: NaiveTime,
    /// Not included.
    pub to: NaiveTime,
    pub confidence: Confidence,
    pub source: &'static str,
}

pub type Zones = Vec<(Place, Vec<Tz>)>;

static ZONES: LazyLock<Zones> = LazyLock::new(|| read_zones(include_str!("zones.txt")).0);
static HOURS: LazyLock<Vec<Hours>> = LazyLock::new(|| read_hours(include_str!("hours.txt")).0);

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// The table, and the lines that cannot be read.
pub fn read_zones(table: &'static str) -> (Zones, Vec<&'static str>) {
    let mut faults = Vec::new();
    let zones = lines(table).filter_map(|line| {
        let mut words = line.split_whitespace();
        let place = words.next().and_then(Place::parse);
        let zones: Result<Vec<Tz>, _> = words.map(str::parse).collect();
        match (place, zones) {
            (Some(place), Ok(zones)) if !zones.is_empty() => Some((place, zones)),
            _ => {
                faults.push(line);
                None
            }
        }
    });
    (zones.collect(), faults)
}

/// The table, and the lines that cannot be read.
pub fn read_hours(table: &'static str) -> (Vec<Hours>, Vec<&'static str>) {
    let mut faults = Vec::new();
    let hours = lines(table).filter_map(|line| {
        let read = read_line(line);
        if read.is_none() {
            faults.push(line);
        }
        read
    });
    (hours.collect(), faults)
}

fn read_line(line: &'static str) -> Option<Hours> {
    let mut words = line.splitn(6, ' ');
    let place = match words.next()? {
        "*" => None,
        place => Some(Place::parse(place)?),
    };
    let (first, last) = words.next()?.split_once('-')?;
    let day = |name: &str| {
        let day: Option<Weekday> = name.parse().ok();
        day.map(|day| day.num_days_from_monday())
    };
    let hours = Hours {
        place,
        days: (day(first)?, day(last)?),
        from: parse_time(words.next()?)?,
        to: parse_time(words.next()?)?,
        confidence: Confidence::parse(words.next()?)?,
        source: words.next()?,
    };
    (hours.from < hours.to && hours.days.0 <= hours.days.1).then_some(hours)
}

/// The zones of a place; none where none are known.
pub fn zones_of(place: Place) -> &'static [Tz] {
    let found = ZONES.iter().find(|(of, _)| *of == place);
    found.map_or(&[], |(_, zones)| zones)
}

/// What holds in a place: everywhere, in its country, in itself.
pub fn hours_of(place: Place) -> impl Iterator<Item = &'static Hours> {
    let holds = move |hours: &&Hours| {
        hours
            .place
            .is_none_or(|of| of == place || of == place.country())
    };
    HOURS.iter().filter(holds)
}
