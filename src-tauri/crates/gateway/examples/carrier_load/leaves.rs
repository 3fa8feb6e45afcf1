//! Whether calls leave anything behind.

use serde_json::Value;

use crate::process::Usage;

/// Memory is flat within this, kB.
const FLAT_KB: i64 = 5_000;

/// What is wrong: calls that were not carried, and what is left of those that were.
/// `said`: by the server of itself before the calls, after them, and at its end. `used`:
/// before the calls, after the first round of them, and at rest after the last.
pub fn of(
    carried: u64,
    calls: usize,
    said: (&Value, &Value, &Value),
    used: (&Usage, &Usage, &Usage),
) -> Vec<String> {
    let (idle, told, stopped) = said;
    let (before, settled, rested) = used;
    let mut left = Vec::new();
    let mut expect = |what: &str, found: i64, allowed: i64| {
        if found > allowed {
            left.push(format!("{what}: {found}, not {allowed}"));
        }
    };
    let number = |value: &Value| value.as_i64().unwrap_or(i64::MAX);
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    expect(
        "calls not carried",
        count(calls) - i64::try_from(carried).unwrap_or(0),
        0,
    );
    expect("calls", number(&told["live"]), 0);
    expect("calls waited for", number(&told["awaited"]), 0);
    expect(
        "tasks",
        number(&told["tasks"]),
        idle["tasks"].as_i64().unwrap_or(0),
    );
    expect("files", count(rested.files), count(before.files));
    expect("threads", count(rested.threads), count(before.threads));
    let grown = rested.rss_kb.cast_signed() - settled.rss_kb.cast_signed();
    expect("kB of memory more", grown, FLAT_KB);
    expect("no clean end", i64::from(stopped["clean"] != true), 0);
    left
}
