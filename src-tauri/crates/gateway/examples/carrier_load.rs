//! Many calls at once on a gateway, by a carrier that shares no code with it: its own
//! JSON, its own model of the buffer that plays (marks come back when they are played, a
//! clear empties it and gives back the marks in it), HTTP by hand.
//!
//! `carrier_load SERVER [echo|tone|agent] [calls] [seconds] [rounds] [--pin] [--leaves-nothing]`
//!
//! Starts SERVER (the built example `carrier_line`), places `calls` calls that speak 20 ms
//! frames for `seconds`, one after the other `rounds` times, and says as JSON how late
//! frames came, and what the server used per call. `--pin` gives the server the first
//! core and the carrier the rest. `--leaves-nothing` ends with 1 unless every call was
//! carried and nothing is left of them: no call, task, thread or file, and memory as it was
//! after the first round.

#[path = "carrier_load/buffer.rs"]
mod buffer;
#[path = "carrier_load/call.rs"]
mod call;
#[path = "carrier_load/leaves.rs"]
mod leaves;
#[path = "carrier_load/process.rs"]
mod process;
#[path = "carrier_load/report.rs"]
mod report;
#[path = "carrier_load/webhook.rs"]
mod webhook;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use call::Kind;
use process::Server;
use report::{Report, say};

/// Calls begin so far apart, so that their frames do not fall together by design.
const APART: Duration = Duration::from_micros(7_300);

struct Plan {
    kind: Kind,
    calls: usize,
    seconds: f64,
    rounds: usize,
}

fn main() {
    let (options, words): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.starts_with("--"));
    let is_pinned = options.iter().any(|option| option == "--pin");
    let Some(program) = words.first() else {
        say(
            &serde_json::json!({"usage": "carrier_load SERVER [echo|tone|agent] [calls] [seconds] [rounds] [--pin] [--leaves-nothing]"}),
        );
        std::process::exit(2);
    };
    let number = |place: usize, otherwise: f64| {
        let word = words.get(place).and_then(|word| word.parse::<f64>().ok());
        word.unwrap_or(otherwise)
    };
    let kind = words.get(1).map_or("echo", String::as_str);
    let plan = Plan {
        kind: match kind {
            "tone" => Kind::Tone,
            "agent" => Kind::Agent,
            _ => Kind::Echo,
        },
        calls: number(2, 200.0) as usize,
        seconds: number(3, 20.0),
        rounds: (number(4, 1.0) as usize).max(1),
    };
    let server = Server::start(program, kind, plan.calls + 10, is_pinned);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let mut server = server.expect("the server starts");
    let left = runtime
        .expect("a runtime")
        .block_on(run(&plan, &mut server));
    if options.iter().any(|option| option == "--leaves-nothing") && !left.is_empty() {
        say(&serde_json::json!({ "left": left }));
        std::process::exit(1);
    }
}

/// What is wrong after it.
async fn run(plan: &Plan, server: &mut Server) -> Vec<String> {
    let address = server.address();
    // One call first, so that what is made once is not counted.
    let mut warm = Report::default();
    place(address, plan, 0, &mut warm, &mut None, 1, 0.2).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let before = server.usage();
    say(&serde_json::json!({"idle": before.as_json(), "gateway": server.said()}));
    let mut report = Report::default();
    let mut busiest = None;
    let idle = server.said();
    let mut settled = before;
    let began = Instant::now();
    for round in 0..plan.rounds {
        let mut middle = Some((&mut *server, &mut busiest));
        place(
            address,
            plan,
            round + 1,
            &mut report,
            &mut middle,
            plan.calls,
            plan.seconds,
        )
        .await;
        if round == 0 {
            // What so many calls at once make room for is made once.
            settled = server.usage();
        }
        if plan.rounds > 1 && (round + 1) % (plan.rounds / 10).max(1) == 0 {
            say(&serde_json::json!({"round": round + 1, "server": server.usage().as_json()}));
        }
    }
    let took = began.elapsed();
    let after = server.usage();
    // Two seconds is what everything has to be gone in.
    tokio::time::sleep(Duration::from_millis(3_000)).await;
    let rested = server.usage();
    say(&report.as_json(plan.calls, took));
    if let Some((start, end, said)) = busiest {
        say(&process::per_call(&before, &start, &end, plan.calls));
        say(&serde_json::json!({ "busiest": said }));
    }
    say(&serde_json::json!({
        "rested": rested.as_json(), "grown_kb": rested.rss_kb as i64 - before.rss_kb as i64,
        "cpu_all_s": after.cpu_s - before.cpu_s, "gateway": server.said(),
    }));
    let told = server.said();
    server.stop();
    say(&serde_json::json!({"stopped": server.said()}));
    leaves::of(
        report.carried(),
        plan.calls * plan.rounds,
        (&idle, &told, &server.said()),
        (&before, &settled, &rested),
    )
}

type Middle<'a> = Option<(
    &'a mut Server,
    &'a mut Option<(process::Usage, process::Usage, serde_json::Value)>,
)>;

/// One round: all calls begin, speak, and end.
async fn place(
    address: SocketAddr,
    plan: &Plan,
    round: usize,
    report: &mut Report,
    middle: &mut Middle<'_>,
    calls: usize,
    seconds: f64,
) {
    let mut running = tokio::task::JoinSet::new();
    let began = Instant::now();
    let speaks = Duration::from_secs_f64(seconds);
    for number in 0..calls {
        let name = format!("CA{round:06}x{number:06}");
        let at = began + APART * u32::try_from(number).unwrap_or(0);
        let kind = plan.kind;
        running.spawn(async move {
            tokio::time::sleep_until(at.into()).await;
            call::place(address, &name, kind, speaks).await
        });
    }
    if let Some((server, busiest)) = middle {
        // From when all have begun until the first ends.
        let all_begun = APART * u32::try_from(calls).unwrap_or(0) + Duration::from_millis(500);
        if speaks > all_begun + Duration::from_secs(2) {
            tokio::time::sleep_until((began + all_begun).into()).await;
            let start = server.usage();
            tokio::time::sleep_until((began + speaks - Duration::from_millis(500)).into()).await;
            **busiest = Some((start, server.usage(), server.said()));
        }
    }
    while let Some(done) = running.join_next().await {
        match done {
            Ok(Ok(call)) => report.add(call),
            Ok(Err(why)) => report.failed(why),
            Err(_) => report.failed("panicked"),
        }
    }
}
