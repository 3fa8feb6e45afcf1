//! The page of a week against its golden files, in each language and with many calls,
//! few, and none. `PARLEY_GEN=write` writes them anew.

use std::path::Path;

use parley_app::ports::{ReportWriter as _, WeekPage};
use parley_domain::access::Role;
use parley_domain::audit::Purpose;
use parley_domain::call::{Channel, Direction, Outcome};
use parley_domain::export::CaseLanguage;
use parley_domain::ids::ExportId;
use parley_domain::report::{
    CallFact, CallFacts, FlagFact, LocalHours, Weeks, Zone, open_flags, weekly,
};
use parley_domain::review::FlagReason;
use parley_domain::time::UtcMillis;
use parley_interop::ReportPages;

const HOUR: i64 = 3_600_000;
/// Monday, 9 November 2026, midnight in Pune.
const MONDAY: UtcMillis = UtcMillis(1_794_162_600_000);

fn pune() -> Zone {
    Zone::try_from("Asia/Kolkata".to_owned()).unwrap()
}

/// `calls` of as many people, spread over the days and hours of a week.
fn facts(week: i64, calls: u64, booked_of_ten: u64) -> Vec<CallFact> {
    let each = |n: u64| {
        let place = i64::try_from(n).unwrap();
        let at = (place % 6) * 24 + 9 + place / 6 % 8;
        CallFact {
            started_at: MONDAY.plus((week * 168 + at) * HOUR),
            duration_ms: 120_000 + u32::try_from(n % 40).unwrap() * 1_500,
            channel: [Channel::Phone, Channel::Whatsapp][usize::from(n.is_multiple_of(5))],
            direction: Direction::Inbound,
            outcome: match n % 10 {
                rest if rest < booked_of_ten => Outcome::Booked,
                7 => Outcome::NoAnswer,
                8 => Outcome::Transferred,
                _ => Outcome::Answered,
            },
            agent: Some(u32::from(n.is_multiple_of(3))),
            person: n,
        }
    };
    (0..calls).map(each).collect()
}

fn page(language: CaseLanguage, now: u64, before: u64) -> String {
    let mut calls = facts(-1, before, 3);
    calls.extend(facts(0, now, 5));
    let facts = CallFacts {
        agents: vec!["Front desk <b>".to_owned(), "Billing".to_owned()],
        calls,
    };
    let clock = LocalHours::of_zone(pune());
    let weeks = Weeks::last_whole(MONDAY.plus(8 * 24 * HOUR), &mut clock.clone()).unwrap();
    let flags: Vec<FlagFact> = (0..now.min(14))
        .map(|n| FlagFact {
            reason: [FlagReason::Complaint, FlagReason::FollowUp][usize::from(n > 7)],
            at: MONDAY.plus(30 * HOUR),
            call: n,
            person: n,
        })
        .collect();
    ReportPages.weekly(&WeekPage {
        weekly: weekly(&facts, &weeks, clock),
        open_flags: open_flags(&flags),
        language,
        zone: pune(),
        workspace: "Sunrise & Sons".to_owned(),
        made_at: MONDAY.plus(7 * 24 * HOUR + 10 * HOUR),
        made_by: "Asha Kulkarni".to_owned(),
        role: Role::Owner,
        purpose: Purpose::Administration,
        export_id: ExportId(uuid::Uuid::from_u128(1)),
    })
}

#[test]
fn each_week_has_its_golden_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/leaving");
    for (name, language, now, before) in [
        ("week.en.html", CaseLanguage::En, 20_000, 15_000),
        ("week.hi.html", CaseLanguage::Hi, 20_000, 15_000),
        ("week-of-few.en.html", CaseLanguage::En, 12, 9),
        ("week-of-none.hi.html", CaseLanguage::Hi, 0, 0),
    ] {
        let text = page(language, now, before);
        let golden = folder.join(name);
        if std::env::var("PARLEY_GEN").is_ok_and(|value| value == "write") {
            std::fs::write(&golden, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap();
        assert_eq!(text, expected, "{}", golden.display());
    }
}

#[test]
fn a_page_reaches_nothing_and_runs_nothing() {
    let text = page(CaseLanguage::En, 200, 100);
    for bad in [
        "<script", "src=", "href=", "url(", "@import", "style=", "<b>",
    ] {
        assert!(!text.contains(bad), "{bad}");
    }
    assert!(text.contains("default-src 'none'; style-src 'sha256-"));
    assert!(text.contains("Sunrise &amp; Sons"));
}
