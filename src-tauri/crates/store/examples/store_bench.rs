//! Measures the store: `store_bench [CALLS]` builds that many calls (100,000 unless
//! told) of ten turns each, encrypted and in clear, and prints p50 and p95 of the
//! list and the search, what encryption costs, and the import beside bare inserts.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::error::Error;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use parley_app::calls::{CallFilter, SearchOrder};
use parley_app::ports::{
    Batch, CallCursor, Change, MarkChange, Marks as _, SearchRequest, Store, Trackers as _,
};
use parley_app::review::{Assignment, Decision, Flag, FlaggedBy, ReviewOutcome, ReviewState};
use parley_domain::call::{Channel, Direction, Outcome};
use parley_domain::ids::{FlagId, TenantId, UserId};
use parley_domain::review::FlagReason;
use parley_domain::search::SearchQuery;
use parley_domain::time::UtcMillis;
use parley_store::keys::WorkspaceKey;
use parley_store::records::{RecordKeys, Records, Tenant};
use parley_store::system::OsRng;

type Outcomes<T> = Result<T, Box<dyn Error>>;

/// The same calls as `parleyctl demo --calls`.
#[path = "../../ctl/src/demo/volume.rs"]
mod volume;
use volume::{Dice, SPACING_MS, TURNS, call};

const START: UtcMillis = UtcMillis(1_764_000_000_000);
const ROUNDS: usize = 60;

/// (p50, p95) in ms of `ROUNDS` runs after three to warm up.
async fn timed<F, R>(mut run: F) -> Outcomes<(f64, f64)>
where
    F: FnMut(usize) -> R,
    R: Future<Output = Outcomes<()>>,
{
    let mut times = Vec::with_capacity(ROUNDS);
    for i in 0..ROUNDS + 3 {
        let begun = Instant::now();
        run(i).await?;
        if i >= 3 {
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    Ok((times[times.len() / 2], times[times.len() * 95 / 100]))
}

/// Adds the calls numbered so, `at_once` in one transaction; gives rows a second.
async fn build(records: &Records, calls: Range<u32>, at_once: u32) -> Outcomes<f64> {
    let mut dice = Dice(7 + u64::from(calls.start));
    let begun = Instant::now();
    for number in calls.clone().step_by(at_once as usize) {
        let changes: Vec<Change> = (number..(number + at_once).min(calls.end))
            .map(|n| Change::AddCall(Box::new(call(&mut dice, n, START))))
            .collect();
        records
            .commit(Batch {
                changes,
                ..Batch::default()
            })
            .await?;
    }
    Ok(rate(&calls, begun))
}

fn rate(calls: &Range<u32>, begun: Instant) -> f64 {
    f64::from((calls.end - calls.start) * (TURNS + 1)) / begun.elapsed().as_secs_f64()
}

/// The same rows as plain statements: calls, turns and their words, nothing else.
async fn bare(records: &Records, calls: Range<u32>, at_once: u32) -> Outcomes<f64> {
    let mut dice = Dice(7 + u64::from(calls.start));
    let values = vec!["(?,?,?,?,?,?,?,?,?,?)"; TURNS as usize].join(",");
    let insert: Arc<str> = format!(
        "INSERT INTO turns (id, tenant_id, call_seq, turn_index, side, speaker, text, start_ms, end_ms, words) VALUES {values}"
    ).into();
    let words: Arc<str> = format!(
        "INSERT INTO turns_words (rowid, caller, agent, other) VALUES {}",
        vec!["(?,?,?,NULL)"; TURNS as usize].join(",")
    )
    .into();
    let tenant = records.tenant().id().0.into_bytes().to_vec();
    let person = sqlx::query("SELECT id FROM persons LIMIT 1")
        .fetch_one(records.database().writer_for_tests())
        .await?;
    let person: Vec<u8> = sqlx::Row::try_get(&person, 0)?;
    let begun = Instant::now();
    for number in calls.clone().step_by(at_once as usize) {
        let mut tx = records.database().writer_for_tests().begin().await?;
        for n in number..(number + at_once).min(calls.end) {
            let new = call(&mut dice, n, START);
            let row = &new.record.row;
            let seq = row.started_at.0 << 20 | 5;
            sqlx::query("INSERT INTO calls (seq, tenant_id, id, person_id, started_at, channel, direction, caller, agent, outcome, duration_ms, language, has_recording, caller_talk_ms, agent_talk_ms, turn_count, simulated) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
                .bind(seq).bind(&tenant).bind(row.id.0.as_bytes().to_vec()).bind(&person).bind(row.started_at.0)
                .bind(row.channel.as_str()).bind(row.direction.as_str()).bind(&row.caller).bind(&row.agent)
                .bind(row.outcome.as_str()).bind(i64::from(row.duration_ms)).bind(&row.language)
                .bind(row.has_recording).bind(1i64).bind(1i64).bind(i64::from(TURNS)).bind(false)
                .execute(&mut *tx).await?;
            let mut turns = sqlx::query(sqlx::AssertSqlSafe(Arc::clone(&insert)));
            let mut index = sqlx::query(sqlx::AssertSqlSafe(Arc::clone(&words)));
            for (turn, i) in new.turns.iter().zip(0i64..) {
                let id = (row.started_at.0 + i * 6_000) << 20 | 9;
                let side = i64::from(turn.side.code());
                turns = turns
                    .bind(id)
                    .bind(&tenant)
                    .bind(seq)
                    .bind(i)
                    .bind(side)
                    .bind(None::<String>)
                    .bind(&turn.text)
                    .bind(i * 6_000)
                    .bind(i * 6_000 + 5_000)
                    .bind(Vec::<u8>::new());
                let text = |of: i64| (side == of).then(|| turn.text.clone());
                index = index.bind(id).bind(text(0)).bind(text(1));
            }
            turns.execute(&mut *tx).await?;
            index.execute(&mut *tx).await?;
        }
        tx.commit().await?;
    }
    Ok(rate(&calls, begun))
}

async fn search(
    records: &Records,
    typed: &str,
    order: SearchOrder,
    filter: CallFilter,
) -> Outcomes<(f64, f64)> {
    let request = SearchRequest {
        query: SearchQuery::parse(typed, None)?,
        order,
        filter,
        limit: 50,
        after: None,
    };
    timed(|_| async {
        records.search(&request).await?;
        Ok(())
    })
    .await
}

/// Three filters, another three each time.
fn filters(i: usize) -> CallFilter {
    let mut dice = Dice(i as u64);
    let mut filter = CallFilter::default();
    for _ in 0..3 {
        match dice.below(7) {
            0 => filter.channel = Some(Channel::Whatsapp),
            1 => filter.direction = Some(Direction::Outbound),
            2 => filter.agent = Some(format!("Agent {}", dice.below(20))),
            3 => filter.outcome = Some(dice.one(Outcome::ALL)),
            4 => filter.language = Some("hi".to_owned()),
            5 => filter.min_duration_ms = Some(dice.below(900_000)),
            _ => filter.has_recording = Some(false),
        }
    }
    filter
}

/// Every fiftieth call is flagged, every third reviewed, every thirtieth given to this
/// person.
async fn mark(records: &Records) -> Outcomes<UserId> {
    let me = UserId(uuid::Uuid::from_u128(7));
    let ids = records.call_ids(&CallFilter::default(), None).await?;
    let begun = Instant::now();
    for (n, some) in ids.chunks(100).enumerate() {
        let mut changes = Vec::new();
        for (i, &call_id) in some.iter().enumerate() {
            let number = n * 100 + i;
            if number.is_multiple_of(50) {
                changes.push(Change::Mark(MarkChange::AddFlag(Flag {
                    id: FlagId(call_id.0),
                    call_id,
                    span: None,
                    turn_index: None,
                    reason: FlagReason::Other,
                    note: None,
                    by: FlaggedBy::Person(me),
                    at: START,
                })));
            }
            let assignment = number.is_multiple_of(30).then_some(Assignment {
                to: me,
                by: me,
                at: START,
            });
            let decision = number.is_multiple_of(3).then_some(Decision {
                outcome: ReviewOutcome::Done,
                reason: None,
                note: None,
                by: me,
                at: START,
            });
            if assignment.is_some() || decision.is_some() {
                let state = ReviewState {
                    assignment,
                    decision: decision.filter(|_| number % 60 != 0),
                };
                changes.push(Change::Mark(MarkChange::SetReview { call_id, state }));
            }
        }
        records
            .commit(Batch {
                changes,
                ..Batch::default()
            })
            .await?;
    }
    println!("  marked in {:.1} s", begun.elapsed().as_secs_f64());
    Ok(me)
}

/// The list by its marks.
async fn measure_marks(records: &Records) -> Outcomes<Vec<(String, (f64, f64))>> {
    let me = mark(records).await?;
    let of = |flagged, reviewed, assigned_to, agent: Option<&str>| CallFilter {
        flagged,
        reviewed,
        assigned_to,
        agent: agent.map(str::to_owned),
        ..CallFilter::default()
    };
    let mut all = Vec::new();
    for (name, filter) in [
        (
            "flagged, not reviewed",
            of(Some(true), Some(false), None, None),
        ),
        ("mine, not reviewed", of(None, Some(false), Some(me), None)),
        ("not reviewed", of(None, Some(false), None, None)),
        (
            "one agent's, reviewed",
            of(None, Some(true), None, Some("Agent 3")),
        ),
        (
            "mine and not flagged",
            of(Some(false), None, Some(me), None),
        ),
    ] {
        let filter = &filter;
        let list = timed(|_| async move {
            records.calls(filter, None, 100).await?;
            Ok(())
        });
        all.push((format!("list, {name}"), list.await?));
        let count = timed(|_| async move {
            records.call_count(filter).await?;
            Ok(())
        });
        all.push((format!("count, {name}"), count.await?));
    }
    let ids = timed(|i| async move {
        records.call_ids(&filters(i), None).await?;
        Ok(())
    });
    all.push(("all ids, 3 filters".to_owned(), ids.await?));
    let turns = timed(|i| async move {
        let ids = records.call_ids(&filters(i), None).await?;
        let some = &ids[..ids.len().min(200)];
        if !some.is_empty() {
            records.turns_of(some).await?;
        }
        Ok(())
    });
    all.push(("turns of 200 calls".to_owned(), turns.await?));
    Ok(all)
}

async fn measure(records: &Records, calls: u32) -> Outcomes<Vec<(String, (f64, f64))>> {
    let deep = Some(CallCursor(
        START.plus(i64::from(calls / 10) * SPACING_MS).0 << 20,
    ));
    let mut all = Vec::new();
    for (name, after) in [
        ("list, 3 filters, first page", None),
        ("list, 3 filters, at 90 %", deep),
    ] {
        let times = timed(|i| async move {
            records.calls(&filters(i), after, 100).await?;
            Ok(())
        });
        all.push((name.to_owned(), times.await?));
    }
    let none = timed(|_| async {
        // All filters broad, nothing matches: the whole of an index is walked.
        let filter = CallFilter {
            direction: Some(Direction::Inbound),
            has_recording: Some(true),
            min_duration_ms: Some(100_000),
            max_duration_ms: Some(899_999),
            language: Some("en".to_owned()),
            from: Some(START),
            ..CallFilter::default()
        };
        records.call_count(&filter).await?;
        Ok(())
    });
    all.push(("count, 5 broad filters".to_owned(), none.await?));
    let all_calls = CallFilter::default();
    let narrow = CallFilter {
        agent: Some("Agent 3".to_owned()),
        outcome: Some(Outcome::Booked),
        ..CallFilter::default()
    };
    for (name, typed, order, filter) in [
        (
            "newest, rare word",
            "word29111",
            SearchOrder::Newest,
            &all_calls,
        ),
        (
            "newest, common word",
            "word1",
            SearchOrder::Newest,
            &all_calls,
        ),
        (
            "newest, two words",
            "word2 word5",
            SearchOrder::Newest,
            &all_calls,
        ),
        (
            "newest, two rarer words",
            "word200 word901",
            SearchOrder::Newest,
            &all_calls,
        ),
        (
            "newest, prefix of 2",
            "wo*",
            SearchOrder::Newest,
            &all_calls,
        ),
        (
            "newest, prefix of 6",
            "word12*",
            SearchOrder::Newest,
            &all_calls,
        ),
        (
            "newest, prefix of 7",
            "word123*",
            SearchOrder::Newest,
            &all_calls,
        ),
        ("newest, Hindi", "शब्द10", SearchOrder::Newest, &all_calls),
        (
            "newest, common, 2 filters",
            "word1",
            SearchOrder::Newest,
            &narrow,
        ),
        (
            "newest, rarer, 2 filters",
            "word901",
            SearchOrder::Newest,
            &narrow,
        ),
        ("best, common word", "word1", SearchOrder::Best, &all_calls),
        (
            "best, two words",
            "word2 word5",
            SearchOrder::Best,
            &all_calls,
        ),
        ("best, rarer word", "word901", SearchOrder::Best, &all_calls),
    ] {
        all.push((
            name.to_owned(),
            search(records, typed, order, filter.clone()).await?,
        ));
    }
    Ok(all)
}

/// Adding calls beside bare inserts, a hundred calls in one transaction and one.
async fn inserts(records: &Records, calls: u32) -> Outcomes<()> {
    let some = (calls / 20).max(100);
    let mut from = calls;
    for at_once in [100, 1] {
        let (mut own, mut plain) = (0.0, 0.0);
        for _ in 0..2 {
            own += build(records, from..from + some, at_once).await? / 2.0;
            plain += bare(records, from + some..from + 2 * some, at_once).await? / 2.0;
            from += 2 * some;
        }
        println!(
            "  adding calls, {at_once} a transaction: {own:.0} rows/s, {:.2} of bare inserts",
            own / plain
        );
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Outcomes<()> {
    let calls: u32 = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let folder = tempfile::tempdir()?;
    let key = WorkspaceKey::random(&OsRng::new());
    let mut measured = Vec::new();
    for encrypted in [true, false] {
        let database_key = if encrypted {
            Some(key.database()?)
        } else {
            None
        };
        let keys = Arc::new(RecordKeys::new(&key, Arc::new(OsRng::new()))?);
        let path = folder
            .path()
            .join(if encrypted { "sealed.db" } else { "clear.db" });
        let tenant = Tenant::new(TenantId(uuid::Uuid::from_u128(1)));
        let records =
            Records::create(&path, database_key.as_ref(), keys, tenant, "bench", START).await?;
        let rate = build(&records, 0..calls, 100).await?;
        println!("made at {rate:.0} rows/s, encrypted {encrypted}");
        records.database().make_durable().await?;
        records.database().optimize().await?;
        let mut times = measure(&records, calls).await?;
        times.extend(measure_marks(&records).await?);
        for (name, (p50, p95)) in &times {
            println!("  {name:<30} p50 {p50:>8.2} p95 {p95:>8.2} ms");
        }
        measured.push(times);
        if encrypted {
            inserts(&records, calls).await?;
        }
        let bytes = std::fs::metadata(&path)?.len();
        println!("file: {} MiB", bytes >> 20);
        records.close().await;
    }
    println!(
        "{:<30} {:>9} {:>9} {:>14}",
        "ms", "p50", "p95", "p95 / clear"
    );
    for (sealed, clear) in measured[0].iter().zip(&measured[1]) {
        let ((p50, p95), (_, clear95)) = (sealed.1, clear.1);
        println!(
            "{:<30} {p50:>9.2} {p95:>9.2} {:>14.2}",
            sealed.0,
            p95 / clear95
        );
    }
    Ok(())
}
