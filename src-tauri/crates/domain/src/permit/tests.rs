use chrono::{DateTime, Timelike, Utc};
use proptest::prelude::*;

use super::tables::{hours_of, read_hours, read_zones, zones_of};
use super::*;
use crate::recording::Place;

fn at(text: &str) -> UtcMillis {
    UtcMillis(
        DateTime::parse_from_rfc3339(text)
            .unwrap()
            .timestamp_millis(),
    )
}

fn decide(number: &str, now: &str) -> Decision {
    permit(&Contact::parse(number).unwrap(), None, at(now))
}

const MUMBAI: &str = "+912255501234";
const OHIO: &str = "+16145550100";

#[test]
fn the_tables_can_be_read_and_every_place_of_a_number_has_zones() {
    assert_eq!(read_zones(include_str!("zones.txt")).1, Vec::<&str>::new());
    assert_eq!(read_hours(include_str!("hours.txt")).1, Vec::<&str>::new());
    let areas = include_str!("../recording/area_codes.txt").lines();
    let places = areas
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(' ').next())
        .chain(["AU", "DE", "DK", "FR", "GB", "IN"]);
    for text in places {
        let place = Place::parse(text).unwrap();
        assert!(!zones_of(place).is_empty(), "{text}");
        assert!(hours_of(place).count() > 0, "{text}");
    }
}

#[test]
fn nine_to_eight_where_the_number_is_at_home() {
    for (now, permitted) in [
        ("2026-11-23T03:29:59Z", false),
        ("2026-11-23T03:30:00Z", true),
        ("2026-11-23T14:29:59.999Z", true),
        ("2026-11-23T14:30:00Z", false),
    ] {
        assert_eq!(decide(MUMBAI, now).is_permitted(), permitted, "{now}");
    }
    // The clocks of Ohio were set back on 1 November.
    assert!(decide(OHIO, "2026-10-31T13:00:00Z").is_permitted());
    assert!(!decide(OHIO, "2026-11-02T13:59:00Z").is_permitted());
    assert!(decide(OHIO, "2026-11-02T14:00:00Z").is_permitted());
}

#[test]
fn several_zones_all_have_to_agree() {
    // Tennessee: nine in the east is eight in the west, eight in the west is nine there.
    let tennessee = "+16155550100";
    assert!(!decide(tennessee, "2026-11-23T14:30:00Z").is_permitted());
    assert!(decide(tennessee, "2026-11-23T15:00:00Z").is_permitted());
    assert!(!decide(tennessee, "2026-11-24T01:30:00Z").is_permitted());
    let canada = decide("+14165550100", "2026-11-23T16:00:00Z");
    assert_eq!(canada.refused_by(), Some(Rule::WithinHours));
    assert_eq!(canada.next_at, Some(at("2026-11-23T17:00:00Z")));
}

#[test]
fn a_stricter_law_counts_and_is_named() {
    let texas = decide("+12145550100", "2026-11-22T17:00:00Z");
    let refused: Vec<&str> = texas
        .steps
        .iter()
        .filter(|step| !step.passed)
        .filter_map(|step| step.hours.as_ref().map(|hours| hours.source.as_str()))
        .collect();
    assert_eq!(refused, ["Texas, vendor table"; 2]);
    // Sunday noon in El Paso too.
    assert_eq!(texas.next_at, Some(at("2026-11-22T19:00:00Z")));
}

#[test]
fn what_is_not_known_is_refused() {
    for contact in ["+18005550100", "+5511999990000", "asha@example.in"] {
        let decision = decide(contact, "2026-11-23T12:00:00Z");
        assert_eq!(decision.refused_by(), Some(Rule::PlaceKnown), "{contact}");
        assert_eq!(decision.next_at, None);
        assert!(decision.into_permit().is_none());
    }
}

#[test]
fn who_wants_none_gets_none_at_any_hour() {
    let contact = Contact::parse(MUMBAI).unwrap();
    let since = at("2020-01-01T00:00:00Z");
    let decision = permit(&contact, Some(since), at("2026-11-23T06:00:00Z"));
    assert_eq!(decision.refused_by(), Some(Rule::NotSuppressed));
    assert_eq!(decision.next_at, None);
    assert!(!decision.is_permitted());
}

#[test]
fn a_permit_is_for_one_number_and_a_minute() {
    let now = "2026-11-23T06:00:00Z";
    let permit = || decide(MUMBAI, now).into_permit().unwrap();
    let redeem = |to: &str, late: i64| permit().redeem(to, at(now).plus(late));
    assert_eq!(redeem(MUMBAI, 0), Ok(()));
    assert_eq!(redeem("+91 22 5550 1234", 59_999), Ok(()));
    assert_eq!(redeem(MUMBAI, 60_000), Err(NotPermitted::AnotherTime));
    assert_eq!(redeem(MUMBAI, -1), Err(NotPermitted::AnotherTime));
    assert_eq!(redeem(OHIO, 0), Err(NotPermitted::SomebodyElse));
    // Never past the hours.
    let last = decide(MUMBAI, "2026-11-23T14:29:50Z")
        .into_permit()
        .unwrap();
    assert_eq!(last.until(), at("2026-11-23T14:30:00Z"));
}

proptest! {
    #[test]
    fn nobody_is_permitted_outside_of_nine_to_eight(
        area in prop::sample::select(vec!["1907", "1602", "1850", "1416", "1808", "61", "91", "44", "33"]),
        now in 1_700_000_000_000i64..2_000_000_000_000,
    ) {
        let digits = format!("+{area}5550100000");
        let number = if area.starts_with('1') { &digits[..12] } else { &digits };
        let contact = Contact::parse(number).unwrap();
        let decision = permit(&contact, None, UtcMillis(now));
        let place = Place::parse(decision.place.as_deref().unwrap()).unwrap();
        let fits = |at: i64| zones_of(place).iter().all(|zone| {
            let local = DateTime::<Utc>::from_timestamp_millis(at).unwrap().with_timezone(zone);
            (9..20).contains(&local.hour())
        });
        if let Some(permit) = decision.into_permit() {
            prop_assert!(fits(now));
            prop_assert!(fits(permit.until().0 - 1));
        } else {
            prop_assert!(!fits(now));
        }
    }

    #[test]
    fn the_next_moment_is_permitted(now in 1_700_000_000_000i64..2_000_000_000_000) {
        for number in ["+12145550100", "+14015550100", OHIO, MUMBAI] {
            let contact = Contact::parse(number).unwrap();
            if let Some(next) = permit(&contact, None, UtcMillis(now)).next_at {
                prop_assert!(next.0 > now && permit(&contact, None, next).is_permitted());
            }
        }
    }
}
