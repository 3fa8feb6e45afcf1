use parley_app::calls::CallFilter;
use parley_app::reports::{GetOverview, overview_get};
use parley_domain::access::{Role, kinds::ReportRead};
use parley_domain::error_code::ErrorCode;
use parley_domain::report::Period;
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
