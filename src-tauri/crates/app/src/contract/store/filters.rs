//! The list: any filters together, in order of time, page by page.

use std::collections::BTreeMap;

use parley_domain::call::{Channel, Direction, Outcome};

use super::{StoreBench, add, call};
use crate::calls::{CallFilter, CallRow};
use crate::contract::samples::NOW;
use crate::ports::CallCursor;

/// The plain definition.
fn matches(row: &CallRow, f: &CallFilter) -> bool {
    f.from.is_none_or(|t| row.started_at >= t)
        && f.to.is_none_or(|t| row.started_at < t)
        && f.direction.is_none_or(|d| row.direction == d)
        && f.channel.is_none_or(|c| row.channel == c)
        && f.agent
            .as_ref()
            .is_none_or(|a| row.agent.as_ref() == Some(a))
        && f.outcome.is_none_or(|o| row.outcome == o)
        && f.min_duration_ms.is_none_or(|d| row.duration_ms >= d)
        && f.max_duration_ms.is_none_or(|d| row.duration_ms <= d)
        && f.language
            .as_ref()
            .is_none_or(|l| row.language.as_ref() == Some(l))
        && f.has_recording.is_none_or(|r| row.has_recording == r)
        && f.tag.as_ref().is_none_or(|t| row.tags.contains(t))
}

/// Every combination of filters, page by page, against the plain definition.
pub async fn filters_combine_freely_in_order_of_time(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut rows = Vec::new();
    for i in 0..160i64 {
        // Several calls a minute, and some at the same instant.
        let mut new = call(i / 3, &[]);
        let row = &mut new.record.row;
        let pick = |n: i64, of: usize| usize::try_from((i * 7 + i / 5) % n).unwrap() % of;
        row.channel = [Channel::Phone, Channel::Whatsapp, Channel::Web][pick(3, 3)];
        row.direction = [Direction::Inbound, Direction::Outbound][pick(11, 2)];
        row.outcome = [Outcome::Booked, Outcome::Complained, Outcome::Unknown][pick(5, 3)];
        row.agent = [Some("Asha".to_owned()), Some("Noah".to_owned()), None][pick(13, 3)].clone();
        row.language = [Some("en".to_owned()), Some("hi".to_owned()), None][pick(4, 3)].clone();
        row.has_recording = i % 2 == 0;
        row.duration_ms = u32::try_from(i % 17).unwrap() * 10_000;
        row.tags = if i % 9 == 0 {
            vec!["vip".to_owned()]
        } else {
            Vec::new()
        };
        rows.push(row.clone());
        add(&*store, new).await;
    }
    let mut tried = BTreeMap::new();
    for bits in 0u32..1 << 9 {
        let on = |bit: u32| bits & (1 << bit) != 0;
        let filter = CallFilter {
            from: on(0).then(|| NOW.plus(10 * 60_000)),
            to: on(1).then(|| NOW.plus(40 * 60_000)),
            direction: on(2).then_some(Direction::Inbound),
            channel: on(3).then_some(Channel::Whatsapp),
            agent: on(4).then(|| "Asha".to_owned()),
            outcome: on(5).then_some(Outcome::Booked),
            min_duration_ms: on(6).then_some(50_000),
            max_duration_ms: on(6).then_some(120_000),
            language: on(7).then(|| "hi".to_owned()),
            has_recording: on(7).then_some(true),
            tag: on(8).then(|| "vip".to_owned()),
            ..CallFilter::default()
        };
        let mut expected: Vec<&CallRow> = rows.iter().filter(|r| matches(r, &filter)).collect();
        expected.sort_by_key(|r| std::cmp::Reverse(r.started_at));
        let mut got: Vec<CallRow> = Vec::new();
        let mut after: Option<CallCursor> = None;
        loop {
            let page = store.calls(&filter, after, 7).await.unwrap();
            got.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let times = |rows: &[&CallRow]| rows.iter().map(|r| r.started_at).collect::<Vec<_>>();
        assert_eq!(
            times(&got.iter().collect::<Vec<_>>()),
            times(&expected),
            "{filter:?}"
        );
        let mut ids: Vec<_> = got.iter().map(|r| r.id).collect();
        let mut expected_ids: Vec<_> = expected.iter().map(|r| r.id).collect();
        ids.sort_unstable();
        expected_ids.sort_unstable();
        assert_eq!(ids, expected_ids, "{filter:?}");
        let count = store.call_count(&filter).await.unwrap();
        assert_eq!(count as usize, expected.len(), "{filter:?}");
        *tried.entry(count > 0).or_insert(0) += 1;
    }
    assert!(
        tried[&true] > 50,
        "most combinations must have calls to be a test: {tried:?}"
    );
    let facets = store.call_facets().await.unwrap();
    assert_eq!(facets.total, 160);
    let asha = rows
        .iter()
        .filter(|r| r.agent.as_deref() == Some("Asha"))
        .count();
    assert!(
        facets
            .agents
            .iter()
            .any(|f| f.value == "Asha" && f.count as usize == asha)
    );
    assert!(facets.languages.iter().all(|f| !f.value.is_empty()));
}
