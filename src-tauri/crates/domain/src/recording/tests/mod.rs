use std::collections::BTreeSet;

use proptest::prelude::*;

use super::rule::read;
use super::{
    Class, Decision, Evidence, EvidenceKind, Need, Party, Place, Role, Say, Why, joined,
    recording_decision, region_of_number, rules,
};

fn party(role: Role, evidence: &[(EvidenceKind, &str)]) -> Party {
    Party {
        role,
        evidence: evidence
            .iter()
            .map(|(kind, value)| Evidence {
                kind: *kind,
                value: (*value).to_owned(),
            })
            .collect(),
    }
}

fn in_places(places: &[&str]) -> Decision {
    let parties: Vec<_> = places
        .iter()
        .map(|place| party(Role::Caller, &[(EvidenceKind::Stated, place)]))
        .collect();
    recording_decision(&parties)
}

#[test]
fn every_line_of_the_tables_is_read() {
    let (rules, faults) = read(include_str!("../places.txt"));
    assert_eq!(faults, Vec::<&str>::new());
    let states = rules.keys().filter(|p| p.to_string().starts_with("US-"));
    // Fifty, the District and Puerto Rico.
    assert_eq!(states.count(), 52);
    for rule in rules.values() {
        assert!(chrono::NaiveDate::parse_from_str(rule.looked_at, "%Y-%m-%d").is_ok());
        assert!(!rule.law.is_empty());
    }
    let (areas, faults) = super::region::read(include_str!("../area_codes.txt"));
    assert_eq!(faults, Vec::<&str>::new());
    let placed: BTreeSet<Place> = areas.values().copied().collect();
    for rule in rules.keys().filter(|p| p.to_string().starts_with("US-")) {
        assert!(placed.contains(rule), "{rule} has no area code");
    }
}

#[test]
fn the_strictest_place_decides() {
    let decision = recording_decision(&[
        party(Role::Business, &[(EvidenceKind::Site, "US-OH")]),
        party(Role::Agent, &[(EvidenceKind::Host, "US-VA")]),
        party(
            Role::Caller,
            &[
                (EvidenceKind::Number, "+1 415 555 0100"),
                (EvidenceKind::Address, "US-NV"),
            ],
        ),
    ]);
    assert_eq!(decision.class, Class::All);
    assert!(decision.must_announce && !decision.ask_affirmative && !decision.announcement_on_tape);
    assert_eq!(
        decision.say,
        [Say::Recorded, Say::Purpose, Say::Vendor, Say::HowToRefuse]
    );
    let told: Vec<_> = decision
        .trace
        .iter()
        .map(|step| (step.place.to_string(), step.evidence, step.why))
        .collect();
    assert_eq!(
        told,
        [
            ("US-OH".to_owned(), Some(EvidenceKind::Site), Why::Laxer),
            ("US-VA".to_owned(), Some(EvidenceKind::Host), Why::Laxer),
            (
                "US-CA".to_owned(),
                Some(EvidenceKind::Number),
                Why::Strictest
            ),
            ("US-NV".to_owned(), Some(EvidenceKind::Address), Why::Laxer),
        ]
    );
}

#[test]
fn one_party_places_need_nothing() {
    let decision = in_places(&["US-OH", "US-OR", "US-TX"]);
    assert_eq!(decision.class, Class::One);
    assert!(!decision.must_announce && decision.say.is_empty());
    assert!(
        decision.check_with_counsel,
        "their rows are of medium confidence"
    );
}

#[test]
fn washington_and_connecticut_want_it_on_the_tape() {
    for state in ["US-WA", "US-CT"] {
        assert!(in_places(&["US-OH", state]).announcement_on_tape, "{state}");
    }
    // Also where California's rule is the stricter one.
    let both = in_places(&["US-CA", "US-WA"]);
    assert!(both.announcement_on_tape);
    assert_eq!(both.trace[1].why, Why::Adds);
}

#[test]
fn germany_wants_a_yes_and_canada_another_way() {
    assert!(in_places(&["US-OH", "DE"]).ask_affirmative);
    let canada = in_places(&["CA-ON"]);
    assert_eq!(canada.class, Class::Notice);
    assert!(canada.offer_unrecorded && !canada.ask_affirmative);
    assert_eq!(canada.trace[0].rule.place.to_string(), "CA");
}

#[test]
fn what_is_not_known_is_asked() {
    for parties in [
        vec![],
        vec![party(Role::Caller, &[])],
        vec![party(
            Role::Caller,
            &[(EvidenceKind::Number, "+1 800 555 0100")],
        )],
        vec![party(Role::Caller, &[(EvidenceKind::Number, "anonymous")])],
        vec![party(Role::Caller, &[(EvidenceKind::Stated, "US")])],
        vec![party(Role::Caller, &[(EvidenceKind::Address, "ZZ")])],
        vec![party(Role::Caller, &[(EvidenceKind::Address, "BR")])],
        vec![
            party(Role::Business, &[(EvidenceKind::Site, "US-OH")]),
            party(Role::Caller, &[(EvidenceKind::Address, "somewhere")]),
        ],
    ] {
        let decision = recording_decision(&parties);
        assert!(
            decision.ask_affirmative && decision.offer_unrecorded,
            "{parties:?}"
        );
        assert!(decision.class >= Class::TreatAll);
    }
}

#[test]
fn a_toll_free_number_beside_an_address_is_no_reason_to_ask() {
    let caller = party(
        Role::Caller,
        &[
            (EvidenceKind::Number, "+1 800 555 0100"),
            (EvidenceKind::Address, "US-OH"),
        ],
    );
    let decision = recording_decision(&[caller]);
    assert!(!decision.ask_affirmative && !decision.rests_on_number);
}

#[test]
fn numbers_tell_their_region() {
    for (number, place) in [
        ("+1 (614) 555-0142", Some("US-OH")),
        ("16145550142", Some("US-OH")),
        ("001 614 555 0142", Some("US-OH")),
        ("+1 787 555 0100", Some("US-PR")),
        ("+1 416 555 0100", Some("CA")),
        ("+1 876 555 0100", None),
        ("+91 98765 43210", Some("IN")),
        ("+49 30 1234567", Some("DE")),
        ("+44 20 7946 0000", Some("GB")),
        ("+55 11 5555 0100", None),
        ("6145550142", None),
        ("98765 43210", None),
        ("+1 614 555", None),
        ("tel:+16145550142", None),
        ("", None),
    ] {
        let found = region_of_number(number).map(|place| place.to_string());
        assert_eq!(found.as_deref(), place, "{number}");
    }
}

#[test]
fn every_row_can_be_the_one_that_decides() {
    for rule in rules() {
        let place = rule.place.to_string();
        let decision = in_places(&[&place]);
        let step = &decision.trace[0];
        assert_eq!((step.rule.place, step.why), (rule.place, Why::Strictest));
        assert_eq!(decision.class, rule.class);
        assert_eq!(decision.ask_affirmative, rule.needs(Need::Ask));
    }
}

#[test]
fn who_joins_is_told_and_decides_anew() {
    let before = [party(Role::Caller, &[(EvidenceKind::Stated, "US-OH")])];
    let quiet = joined(
        &before,
        party(Role::Caller, &[(EvidenceKind::Stated, "US-TX")]),
    );
    assert!(!quiet.announce_again);
    let strict = joined(
        &before,
        party(Role::Caller, &[(EvidenceKind::Stated, "DE")]),
    );
    assert!(strict.announce_again && strict.ask_affirmative);
    assert_eq!(strict.trace[1].role, Some(Role::Joiner));
}

fn any_party() -> impl Strategy<Value = Party> {
    let place = prop::sample::select(vec![
        "US-CA", "US-WA", "US-CT", "US-OH", "US-DE", "US-OR", "US", "DE", "GB", "CA-ON", "AU",
        "IN", "BR", "ZZ", "nowhere",
    ]);
    let number = prop::sample::select(vec![
        "+14155550100",
        "+12065550100",
        "+16145550100",
        "+18005550100",
        "+493012345678",
        "+919876543210",
        "unknown",
    ]);
    let evidence = prop_oneof![
        (
            prop::sample::select(vec![
                EvidenceKind::Site,
                EvidenceKind::Host,
                EvidenceKind::Address,
                EvidenceKind::Stated
            ]),
            place
        ),
        (Just(EvidenceKind::Number), number),
    ];
    (
        prop::sample::select(Role::ALL.to_vec()),
        prop::collection::vec(evidence, 0..4),
    )
        .prop_map(|(role, evidence)| party(role, &evidence))
}

/// All of a decision but the order of its trace.
fn plain(mut decision: Decision) -> Decision {
    for step in &mut decision.trace {
        step.party = step.party.map(|_| 0);
    }
    decision.trace.sort_by_key(|step| format!("{step:?}"));
    decision
}

proptest! {
    #[test]
    fn another_party_never_makes_it_laxer(parties in prop::collection::vec(any_party(), 1..5), more in any_party()) {
        let before = recording_decision(&parties);
        let after = joined(&parties, more);
        prop_assert!(after.is_at_least(&before));
    }

    #[test]
    fn the_order_of_parties_does_not_matter(parties in prop::collection::vec(any_party(), 0..5), turn in 0_usize..5) {
        let mut other = parties.clone();
        other.rotate_left(turn.min(parties.len()));
        other.reverse();
        prop_assert_eq!(plain(recording_decision(&other)), plain(recording_decision(&parties)));
    }

    #[test]
    fn there_is_always_a_strictest_rule_in_the_trace(parties in prop::collection::vec(any_party(), 0..5)) {
        let decision = recording_decision(&parties);
        prop_assert!(decision.trace.iter().any(|step| step.why == Why::Strictest));
        prop_assert_eq!(decision.must_announce, decision.class > Class::One);
    }

    #[test]
    fn no_number_confuses_it(number in "\\PC{0,24}") {
        let _ = region_of_number(&number);
        let _ = Place::parse(&number);
    }
}
