//! Measures commands as the page calls them, with permission, audit entry, query,
//! decoding and JSON, beside the store's answer alone; and an import beside the
//! store's own way of adding calls. `command_bench [CALLS] [FOLDER]`: 100,000 calls of ten
//! turns unless told, in a folder of their own; one that is named is kept, and asked again
//! the next time.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use parley_app::calls::{CallFilter, SearchOrder};
use parley_app::desk::Desk;
use parley_app::passphrase::Secret;
use parley_app::ports::{Batch, Change, SearchRequest, Typed};
use parley_ctl::compose::silent_desk_in;
use parley_ctl::demo::{self, volume};
use parley_domain::call::Turn;
use parley_domain::search::SearchQuery;
use parley_domain::time::UtcMillis;
use parley_ipc::dispatch;
use serde_json::{Value, json};

type Outcomes<T> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 60;
const PASSPHRASE: &str = "sunrise over the buckeye";

fn failed(error: impl std::fmt::Debug) -> Box<dyn Error> {
    format!("{error:?}").into()
}

/// The answer as the page gets it, and how long it took in ms.
async fn ask(desk: &Desk, command: &str, input: Value) -> Outcomes<(String, f64)> {
    let begun = Instant::now();
    let answer = dispatch(desk, command, input).await.map_err(failed)?;
    let text = answer.to_string();
    Ok((text, begun.elapsed().as_secs_f64() * 1e3))
}

/// (p50, p95), the first three left out.
fn of(times: &[f64]) -> (f64, f64) {
    let mut times = times.get(3..).unwrap_or_default().to_vec();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times.get(times.len() * percent / 100);
    (*at(50).unwrap_or(&0.0), *at(95).unwrap_or(&0.0))
}

/// The command and the store's bare answer to the same question, taken in turns.
async fn search(desk: &Desk, name: &str, typed: &str, order: SearchOrder) -> Outcomes<()> {
    let store = desk.workspace().map_err(failed)?.store.clone();
    let request = SearchRequest {
        query: SearchQuery::parse(typed, None).map_err(failed)?,
        order,
        filter: CallFilter::default(),
        limit: 50,
        after: None,
    };
    let (mut whole, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS + 3 {
        let input = json!({ "query": typed, "order": order, "limit": 50 });
        whole.push(ask(desk, "turn_search", input).await?.1);
        let begun = Instant::now();
        let page = store.search(&request).await.map_err(failed)?;
        alone.push(begun.elapsed().as_secs_f64() * 1e3);
        if page.hits.is_empty() {
            return Err(format!("nothing found for {typed}").into());
        }
    }
    let ((p50, p95), (_, alone)) = (of(&whole), of(&alone));
    println!("  {name:<22} p50 {p50:>7.2}  p95 {p95:>7.2} ms; the store alone {alone:>7.2} ms");
    Ok(())
}

async fn rounds(
    desk: &Desk,
    command: &str,
    name: &str,
    input: impl Fn(u64) -> Value,
) -> Outcomes<()> {
    let mut times = Vec::new();
    let mut slowest = (0.0, Value::Null);
    for i in 0..ROUNDS as u64 + 3 {
        let input = input(i);
        let (_, took) = ask(desk, command, input.clone()).await?;
        times.push(took);
        if i >= 3 && took > slowest.0 {
            slowest = (took, input);
        }
    }
    let (p50, p95) = of(&times);
    println!("  {name:<22} p50 {p50:>7.2}  p95 {p95:>7.2} ms");
    // Rounds that ask for the same have no slowest among them.
    if input(0) != input(1) {
        println!("    slowest {:.2} ms: {}", slowest.0, slowest.1);
    }
    Ok(())
}

/// The overview of so many days up to the newest call, and what it counted.
async fn overview(desk: &Desk, days: i64) -> Outcomes<()> {
    const DAY: i64 = 24 * 3_600_000;
    let (newest, _) = ask(desk, "call_list", json!({ "limit": 1 })).await?;
    let newest: Value = serde_json::from_str(&newest)?;
    let to = newest["rows"][0]["started_at"].as_i64().unwrap_or(0) + 1;
    let input = json!({ "period": { "from": to - days * DAY, "to": to }, "zone": "Asia/Kolkata" });
    let (answer, _) = ask(desk, "overview_get", input.clone()).await?;
    let answer: Value = serde_json::from_str(&answer)?;
    let name = format!("{days} days, {} calls", answer["now"]["calls"]);
    rounds(desk, "overview_get", &name, |_| input.clone()).await
}

/// Lists and counts of an hour of the week, alone and beside other filters.
async fn hours(desk: &Desk) -> Outcomes<()> {
    let hour = |i: u64| json!({ "weekday": i % 7, "hour": i % 24, "zone": "America/New_York" });
    let with = |i: u64, name: &str, value: Value| {
        let mut filter = json!({ "hour": hour(i) });
        filter[name] = value;
        json!({ "filter": filter, "limit": 100 })
    };
    let alone = |i| json!({ "filter": { "hour": hour(i) }, "limit": 100 });
    rounds(desk, "call_list", "an hour", alone).await?;
    rounds(desk, "call_count", "an hour, counted", alone).await?;
    let of_agent = |i| with(i, "agent", json!(format!("Agent {}", i % 20)));
    rounds(desk, "call_list", "an hour, an agent", of_agent).await?;
    let booked = |i| with(i, "outcome", json!("booked"));
    rounds(desk, "call_list", "an hour, an outcome", booked).await?;
    rounds(desk, "call_count", "the same, counted", booked).await
}

/// Flags the newest 500 calls for one of four reasons, then counts those that wait.
async fn flags(desk: &Desk) -> Outcomes<()> {
    const REASONS: [&str; 4] = ["tone", "privacy", "complaint", "follow_up"];
    let (page, _) = ask(desk, "call_list", json!({ "limit": 500 })).await?;
    let page: Value = serde_json::from_str(&page)?;
    let rows = page["rows"].as_array().into_iter().flatten();
    for (n, row) in (0u128..).zip(rows) {
        let input = json!({
            "command_id": uuid::Uuid::from_u128(1_000 + n),
            "call_id": row["id"],
            "reason": REASONS[n as usize % REASONS.len()],
        });
        ask(desk, "call_flag", input).await?;
    }
    rounds(desk, "open_flags_get", "500 calls flagged", |_| json!({})).await?;
    let of_reason = |i: u64| {
        let reason = REASONS[i as usize % REASONS.len()];
        json!({ "filter": { "flag_reason": reason, "reviewed": false }, "limit": 100 })
    };
    rounds(desk, "call_list", "those of a reason", of_reason).await
}

/// The page of the week of the newest call, or of the last that is over.
async fn weekly(desk: &Desk) -> Outcomes<()> {
    let input = json!({ "zone": "Asia/Kolkata" });
    let (answer, _) = ask(desk, "weekly_get", input.clone()).await?;
    let answer: Value = serde_json::from_str(&answer)?;
    let name = format!("a week, {} calls", answer["weekly"]["now"]["calls"]);
    rounds(desk, "weekly_get", &name, |_| input.clone()).await
}

/// Three filters, another three each time.
fn filters(i: u64) -> Value {
    let mut dice = volume::Dice(i);
    let all = [
        ("channel", json!("whatsapp")),
        ("direction", json!("outbound")),
        ("agent", json!(format!("Agent {}", dice.below(20)))),
        ("outcome", json!("booked")),
        ("language", json!("hi")),
        ("min_duration_ms", json!(dice.below(900_000))),
        ("has_recording", json!(false)),
    ];
    let mut filter = serde_json::Map::new();
    while filter.len() < 3 {
        let (name, value) = &all[dice.below(7) as usize];
        filter.insert((*name).to_owned(), value.clone());
    }
    json!({ "filter": filter, "limit": 100 })
}

/// A file of calls in Parley's own format.
fn written(root: &Path, calls: u32) -> Outcomes<PathBuf> {
    let mut dice = volume::Dice(31);
    let said = |t: &Turn| json!({ "side": t.side, "text": t.text, "start_ms": t.start_ms, "end_ms": t.end_ms });
    let list: Vec<Value> = (0..calls)
        .map(|n| {
            let call = volume::call(&mut dice, n, UtcMillis(1_500_000_000_000));
            json!({
                "format": "parley-call", "version": 1,
                "external_id": format!("bench-{n}"),
                "channel": call.record.row.channel,
                "direction": call.record.row.direction,
                "turns": call.turns.iter().map(said).collect::<Vec<_>>(),
            })
        })
        .collect();
    let path = root.join("calls.json");
    std::fs::write(&path, serde_json::to_vec(&list)?)?;
    Ok(path)
}

async fn import(desk: &Desk, root: &Path, calls: u32) -> Outcomes<()> {
    let path = written(root, calls)?;
    let begun = Instant::now();
    let (preview, _) = ask(desk, "import_preview", json!({ "paths": [path] })).await?;
    let preview: Value = serde_json::from_str(&preview)?;
    let input = json!({
        "command_id": uuid::Uuid::from_u128(77), "import_id": preview["import_id"],
    });
    let report = dispatch(desk, "import_run", input).await.map_err(failed)?;
    let took = begun.elapsed().as_secs_f64();
    if report["counts"]["calls"] != calls {
        return Err(format!("not all were kept: {}", report["counts"]).into());
    }
    let store = desk.workspace().map_err(failed)?.store.clone();
    let mut dice = volume::Dice(32);
    let begun = Instant::now();
    // One call, one transaction, as the import does: a kill loses one call at most.
    for n in 0..calls {
        let call = volume::call(&mut dice, n, UtcMillis(1_000_000_000_000));
        let batch = Batch {
            changes: vec![Change::AddCall(Box::new(call))],
            ..Batch::default()
        };
        store.commit(batch).await.map_err(failed)?;
    }
    let beside = begun.elapsed().as_secs_f64();
    let rows = f64::from(calls * (volume::TURNS + 1));
    println!(
        "import of a file with {calls} calls, looking at it included: {:.0} rows/s; \
         the store alone {:.0} rows/s ({:.2} of it)",
        rows / took,
        rows / beside,
        beside / took
    );
    Ok(())
}

/// What opens the workspace, which is made if it is not there.
async fn made(desk: &Desk, folder: &Path, calls: u32) -> Outcomes<Value> {
    let known = folder.join("unlock.json");
    if let Ok(text) = std::fs::read(&known) {
        return Ok(serde_json::from_slice(&text)?);
    }
    let begun = Instant::now();
    let secret = Secret::from_typed(Typed::new(PASSPHRASE.to_owned()));
    let made = demo::make(desk, &folder.join("bench"), &secret, calls)
        .await
        .map_err(failed)?;
    let took = begun.elapsed().as_secs_f64();
    println!("made {} calls in {took:.0} s", made.calls);
    let input = json!({
        "workspace_id": made.workspace_id,
        "user_name": made.people.first(),
        "passphrase": PASSPHRASE,
    });
    std::fs::write(known, serde_json::to_vec(&input)?)?;
    Ok(input)
}

#[tokio::main]
async fn main() -> Outcomes<()> {
    let calls: u32 = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let own = tempfile::tempdir()?;
    let kept = std::env::args().nth(2).map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(own.path());
    let desk = silent_desk_in(folder);
    let input = made(&desk, folder, calls).await?;
    let (_, took) = ask(&desk, "workspace_unlock", input).await?;
    println!("unlocked in {took:.0} ms");
    let (_, first) = ask(&desk, "call_list", json!({ "limit": 100 })).await?;
    let (_, filtered) = ask(&desk, "call_list", filters(1)).await?;
    println!("the first list {first:.1} ms; then the first with a filter {filtered:.0} ms");
    println!("search in {} turns, 50 hits", calls * volume::TURNS);
    for (name, typed) in [
        ("newest, rare word", "word29111"),
        ("newest, common word", "word1"),
        ("newest, two words", "word2 word5"),
        ("newest, prefix of 2", "wo*"),
        ("newest, prefix of 6", "word12*"),
        ("newest, prefix of 7", "word123*"),
        ("newest, prefix of 8", "word1234*"),
        ("newest, Hindi", "शब्द10"),
    ] {
        search(&desk, name, typed, SearchOrder::Newest).await?;
    }
    search(&desk, "best, common word", "word1", SearchOrder::Best).await?;
    search(&desk, "best, two words", "word2 word5", SearchOrder::Best).await?;
    println!("list, 100 rows");
    let unfiltered = |_| json!({ "limit": 100 });
    rounds(&desk, "call_list", "no filter", unfiltered).await?;
    rounds(&desk, "call_list", "three filters", filters).await?;
    hours(&desk).await?;
    println!("overview, with the time before");
    for days in [30, 390] {
        overview(&desk, days).await?;
    }
    weekly(&desk).await?;
    flags(&desk).await?;
    // What is kept has the file already.
    if kept.is_none() {
        import(&desk, folder, (calls / 20).max(100)).await?;
    }
    let (_, took) = ask(&desk, "workspace_lock", json!({})).await?;
    println!("locked in {took:.0} ms");
    Ok(())
}
