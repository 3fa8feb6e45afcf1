use std::path::Path;

use parley_app::calls::CallFilter;
use parley_app::export::{ExportWeekly, weekly_export};
use parley_app::ports::SourceFiles as _;
use parley_app::reports::{
    GetOpenFlags, GetOverview, GetWeekly, open_flags_get, overview_get, weekly_get,
};
use parley_app::review::{FlagCall, call_flag};
use parley_domain::access::{Role, kinds::ReportRead};
use parley_domain::audit::Purpose;
use parley_domain::error_code::ErrorCode;
use parley_domain::export::CaseLanguage;
use parley_domain::ids::ExportId;
use parley_domain::report::{Period, Zone};
use parley_domain::review::FlagReason;
use parley_domain::time::{Clock as _, UtcMillis};

use crate::bench::{Bench, refused};

fn ask(from: UtcMillis, days: i64) -> GetOverview {
    GetOverview {
        period: Period {
            from,
            to: from.plus(days * 24 * 3_600_000),
        },
        zone: "Asia/Kolkata".to_owned(),
        filter: CallFilter::default(),
    }
}

#[tokio::test]
async fn a_period_is_counted_and_few_people_are_not_told_of() {
    let bench = Bench::new().await;
    let from = bench.hands.clock.now().plus(-24 * 3_600_000);
    let files: Vec<(String, String)> = (0..6)
        .map(|n| {
            let said =
                format!("call\ncaller: Person {n}\nphone: +1614555010{n}\nagent: Ivy\n> Hello\n");
            (format!("{n}.call"), said)
        })
        .collect();
    let names: Vec<(&str, &str)> = files
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    bench.import(&names[..3]).await;
    let (workspace, grant) = bench.can().await;
    let few = overview_get(&workspace, grant, ask(from, 7)).await.unwrap();
    assert_eq!(few.now.calls, None);
    bench.import(&names[3..]).await;
    let (workspace, grant) = bench.can().await;
    let seen = overview_get(&workspace, grant, ask(from, 7)).await.unwrap();
    assert_eq!((seen.now.calls, seen.now.people), (Some(6), Some(6)));
    assert_eq!(seen.agents[0].agent, "Ivy");
    assert_eq!(seen.before.calls, Some(0));
}

#[tokio::test]
async fn a_senseless_period_and_an_unknown_zone_are_refused() {
    let bench = Bench::new().await;
    let now = bench.hands.clock.now();
    for input in [
        ask(now, 0),
        ask(now, -3),
        ask(now, 401),
        GetOverview {
            zone: "Mars/Olympus".to_owned(),
            ..ask(now, 1)
        },
    ] {
        let (workspace, grant) = bench.can().await;
        let answer = overview_get(&workspace, grant, input).await;
        assert_eq!(refused(answer), ErrorCode::InvalidInput);
    }
    bench.refuses::<ReportRead>(Role::Reviewer).await;
}

const NIL: &str = "00000000-0000-0000-0000-000000000000";

fn pune() -> Zone {
    Zone::try_from("Asia/Kolkata".to_owned()).unwrap()
}

fn day(day: &str) -> GetWeekly {
    GetWeekly {
        day: Some(day.to_owned()),
        zone: pune(),
    }
}

/// Six calls of six people, now.
async fn six(bench: &Bench) -> Vec<parley_domain::ids::CallId> {
    let said =
        |n| format!("call\ncaller: Person {n}\nphone: +1614555010{n}\nagent: Ivy\n> Hello\n");
    let files: Vec<(String, String)> = (0..6).map(|n| (format!("{n}.call"), said(n))).collect();
    let names: Vec<(&str, &str)> = files
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    let report = bench.import(&names).await;
    report
        .files
        .iter()
        .flat_map(|file| file.calls.clone())
        .collect()
}

#[tokio::test]
async fn flags_that_wait_are_counted_until_the_call_is_reviewed() {
    let bench = Bench::new().await;
    let calls = six(&bench).await;
    let ask = || GetOpenFlags {
        filter: CallFilter::default(),
    };
    for (n, &call_id) in calls.iter().enumerate() {
        let (workspace, grant) = bench.can().await;
        let flag = FlagCall {
            command_id: bench.command_id(),
            call_id,
            span: None,
            turn_index: None,
            reason: FlagReason::Tone,
            note: None,
        };
        call_flag(&workspace, grant, flag).await.unwrap();
        let (workspace, grant) = bench.can().await;
        let seen = open_flags_get(&workspace, grant, ask()).await.unwrap();
        // Of fewer than five people nothing is told.
        let told = (n >= 4).then(|| u32::try_from(n + 1).unwrap());
        assert_eq!((seen.flags, seen.calls), (told, told));
        assert_eq!(seen.reasons[0].calls, told);
    }
    bench.refuses::<ReportRead>(Role::Reviewer).await;
}

#[tokio::test]
async fn only_weeks_that_are_over_have_a_page() {
    let bench = Bench::new().await;
    six(&bench).await;
    let (workspace, grant) = bench.can().await;
    let last = GetWeekly {
        day: None,
        zone: pune(),
    };
    let seen = weekly_get(&workspace, grant, last).await.unwrap();
    // It is Friday, 20 November.
    assert_eq!(seen.weekly.monday, "2026-11-09");
    assert_eq!(seen.last_monday, "2026-11-09");
    assert_eq!(seen.weekly.now.calls, Some(0));
    // The week that runs is refused; once it is over it has its calls.
    for bad in ["2026-11-16", "2026-02-30", "soon", "+300000-01-01"] {
        let (workspace, grant) = bench.can().await;
        let answer = weekly_get(&workspace, grant, day(bad)).await;
        assert_eq!(refused(answer), ErrorCode::InvalidInput, "{bad}");
    }
    bench.hands.clock.forward(7 * 24 * 3_600_000);
    let (workspace, grant) = bench.can().await;
    let seen = weekly_get(&workspace, grant, day("2026-11-20")).await;
    let seen = seen.unwrap();
    assert_eq!(seen.weekly.now.calls, Some(6));
    assert_eq!(seen.weekly.monday, "2026-11-16");
    assert_eq!(seen.last_monday, "2026-11-16");
}

#[tokio::test]
async fn a_week_leaves_as_a_file_with_its_purpose_in_the_log() {
    let bench = Bench::new().await;
    six(&bench).await;
    bench.acts().await;
    let order = || ExportWeekly {
        export_id: ExportId(uuid::Uuid::nil()),
        day: None,
        zone: pune(),
        language: CaseLanguage::Hi,
        purpose: Purpose::Administration,
        path: " /out/week.html ".to_owned(),
        replace: false,
    };
    let (workspace, grant) = bench.can().await;
    let file = weekly_export(&workspace, grant, order()).await.unwrap();
    let bytes = bench
        .hands
        .files
        .read(Path::new("/out/week.html"), u64::MAX)
        .unwrap();
    assert_eq!(file.bytes as usize, bytes.len());
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("week ") && text.contains(" hi "), "{text}");
    let told = "weekly_html hi";
    assert_eq!(
        bench.acts().await,
        [
            format!("Asha: weekly_exported {NIL} {told} 2026-11-09"),
            format!(
                "Asha: export_finished {} {NIL} {told} written {} 2026-11-09",
                file.bytes, file.sha256
            ),
        ]
    );
    // A file that is there is not lost, and that it could not be written is written down.
    let (workspace, grant) = bench.can().await;
    let again = weekly_export(&workspace, grant, order()).await;
    assert_eq!(refused(again), ErrorCode::FileExists);
    let (workspace, grant) = bench.can().await;
    let nowhere = ExportWeekly {
        path: " ".to_owned(),
        ..order()
    };
    let answer = weekly_export(&workspace, grant, nowhere).await;
    assert_eq!(refused(answer), ErrorCode::InvalidInput);
    assert_eq!(
        bench.acts().await,
        [
            format!("Asha: weekly_exported {NIL} {told} 2026-11-09"),
            format!("Asha: export_finished {NIL} {told} file_exists 2026-11-09"),
        ]
    );
}
